"""What one event of a ``recentchange`` feed says, and which pages of the watch-list it concerns.

The events are those of Wikimedia's EventStreams (schema ``mediawiki/recentchange``) and of MediaWiki's own feeds with
the formatter JSONRCFeedFormatter, which lack the ``meta`` block. They name pages by title, never by page id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: kinds that may change what a page says or where it is; the others are about categories and Wikidata's items
_KINDS = frozenset({"edit", "new", "log"})


class Unreadable(ValueError):
    """The data of an event is no entry of recent changes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a wiki's recent changes. ``revid`` is 0 when it made no revision, as a deletion.

    ``moved_to`` is the new title when the page was moved.
    """

    wiki: str
    host: str
    title: str
    revid: int = 0
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """How a feed may name one wiki: by its own short name, and by the hosts it is reached at.

    A private wiki is often reached under another name than it gives itself; then its short name is enough.
    """

    wiki: str
    hosts: frozenset[str]
    private: bool

    def has(self, change: Change) -> bool:
        """Whether *change* was made on this wiki."""
        same_name = bool(self.wiki) and self.wiki == change.wiki
        if self.wiki and change.wiki and not same_name:
            return False
        return change.host in self.hosts or (self.private and same_name)


def read_change(data: str) -> Change | None:
    """Return the change that the *data* of an event tells of, None when it touches no page's text or place.

    Canary events, which only show that the feed is alive, are such. Raises Unreadable.
    """
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None
    if not isinstance(event, dict):
        raise Unreadable("no JSON object")
    meta = event.get("meta")
    if isinstance(meta, dict) and meta.get("domain") == "canary":
        return None
    kind, title = event.get("type"), event.get("title")
    if not isinstance(kind, str) or not isinstance(title, str):
        raise Unreadable("no entry of recent changes")
    if kind not in _KINDS:
        return None
    return Change(
        _text(event.get("wiki")), _text(event.get("server_name")).lower(), title, _revid(event), _moved_to(event)
    )


class Titles:
    """The titles of watched pages: (number of the page in the store, title, its wiki) each."""

    def __init__(self, watched: Iterable[tuple[int, str, Place]]) -> None:
        self._by_title: dict[str, list[tuple[int, Place]]] = {}
        for page, title, place in watched:
            self._by_title.setdefault(title, []).append((page, place))

    def pages(self, change: Change) -> list[tuple[int, Place]]:
        """Return the watched pages of the title that *change* is about, each with its wiki."""
        return [(page, place) for page, place in self._by_title.get(change.title, ()) if place.has(change)]

    def add(self, page: int, title: str, place: Place) -> None:
        """Watch for *title* too: the page is called so from now on."""
        known = self._by_title.setdefault(title, [])
        if (page, place) not in known:
            known.append((page, place))


def _revid(event: dict[str, Any]) -> int:
    revision = event.get("revision")
    new = revision.get("new") if isinstance(revision, dict) else None
    return new if isinstance(new, int) and new > 0 else 0


def _moved_to(event: dict[str, Any]) -> str:
    parameters = event.get("log_params")  # a list when there are none
    if event.get("log_type") != "move" or not isinstance(parameters, dict):
        return ""
    return _text(parameters.get("target"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
