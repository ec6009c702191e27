"""Addresses of Wikimedia wikis, and the wikilinks that lead to the same pages."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

_WIKI = re.compile(
    r"(?:https?:)?//((?:([a-z]{2,3}(?:-[a-z-]{2,12})?|simple|commons|species|meta|www|incubator)\.)?(?:m\.)?"
    r"(wikipedia|wiktionary|wikibooks|wikinews|wikiquote|wikisource|wikiversity|wikivoyage|wikimedia|wikidata)\.org)"
    r"/wiki/([^\s?\[\]|{}<>\"]{1,300})$"
)
_FORBIDDEN = re.compile(r"[\[\]{}|<>%\x00-\x1f\x7f\ufffd]")
_PREFIX = {
    "wiktionary": "wikt",
    "wikibooks": "b",
    "wikinews": "n",
    "wikiquote": "q",
    "wikisource": "s",
    "wikiversity": "v",
    "wikivoyage": "voy",
    "wikidata": "d",
    "commons": "commons",
    "species": "species",
    "meta": "m",
    "incubator": "incubator",
}


class WikiPage(NamedTuple):
    """A page of a Wikimedia wiki. ``language`` is empty for the wikis that have none."""

    host: str
    project: str
    language: str
    target: str

    def wikilink(self, label: str = "", *, home: str = "") -> str:
        """Return the wikilink to the page with *label*, as written on a wiki of the language *home*."""
        target = self.target
        if home:
            prefix = _PREFIX.get(self.project, "")
            if self.language and self.language != home:
                prefix = f"{prefix}:{self.language}" if prefix else f":{self.language}"
            target = f"{prefix}:{target}"
        if not label or label == target:
            return f"[[{target}]]"
        if label[1:] == target[1:] and label[:1].lower() == target[:1].lower():
            return f"[[{label}]]"
        return f"[[{target}|{label}]]"


def wiki_page(url: str) -> WikiPage | None:
    """Return the wiki page at *url*, or None for any other address, one with a query, or a title no link can hold."""
    match = _WIKI.match(url)
    if match is None:
        return None
    host, part, project, path = match.groups()
    language = part or ""
    if project == "wikimedia":
        if part not in ("commons", "species", "meta", "incubator"):
            return None
        project, language = part, ""
    elif project == "wikidata" or part == "www" or not part:
        if project != "wikidata":
            return None
        language = ""
    try:
        target = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    target = target.replace("_", " ").strip()
    if not target or _FORBIDDEN.search(target) or target.startswith((":", "#", "/")):
        return None
    return WikiPage(host, project, language, target)
