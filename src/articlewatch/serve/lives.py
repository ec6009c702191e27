"""The findings of a page with their lives: chosen, newest happening first, a portion at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articlewatch.history.tracking import Life
from articlewatch.lint.suppression import SideEntry

#: lives of one portion
LIVES = 50
STATUSES = ("standing", "fixed", "reverted")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lives are wanted; empty for any. ``words`` are sought in message, excerpt and section."""

    status: str = ""
    rule: str = ""
    words: str = ""
    number: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """A life, and the reason of the entry that ignores the finding, None when nothing does."""

    life: Life
    ignored: str | None


@dataclass(frozen=True, slots=True)
class Lives:
    """Portion ``choice.number`` of ``pages``; ``rules`` are all that ever spoke, ``counts`` by status of all lives."""

    choice: Choice
    lives: tuple[Told, ...]
    total: int
    pages: int
    rules: tuple[str, ...]
    counts: dict[str, int]


def lives_page(lives: Sequence[Life], choice: Choice, entries: Sequence[SideEntry]) -> Lives:
    """Return the portion of *lives* that *choice* wants. *entries* are those of the page."""
    wanted = [life for life in lives if _fits(life, choice)]
    wanted.sort(key=lambda life: (life.events[-1].revision.timestamp, life.number), reverse=True)
    pages = max(1, -(-len(wanted) // LIVES))
    number = min(max(choice.number, 1), pages)
    portion = wanted[(number - 1) * LIVES : number * LIVES]
    return Lives(
        Choice(choice.status, choice.rule, choice.words, number),
        tuple(Told(life, _reason(life, entries)) for life in portion),
        len(wanted),
        pages,
        tuple(sorted({life.finding.rule for life in lives})),
        {status: sum(life.status == status for life in lives) for status in STATUSES},
    )


def _fits(life: Life, choice: Choice) -> bool:
    finding = life.finding
    if choice.status not in ("", life.status) or choice.rule not in ("", finding.rule):
        return False
    text = " ".join((finding.message, finding.excerpt, *finding.section)).casefold()
    return all(word in text for word in choice.words.casefold().split())


def _reason(life: Life, entries: Sequence[SideEntry]) -> str | None:
    if life.status != "standing":
        return None
    return next((entry.reason for entry in entries if entry.covers(life.finding)), None)
