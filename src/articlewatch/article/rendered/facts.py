"""What a rendered page says of itself: its title, its language, its wiki, and which revision it shows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from articlewatch.article.rendered.elements import Document, Element
from articlewatch.article.rendered.nodes import shown_text

_CONFIG = re.compile(
    r'"(wg(?:Title|PageName|RevisionId|ArticleId|PageContentLanguage|DBname))":("(?:[^"\\]|\\.)*+"|\d++)'
)
_REVISION = re.compile(r"/revision/(\d{1,18})$")
_SITE_NAME = re.compile(r"\s+[-–—|]\s+[^-–—|]+$")
_CHANGED = re.compile(r'"dateModified":"([0-9T:.Z-]{20,30})"')
_STYLE = re.compile(r"[Uu]se[ _](dmy|mdy)[ _]dates")
#: How far the settings of a skin and the head of a page reach, in code points.
_HEAD = 200_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a saved page; empty or 0 where the page does not say it.

    ``time`` is ISO 8601 in UTC, when the revision was saved; ``host`` that of the wiki.
    """

    title: str = ""
    language: str = ""
    host: str = ""
    revid: int = 0
    pageid: int = 0
    time: str = ""
    date_style: Literal["dmy", "mdy", ""] = ""


def page_facts(text: str) -> PageFacts:
    """Return what the HTML page in *text* says of itself near its beginning."""
    return read_facts(Document(text[:_HEAD]))


def whole_facts(text: str) -> PageFacts:
    """Return what the whole of an HTML page says of itself: at its end a skin says when it was last changed."""
    return read_facts(Document(text))


def read_facts(document: Document) -> PageFacts:
    """Return what the page says of itself."""
    text = document.text
    config = {name: _value(value) for name, value in _CONFIG.findall(text, 0, _HEAD)}
    named: dict[str, Element] = {}
    meta: dict[str, str] = {}
    host = language = heading = about = ""
    for element in document.elements:
        name = element.name
        if name in ("html", "body", "title") and name not in named:
            named[name] = element
            language = language or (element.get("lang") if name != "title" else "")
            about = about or element.get("about")
        elif name == "meta":
            meta.setdefault(element.get("property") or element.get("http-equiv").lower(), element.get("content"))
        elif name in ("link", "base") and not host:
            if name == "base" or element.get("rel") in ("dc:isVersionOf", "canonical"):
                host = _host(element.get("href"))
        elif name == "h1" and not heading and element.id in ("firstHeading", "titleHeading"):
            heading = shown_text(text[element.open_end : element.close_start])
    title = named.get("title")
    whole = shown_text(text[title.open_end : title.close_start]) if title is not None else ""
    revision = _REVISION.search(about)
    styles = _STYLE.search(text)
    changed = _CHANGED.search(text)
    return PageFacts(
        title=config.get("wgTitle", "").replace("_", " ") or heading or _SITE_NAME.sub("", whole),
        language=config.get("wgPageContentLanguage", "") or language or meta.get("content-language", ""),
        host=host or _host(about),
        revid=_number(config.get("wgRevisionId", "")) or (_number(revision.group(1)) if revision else 0),
        pageid=_number(config.get("wgArticleId", "")) or _number(meta.get("mw:pageId", "")),
        time=_time(meta.get("dc:modified", "") or (changed.group(1) if changed else "")),
        date_style="" if not styles else "dmy" if styles.group(1) == "dmy" else "mdy",
    )


def _value(quoted: str) -> str:
    try:
        return str(json.loads(quoted))
    except ValueError:
        return ""


def _host(address: str) -> str:
    try:
        return unquote(urlsplit(address).netloc)
    except ValueError:
        return ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _time(text: str) -> str:
    match = re.match(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z", text)
    return f"{match.group(1)}Z" if match else ""
