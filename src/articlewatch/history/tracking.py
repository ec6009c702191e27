"""Findings followed through the revisions of a page: introduced, fixed, come back, and by whom.

A finding's life begins in the revision that introduced it and is carried on by the difference between revisions, so it
survives edits round it, moved paragraphs and renamed sections. A revision whose text was there before is a revert:
what the revisions in between brought is folded away, and what they took out has never been gone, so that blame
stays with the true author.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from articlewatch.article import Revision, Snapshot
from articlewatch.diff import compare
from articlewatch.lint import Finding, Linter
from articlewatch.lint.fingerprint import normalise
from articlewatch.lint.matching import match_findings

EventKind = Literal["introduced", "fixed", "reintroduced", "reverted"]
Status = Literal["standing", "fixed", "reverted"]

#: How far back a text is recognised as a revert. Half of all reverts go back by one revision, nearly all by 15.
REVERT_RADIUS = 50


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a finding in a revision.

    ``reverted`` is the end of a finding that was introduced by an edit which has since been undone.
    """

    kind: EventKind
    revision: Revision


@dataclass(slots=True)
class Life:
    """One finding through the history of its page. ``finding`` is as it was last seen."""

    number: int
    finding: Finding
    events: list[Event] = field(default_factory=list)

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
    are all lives after the revision, in the order of the text.
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


class Tracker:
    """Follows the findings of one page; give it the page's revisions from the oldest to the newest.

    A revision whose text is hidden is passed over: its findings, if it had any, count for the next one whose text
    can be read. The linter's caches make a revision cost what its edit touched.
    """

    def __init__(self, linter: Linter, memory: Memory | None = None) -> None:
        memory = memory or Memory()
        self._linter = linter
        self.lives: list[Life] = memory.lives
        self._previous: Snapshot | None = memory.previous
        # The states after the last revisions, oldest first, with the digests of their texts.
        self._past: list[tuple[str, Revision, State | None]] = memory.past
        self._state: State = memory.state
        self._recall = memory.recall
        self._gone: dict[tuple[str, str], list[int]] = defaultdict(list, memory.gone)

    @property
    def memory(self) -> Memory:
        """What another tracker needs to go on from here."""
        gone = {key: numbers for key, numbers in self._gone.items() if numbers}
        return Memory(self.lives, self._past, self._state, gone, self._previous, self._recall)

    def follow(self, revisions: Iterable[tuple[Revision, Snapshot | None]]) -> Iterator[Step]:
        """Yield what each of *revisions* did; a snapshot of None is a revision whose text cannot be read."""
        for revision, snapshot in revisions:
            if snapshot is None:
                yield Step(revision, revision.size, standing=self._standing())
            else:
                yield self.add(revision, snapshot)

    def add(self, revision: Revision, snapshot: Snapshot) -> Step:
        """Take in the next revision and return what it did."""
        digest = hashlib.sha1(snapshot.text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
        step = self._revert(revision, snapshot, digest)
        if step is None:
            step = self._advance(revision, snapshot)
        self._past.append((digest, revision, self._state))
        del self._past[: -REVERT_RADIUS - 1]
        self._previous = snapshot
        return step

    def _advance(self, revision: Revision, snapshot: Snapshot) -> Step:
        found = self._linter.lint(snapshot).findings
        previous = self._previous
        if previous is None:
            introduced = [self._begin(finding, revision) for finding in found]
            self._state = [(finding, life.number) for finding, life in zip(found, introduced, strict=True)]
            return Step(revision, len(snapshot.text), tuple(introduced), standing=self._standing())
        matched = match_findings([f for f, _ in self._state], found, compare(previous.text, snapshot.text))
        numbers = {id(finding): number for finding, number in self._state}
        after: dict[int, int] = {}
        for old, new in matched.standing:
            number = numbers[id(old)]
            after[id(new)] = number
            self.lives[number].finding = new
        fixed = [self._end(self.lives[numbers[id(old)]], revision, "fixed") for old in matched.fixed]
        introduced, reintroduced = [], []
        for finding in matched.introduced:
            back = self._gone.get((finding.rule, normalise(finding.excerpt)))
            if back:
                life = self.lives[back.pop()]
                life.finding = finding
                life.events.append(Event("reintroduced", revision))
                reintroduced.append(life)
            else:
                life = self._begin(finding, revision)
                introduced.append(life)
            after[id(finding)] = life.number
        self._state = [(finding, after[id(finding)]) for finding in found]
        return Step(
            revision,
            len(snapshot.text),
            tuple(introduced),
            tuple(fixed),
            tuple(reintroduced),
            standing=self._standing(),
            blank=not snapshot.text.strip(),
        )

    def _revert(self, revision: Revision, snapshot: Snapshot, digest: str) -> Step | None:
        """The step of a revision whose text was there before, or None."""
        for back in range(len(self._past) - 1, -1, -1):
            if self._past[back][0] == digest:
                break
        else:
            return None
        _, restored, known = self._past[back]
        state = known if known is not None else self._recall(restored.revid)
        undone = tuple(past[1] for past in self._past[back + 1 :])
        before = {number for _, number in state}
        undone_ids = {r.revid for r in undone}
        reverted = [
            self._end(self.lives[number], revision, "reverted") for _, number in self._state if number not in before
        ]
        for _, number in state:
            life = self.lives[number]
            # What an undone edit took out was never really gone.
            while life.events[-1].revision.revid in undone_ids and len(life.events) > 1:
                life.events.pop()
            self._forget(life)
        for finding, number in state:
            self.lives[number].finding = finding
        self._state = state
        return Step(
            revision,
            len(snapshot.text),
            reverted=tuple(reverted),
            standing=self._standing(),
            restored=restored,
            undone=undone,
        )

    def _begin(self, finding: Finding, revision: Revision) -> Life:
        life = Life(len(self.lives), finding, [Event("introduced", revision)])
        self.lives.append(life)
        return life

    def _end(self, life: Life, revision: Revision, kind: Literal["fixed", "reverted"]) -> Life:
        life.events.append(Event(kind, revision))
        self._gone[life.finding.rule, normalise(life.finding.excerpt)].append(life.number)
        return life

    def _forget(self, life: Life) -> None:
        """Take a life that stands again off the list of those that are gone."""
        waiting = self._gone.get((life.finding.rule, normalise(life.finding.excerpt)))
        if waiting and life.number in waiting:
            waiting.remove(life.number)

    def _standing(self) -> tuple[Life, ...]:
        return tuple(self.lives[number] for _, number in self._state)
