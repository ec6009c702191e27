"""Find a wiki's API, and a page's title, from the address a reader has in the browser.

The address of the API is read from the page itself (``<link rel="EditURI">``, which MediaWiki puts on
every page it shows), the title from the wiki's own ``articlepath``. Only when a page has no such link are
the usual places tried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from articlewatch.errors import SourceError
from articlewatch.sources.answers import Again, WikiUnavailable, judge
from articlewatch.sources.contact import Identity, host_of, require_contact
from articlewatch.sources.mediawiki import SiteInfo
from articlewatch.sources.patience import Patience
from articlewatch.sources.robots import Excluded
from articlewatch.sources.wire import Exchange, Wire

_LINK = re.compile(rb"<link\b[^<>]{0,2000}>", re.I)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]{1,1000})"|'([^']{1,1000})')""", re.I)
_REL = re.compile(rb"""\brel\s*=\s*["']?EditURI\b""", re.I)
_USUAL_PLACES = ("/w/api.php", "/api.php", "/wiki/api.php", "/mediawiki/api.php")
_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Target:
    """What an address points at: a page by title or id, or one revision. All empty means the main page."""

    title: str = ""
    pageid: int = 0
    revid: int = 0


def is_address(text: str) -> bool:
    """Whether *text* is a web address and not a title."""
    return text.lower().startswith(("http://", "https://"))


def find_api(address: str, identity: Identity, patience: Patience | None = None) -> str:
    """Return the URL of ``api.php`` of the wiki that shows *address* (a page, or already ``api.php``).

    A page that the host's robots.txt closes to programs is not fetched; then only the usual places are tried. Raises
    ConfigurationError when the host is public and no contact is set, SourceError when no wiki answers there.
    """
    parts = urlsplit(address)
    if parts.path.endswith("/api.php"):
        return f"{parts.scheme}://{parts.netloc}{parts.path}"
    patience = patience or Patience()
    wire = Wire(identity, patience)
    try:
        try:
            final, page = _visit(wire, identity, address)
        except Excluded as error:
            return _try_usual_places(wire, identity, address, error)
        linked = _edit_uri(page.body)
        if linked:
            found = urljoin(final, linked).partition("?")[0]
            require_contact(identity, host_of(found))
            return found
        return _try_usual_places(wire, identity, final)
    finally:
        wire.close()


def target_of(address: str, site: SiteInfo) -> Target:
    """Return what *address* points at on the wiki *site*.

    Understands the wiki's own article path, ``index.php?title=…``, ``index.php/Title``, ``?oldid=``,
    ``?diff=`` and ``?curid=``.
    """
    parts = urlsplit(address)
    query = parse_qs(parts.query)
    number = {name: int(values[0]) for name, values in query.items() if values[0].isdecimal()}
    title = query.get("title", [""])[0] or _title_in_path(parts.path, site)
    revid = number.get("oldid", 0) or number.get("diff", 0)
    return Target(title.replace("_", " ").strip(), number.get("curid", 0), revid)


def _title_in_path(path: str, site: SiteInfo) -> str:
    for pattern in (urlsplit(site.article_path).path, f"{site.script}/$1", "/wiki/$1"):
        before, found, after = pattern.partition("$1")
        if found and path.startswith(before) and path.endswith(after):
            return unquote(path[len(before) : len(path) - len(after)])
    return ""


def _visit(wire: Wire, identity: Identity, address: str) -> tuple[str, Exchange]:
    """Follow redirects by hand: each new host must be one that may be called."""
    for _ in range(_MOST_REDIRECTS):
        require_contact(identity, host_of(address))
        identity.heed_robots(address, wire.fetch, interface=False)
        outcome = wire.exchange(address, {})
        if isinstance(outcome, Again):
            raise WikiUnavailable(f"{host_of(address)}: {outcome.reason}")
        if not (300 <= outcome.status < 400 and "Location" in outcome.headers):
            return address, outcome
        address = urljoin(address, outcome.headers["Location"])
        if not is_address(address):
            break
    raise SourceError(f"{host_of(address)}: too many redirects")


def _edit_uri(body: bytes) -> str:
    for link in _LINK.finditer(body[: 1 << 20]):
        href = _HREF.search(link[0]) if _REL.search(link[0]) else None
        if href:
            return unescape((href[1] or href[2]).decode("utf-8", "replace"))
    return ""


def _try_usual_places(wire: Wire, identity: Identity, address: str, excluded: Excluded | None = None) -> str:
    question = {"action": "query", "meta": "siteinfo", "format": "json", "formatversion": "2"}
    for place in _USUAL_PLACES:
        api = urljoin(address, place)
        identity.heed_robots(api, wire.fetch, interface=True)
        outcome = wire.exchange(api, question)
        if isinstance(outcome, Exchange):
            answer = judge(outcome.status, outcome.headers, outcome.body, 0.0)
            if isinstance(answer, dict) and "general" in answer.get("query", {}):
                return api
    raise excluded or SourceError(f"{host_of(address)}: found no MediaWiki there; give the address of its api.php")
