"""What happens to a page as a whole: moved, deleted, protected, blanked, made a redirect, a revision hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision
from articlewatch.watch.events import Event, Kind
from articlewatch.watch.facts import Facts
from articlewatch.watch.passages import Passages

#: state, words when it begins, words when it ends; of blank and redirect, the one that begins says it all
_STATES: tuple[tuple[str, Kind, str, Kind, str], ...] = (
    ("deleted", "deleted", "the wiki no longer has it", "restored", "the wiki has it again"),
    ("redirect", "redirected", "turned into a redirect", "unredirected", "no longer a redirect"),
    ("blank", "blanked", "blanked", "refilled", "no longer blank"),
)
_LINK = re.compile(r"\[\[:?([^\[\]|#\n]{1,255})")


def state_of(
    page: StoredPage,
    revisions: list[StoredRevision],
    passages: Passages,
    protection: tuple[str, ...] | None,
    before: dict[str, Any],
) -> dict[str, Any]:
    """Return what is remembered of *page* when it has been told of; *before* is what was remembered last.

    *protection* is as in ``sources.records.Page``, None when the wiki was not asked.
    """
    readable = bool(revisions) and revisions[-1].text is not None
    blank = not passages.newest.strip() if readable else before.get("blank", False)
    kept = before.get("protection", []) if protection is None else list(protection)
    now = {"title": page.title, "deleted": page.deleted, "redirect": page.is_redirect, "blank": blank}
    return before | now | {"protection": kept}


def page_events(
    facts: Facts,
    before: dict[str, Any],
    now: dict[str, Any],
    passages: Passages,
    hidden: Iterable[StoredRevision],
) -> Iterator[Event]:
    """Yield what happened to the page since it was last told of; *hidden* are revisions whose text the wiki hides."""
    if before:
        if before["title"] != now["title"]:
            yield facts.of_page("moved", f"moved from {before['title']!r} to {now['title']!r}")
        yield from _state_events(facts, before, now, passages)
        yield from _protection_events(facts, before.get("protection", []), now["protection"])
    elif now["deleted"]:
        yield facts.of_page("deleted", "the wiki no longer has it")
    for stored in hidden:
        yield facts.of_page("hidden", "the wiki hides the text of a revision", stored.revision.revid)


def allowed(protection: Iterable[str]) -> frozenset[str]:
    """Return what a protection says, without until when: ``edit=sysop``."""
    return frozenset(entry.partition(" ")[0] for entry in protection)


def _state_events(facts: Facts, before: dict[str, Any], now: dict[str, Any], passages: Passages) -> Iterator[Event]:
    emptied = any(now[name] and not before[name] for name in ("redirect", "blank"))
    for name, on, words_on, off, words_off in _STATES:
        if now[name] and not before[name]:
            target = _LINK.search(passages.newest) if name == "redirect" else None
            yield facts.of_page(on, f"{words_on} to {target[1].strip()!r}" if target else words_on)
        elif before[name] and not now[name] and not (emptied and name != "deleted"):
            yield facts.of_page(off, words_off)


def _protection_events(facts: Facts, before: list[str], now: list[str]) -> Iterator[Event]:
    if allowed(before) == allowed(now):
        return
    if not now:
        yield facts.of_page("unprotected", f"no longer protected ({_told(before)})")
    elif not before:
        yield facts.of_page("protected", f"protected ({_told(now)})")
    else:
        yield facts.of_page("protected", f"protection changed to {_told(now)} from {_told(before)}")


def _told(protection: Iterable[str]) -> str:
    return ", ".join(entry.replace("=", ": ") for entry in protection)
