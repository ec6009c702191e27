"""What is known of findings through time: their lives, what a revision did to them, and what is kept to go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from articlewatch.article import Revision, Snapshot
from articlewatch.history.editsummary import EditSummary
from articlewatch.lint import Finding

EventKind = Literal["introduced", "fixed", "reintroduced", "reverted"]
Status = Literal["standing", "fixed", "reverted"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a finding in a revision.

    ``reverted`` is the end of a finding that was introduced by an edit which has since been undone.
    """

    kind: EventKind
    revision: Revision


@dataclass(slots=True)
class Life:
    """One finding through the history of its page. ``finding`` is as it was last seen.

    ``edit`` says that it is about the edit that brought it and not about the text; ``goes_with`` is then the number of
    the finding in the text that stands as long as it does, if there is one.
    """

    number: int
    finding: Finding
    events: list[Event] = field(default_factory=list)
    edit: bool = False
    goes_with: int | None = None

    @property
    def introduced(self) -> Revision:
        """The revision that brought the finding in."""
        return self.events[0].revision

    @property
    def status(self) -> Status:
        """Whether the finding stands, was fixed, or went when its edit was undone."""
        last = self.events[-1].kind
        return "reverted" if last == "reverted" else "fixed" if last == "fixed" else "standing"

    @property
    def ended(self) -> Revision | None:
        """The revision that fixed or reverted the finding, or None while it stands."""
        return None if self.status == "standing" else self.events[-1].revision


@dataclass(frozen=True, slots=True)
class Step:
    """What one revision did to the findings of its page.

    ``restored`` is the revision whose text a revert brought back, ``undone`` the revisions it undid. ``standing``
    are all findings in the text after the revision, in its order; ``noted`` those about edits that still stand, which
    the other lists hold among the rest. ``summary`` is None when the text cannot be read.
    """

    revision: Revision
    size: int
    introduced: tuple[Life, ...] = ()
    fixed: tuple[Life, ...] = ()
    reintroduced: tuple[Life, ...] = ()
    reverted: tuple[Life, ...] = ()
    standing: tuple[Life, ...] = ()
    restored: Revision | None = None
    undone: tuple[Revision, ...] = ()
    blank: bool = False
    noted: tuple[Life, ...] = ()
    summary: EditSummary | None = None


#: the findings of a text with the numbers of their lives
State = list[tuple[Finding, int]]


@dataclass(slots=True)
class Memory:
    """What a tracker needs to go on with a page in another process.

    ``past`` holds, for the last revisions, the digest of the text and the findings in it with the numbers of their
    lives; None for what ``recall`` gives when it is asked with the id of the revision. ``state`` are the findings
    in the last text, ``previous``; ``gone`` the lives that may come back, by rule and normalised excerpt.
    """

    lives: list[Life] = field(default_factory=list)
    past: list[tuple[str, Revision, State | None]] = field(default_factory=list)
    state: State = field(default_factory=list)
    gone: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    previous: Snapshot | None = None
    recall: Callable[[int], State] = field(default=lambda revid: [])
