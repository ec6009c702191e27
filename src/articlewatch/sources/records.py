"""What a source of history hands over: a wiki, its pages, and revisions with their texts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from articlewatch.article.snapshot import Revision

#: The content model under which the HTML of a saved web page is kept; no wiki has one of this name.
RENDERED = "html"


@dataclass(frozen=True, slots=True)
class Site:
    """One wiki. ``key`` is the same whether the wiki was met through its API or through a dump."""

    key: str
    wiki_id: str = ""
    api: str = ""
    language: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a wiki or a dump describes it.

    ``latest`` and ``touched`` (ISO 8601) are known only from a live wiki: the id of the newest
    revision, and when the page or something it shows last changed. ``protection`` says who alone may do what, as in
    ``edit=sysop`` or ``move=sysop until 2026-12-01T00:00:00Z``; None when the source was not asked.
    """

    pageid: int
    title: str
    ns: int = 0
    redirect_to: str = ""
    is_redirect: bool = False
    latest: int = 0
    touched: str = ""
    length: int = 0
    protection: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PageRevision:
    """One revision of one page. ``text`` is None when the source does not hand it over."""

    page: Page
    revision: Revision
    text: str | None = None


def site_key(base: str, wiki_id: str = "") -> str:
    """Return the name under which a wiki is kept, from the URL of its main page.

    Both the API (``general.base``) and an export (``<base>``) give that URL. The key is the host, with
    the folder when several wikis share one: ``en.wikipedia.org``, ``127.0.0.1:8089``,
    ``example.org/wiki-a``. Without a usable URL it is *wiki_id* (``enwiki``), or ``unknown``.
    """
    parts = urlsplit(base if "//" in base else f"//{base}")
    if not parts.netloc or "." not in parts.netloc + parts.path:
        return wiki_id or "unknown"
    folders = [unquote(folder) for folder in parts.path.split("/")[:-1] if folder]
    while folders and (folders[-1] in ("wiki", "w", "index.php")):
        folders.pop()
    return "/".join([parts.netloc.lower(), *folders])


def hexadecimal_sha1(text: str) -> str:
    """Return the 40 hexadecimal digits of a sha1 given in base 36 (dumps) or base 16 (the API).

    An empty or impossible value gives an empty string: old exports carry no sum at all.
    """
    text = text.strip().lower()
    if len(text) == 40:
        return text if _is_number(text, 16) else ""
    if 0 < len(text) <= 31 and _is_number(text, 36):
        value = int(text, 36)
        return f"{value:040x}" if value < 1 << 160 else ""
    return ""


def _is_number(text: str, radix: int) -> bool:
    if not text.isalnum() or not text.isascii():
        return False
    try:
        int(text, radix)
    except ValueError:
        return False
    return True
