"""What happens to a page as a whole: moved, deleted, blanked, made a redirect, a revision hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision
from articlewatch.watch.events import Event, Kind
from articlewatch.watch.facts import Facts
from articlewatch.watch.passages import Passages


def state_of(
    page: StoredPage, revisions: list[StoredRevision], passages: Passages, before: dict[str, Any]
) -> dict[str, Any]:
    """Return what is remembered of *page* when it has been told of; *before* is what was remembered last."""
    readable = bool(revisions) and revisions[-1].text is not None
    blank = not passages.newest.strip() if readable else before.get("blank", False)
    return {"title": page.title, "deleted": page.deleted, "redirect": page.is_redirect, "blank": blank}


def page_events(
    facts: Facts, before: dict[str, Any], now: dict[str, Any], fresh: list[StoredRevision]
) -> Iterator[Event]:
    """Yield what happened to the page as a whole since it was last told of."""
    if before:
        if before["title"] != now["title"]:
            yield facts.of_page("moved", f"moved from {before['title']!r} to {now['title']!r}")
        states: tuple[tuple[str, Kind, str, Kind, str], ...] = (
            ("deleted", "deleted", "the wiki no longer has it", "restored", "the wiki has it again"),
            ("redirect", "redirected", "turned into a redirect", "unredirected", "no longer a redirect"),
            ("blank", "blanked", "blanked", "refilled", "no longer blank"),
        )
        for name, on, words_on, off, words_off in states:
            if now[name] and not before[name]:
                yield facts.of_page(on, words_on)
            elif before[name] and not now[name]:
                yield facts.of_page(off, words_off)
    elif now["deleted"]:
        yield facts.of_page("deleted", "the wiki no longer has it")
    for stored in fresh:
        if stored.revision.text_hidden:
            words = "the wiki hides the text of a revision"
            yield facts.of_page("hidden", words, stored.revision.revid)
