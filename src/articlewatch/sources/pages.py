"""What to ask a wiki about pages: their heads, and which titles lead where.

Shapes of the Action API with ``formatversion=2``; pages come in an order of the wiki's own, under
normalised titles, and behind redirects, so every answer is mapped back to what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeVar
from urllib.parse import unquote

from articlewatch.sources.answers import Json
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.records import Page

#: titles, page ids or revision ids in one request; more is an error for anybody without a bot flag
BATCH = 50

_CATEGORY = 14

T = TypeVar("T")
Standing = Literal["found", "missing", "invalid", "special", "interwiki"]


@dataclass(frozen=True, slots=True)
class Head:
    """What a wiki says of one page asked for.

    ``asked`` is the title or page id as it was asked for. ``redirected_from`` lists the titles passed on
    the way. ``why`` is the wiki's reason when the title is invalid.
    """

    asked: str | int
    standing: Standing
    page: Page | None = None
    redirected_from: tuple[str, ...] = ()
    why: str = ""


def heads_by_title(wiki: Wiki, titles: Iterable[str], *, follow_redirects: bool = True) -> Iterator[Head]:
    """Yield one Head for each of *titles*, in their order, asking for 50 at a time.

    Raises WikiError or WikiUnavailable.
    """
    for batch in batches(titles, BATCH):
        askable = [title for title in batch if _askable(title)]
        answer = _gather(wiki, titles=askable, redirects=follow_redirects) if askable else _Gathered()
        for title in batch:
            yield answer.head_of_title(title) if _askable(title) else Head(title, "invalid", why="no title")


def heads_by_id(wiki: Wiki, pageids: Iterable[int], *, protection: bool = False) -> Iterator[Head]:
    """Yield one Head for each of *pageids*, in their order, asking for 50 at a time, on wish with their *protection*.

    A page that was moved has another title than before, a deleted one is ``missing``, and one that was
    turned into a redirect has ``is_redirect``: redirects are not followed here, since the page followed is
    the one with this id. Raises WikiError or WikiUnavailable.
    """
    for batch in batches(pageids, BATCH):
        answer = _gather(wiki, pageids=batch, inprop="protection" if protection else None)
        for pageid in batch:
            yield answer.head_of_id(pageid)


def category_members(wiki: Wiki, category: str, *, namespaces: Sequence[int] = (0,)) -> Iterator[Page]:
    """Yield the pages of *category* in *namespaces*; subcategories are not entered.

    *category* may carry its prefix in English or in the language of the wiki, or none.
    """
    head = next(heads_by_title(wiki, [category], follow_redirects=False))
    known = head.page is not None and head.page.ns == _CATEGORY
    name = category if known else f"Category:{category}"
    asked = {"list": "categorymembers", "cmtitle": name, "cmtype": "page", "cmprop": "ids|title"}
    for found in wiki.query(**asked, cmnamespace=list(namespaces), cmlimit="max"):
        for member in found.get("categorymembers", ()):
            yield Page(int(member["pageid"]), str(member["title"]), int(member["ns"]))


def page_of(entry: Json) -> Page:
    """Return the Page in one entry of ``query.pages``."""
    return Page(
        pageid=int(entry.get("pageid", 0)),
        title=str(entry.get("title", "")),
        ns=int(entry.get("ns", 0)),
        is_redirect=bool(entry.get("redirect", False)),
        latest=int(entry.get("lastrevid", 0)),
        touched=str(entry.get("touched", "")),
        length=int(entry.get("length", 0)),
        protection=_protection(entry.get("protection")),
    )


def _protection(entries: object) -> tuple[str, ...] | None:
    if not isinstance(entries, list):
        return None
    told = []
    for entry in entries:
        expiry = str(entry.get("expiry") or "infinity")
        until = "" if expiry == "infinity" else f" until {expiry}"
        told.append(f"{entry.get('type', '')}={entry.get('level', '')}{until}")
    return tuple(sorted(told))


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield *items* in lists of at most *size*."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


class _Gathered:
    """The answers to one batch, put together: pages by title and id, and the ways that lead to them."""

    def __init__(self) -> None:
        self.by_title: dict[str, Json] = {}
        self.by_id: dict[int, Json] = {}
        self.normalised: dict[str, str] = {}
        self.redirects: dict[str, Json] = {}
        self.interwiki: set[str] = set()

    def add(self, found: Json) -> None:
        for entry in found.get("normalized", ()):
            # A title that is not in NFC comes back percent-encoded.
            source = unquote(entry["from"]) if entry.get("fromencoded") else entry["from"]
            self.normalised[source] = entry["to"]
        for entry in found.get("redirects", ()):
            self.redirects[entry["from"]] = entry
        self.interwiki.update(entry["title"] for entry in found.get("interwiki", ()))
        for entry in found.get("pages", ()):
            if "title" in entry:
                self.by_title.setdefault(entry["title"], {}).update(entry)
            if "pageid" in entry:
                self.by_id.setdefault(entry["pageid"], {}).update(entry)

    def head_of_title(self, asked: str) -> Head:
        title = self.normalised.get(asked, asked)
        passed: list[str] = []
        while title in self.redirects and title not in passed:
            passed.append(title)
            redirect = self.redirects[title]
            if redirect.get("tointerwiki"):
                return Head(asked, "interwiki", redirected_from=tuple(passed), why=str(redirect["to"]))
            title = redirect["to"]
        if title in self.redirects:  # the wiki answers without a page
            return Head(asked, "invalid", redirected_from=tuple(passed), why="a redirect that leads back to itself")
        if title in self.interwiki or asked in self.interwiki:
            return Head(asked, "interwiki", redirected_from=tuple(passed))
        return _head(asked, self.by_title.get(title), tuple(passed))

    def head_of_id(self, pageid: int) -> Head:
        return _head(pageid, self.by_id.get(pageid), ())


def _head(asked: str | int, entry: Json | None, passed: tuple[str, ...]) -> Head:
    if entry is None:
        return Head(asked, "missing", None, passed)
    if entry.get("invalid"):
        why = entry.get("invalidreason", "")
        text = why.get("text", why.get("code", "")) if isinstance(why, dict) else why
        return Head(asked, "invalid", None, passed, " ".join(str(text).split()))
    if entry.get("special"):
        return Head(asked, "special", None, passed)
    if entry.get("missing"):
        return Head(asked, "missing", page_of(entry), passed)
    return Head(asked, "found", page_of(entry), passed)


def _gather(wiki: Wiki, **asked: object) -> _Gathered:
    gathered = _Gathered()
    for found in wiki.query(prop="info", **asked):
        gathered.add(found)
    return gathered


def _askable(title: str) -> bool:
    """Whether *title* can be sent: a control character separates titles, and none is legal in one."""
    return bool(title.strip()) and all(" " <= character != "\x7f" for character in title)
