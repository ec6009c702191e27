"""What a pass over the watched pages works with, and what it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from articlewatch.lint import Linter
from articlewatch.sources.contact import Identity
from articlewatch.sources.patience import Patience
from articlewatch.watch.events import Addressee, Event

#: the failure in a row that is told
TELL_AFTER = 3


@dataclass(frozen=True, slots=True)
class Means:
    """What a pass works with. *tell* is given lines for the user, *progress* pages done and due; *stop* says whether
    to end after the page at hand.
    """

    linter: Linter
    identity: Identity
    now: Callable[[], float]
    channels: tuple[Addressee, ...] = ()
    patience: Patience = field(default_factory=Patience)
    max_requests: int | None = None
    maxlag: int = 5
    tell_after: int = TELL_AFTER
    tell: Callable[[str], None] = lambda line: None
    progress: Callable[[int, int], None] = lambda done, due: None
    stop: Callable[[], bool] = lambda: False


@dataclass(slots=True)
class Pass:
    """What a pass did. ``failed`` says in a line each what could not be checked, ``left`` how many pages wait."""

    due: int = 0
    checked: int = 0
    changed: int = 0
    requests: int = 0
    left: int = 0
    events: list[Event] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    would_fetch: list[str] = field(default_factory=list)
