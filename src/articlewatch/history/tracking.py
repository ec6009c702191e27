"""Findings followed through the revisions of a page: introduced, fixed, come back, and by whom.

A finding's life begins in the revision that introduced it and is carried on by the difference between revisions, so it
survives edits round it, moved paragraphs and renamed sections. A revision whose text was there before is a revert:
what the revisions in between brought is folded away, and what they took out has never been gone, so that blame
stays with the true author.

The rules about edits look at each edit that is no revert; what they find is about that edit for good (``editlives``).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from articlewatch.article import Article, Revision, Snapshot
from articlewatch.article.collector import pausing_collector
from articlewatch.diff import Diff
from articlewatch.history.editlives import carried, goes_with
from articlewatch.history.editsummary import first_summary, summarise
from articlewatch.history.lives import Event as Event
from articlewatch.history.lives import Life as Life
from articlewatch.history.lives import Memory as Memory
from articlewatch.history.lives import State as State
from articlewatch.history.lives import Step as Step
from articlewatch.lint import Finding, Linter, Revised
from articlewatch.lint.fingerprint import normalise
from articlewatch.lint.matching import match_findings

#: How far back a text is recognised as a revert. Half of all reverts go back by one revision, nearly all by 15.
REVERT_RADIUS = 50


@dataclass(slots=True)
class _Came:
    """What came and went with one revision."""

    introduced: list[Life] = field(default_factory=list)
    fixed: list[Life] = field(default_factory=list)
    reintroduced: list[Life] = field(default_factory=list)


class Tracker:
    """Follows the findings of one page; give it the page's revisions from the oldest to the newest.

    A revision whose text is hidden is passed over: its findings, if it had any, count for the next one whose text
    can be read. What the linter's ignore file names is followed too. The linter's caches make a revision cost what its
    edit touched.
    """

    def __init__(self, linter: Linter, memory: Memory | None = None) -> None:
        memory = memory or Memory()
        self._linter = linter.without_ignores()
        self._lives: list[Life] = memory.lives
        self._previous: Snapshot | None = memory.previous
        # The states after the last revisions, oldest first, with the digests of their texts.
        self._past: list[tuple[str, Revision, State | None]] = memory.past
        self._state: State = memory.state
        self._recall = memory.recall
        self._gone: dict[tuple[str, str], list[int]] = defaultdict(list, memory.gone)
        self._article: Article | None = None
        self._supersedes = {r.id: frozenset(r.supersedes) for r in linter.known if r.scope == "revised"}

    @property
    def lives(self) -> list[Life]:
        """The findings in the texts, standing or gone, in the order in which they came."""
        return [life for life in self._lives if not life.edit]

    @property
    def memory(self) -> Memory:
        """What another tracker needs to go on from here."""
        gone = {key: numbers for key, numbers in self._gone.items() if numbers}
        return Memory(self._lives, self._past, self._state, gone, self._previous, self._recall)

    def follow(self, revisions: Iterable[tuple[Revision, Snapshot | None, str]]) -> Iterator[Step]:
        """Yield what each of *revisions* did; a snapshot of None is a revision whose text cannot be read.

        The third of each is the digest of the text, see :meth:`add`.
        """
        for revision, snapshot, digest in revisions:
            if snapshot is None:
                yield Step(revision, revision.size, standing=self._standing(), noted=self._noted())
            else:
                yield self.add(revision, snapshot, digest)

    def add(self, revision: Revision, snapshot: Snapshot, digest: str = "") -> Step:
        """Take in the next revision and return what it did.

        *digest* is the SHA-1 of its text in UTF-8, hexadecimal; it is worked out when it is not given.
        """
        if not digest:
            digest = hashlib.sha1(snapshot.text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
        with pausing_collector():
            article = self._linter.parse(snapshot)
            revised = self._revised(article)
            step = self._revert(revision, article, revised, digest) or self._advance(revision, article, revised)
        self._past.append((digest, revision, self._state))
        del self._past[: -REVERT_RADIUS - 1]
        self._previous, self._article = snapshot, article
        return step

    def _revised(self, article: Article) -> Revised | None:
        """The edit that made *article*, or None for the first text."""
        if self._article is None and self._previous is not None:
            self._article = self._linter.parse(self._previous)
        return Revised(self._article, article) if self._article is not None else None

    def _advance(self, revision: Revision, article: Article, revised: Revised | None) -> Step:
        found = self._linter.lint_article(article).findings
        size = len(article.text)
        if revised is None:
            introduced = [self._begin(finding, revision) for finding in found]
            self._state = [(finding, life.number) for finding, life in zip(found, introduced, strict=True)]
            summary = first_summary(article)
            return Step(revision, size, tuple(introduced), standing=self._standing(), summary=summary)
        came = _Came()
        known = self._state
        state = self._match(found, revised.diff, revision, came)
        self._state = state + self._match_edits(known, state, revised, revision, came)
        return Step(
            revision,
            size,
            tuple(came.introduced),
            tuple(came.fixed),
            tuple(came.reintroduced),
            standing=self._standing(),
            blank=not article.text or article.text.isspace(),
            noted=self._noted(),
            summary=summarise(revised, self._past[-1][1].revid),
        )

    def _match(self, found: Sequence[Finding], diff: Diff, revision: Revision, came: _Came) -> State:
        """Tell which findings in the text stand, went or came, and return what stands now."""
        before = [(finding, number) for finding, number in self._state if not self._lives[number].edit]
        matched = match_findings([f for f, _ in before], found, diff)
        numbers = {id(finding): number for finding, number in before}
        after: dict[int, int] = {}
        for old, new in matched.standing:
            number = numbers[id(old)]
            after[id(new)] = number
            self._lives[number].finding = new
        came.fixed += [self._end(self._lives[numbers[id(old)]], revision, "fixed") for old in matched.fixed]
        for finding in matched.introduced:
            after[id(finding)] = self._come(finding, revision, came).number
        return [(finding, after[id(finding)]) for finding in found]

    def _match_edits(self, known: State, now: State, revised: Revised, revision: Revision, came: _Came) -> State:
        """Tell which findings about edits stand or went, add those about this one, and return what stands.

        *now* are the findings in the text after the edit.
        """
        stands: State = []
        for finding, number in known:
            life = self._lives[number]
            if not life.edit:
                continue
            moved = carried(finding, revised.diff)
            if life.goes_with is not None:
                moved = (moved or finding) if self._lives[life.goes_with].status == "standing" else None
            if moved is None:
                came.fixed.append(self._end(life, revision, "fixed"))
            else:
                life.finding = moved
                stands.append((moved, number))
        before = list(stands)
        for finding in self._linter.lint_edit(revised):
            if any(old.rule == finding.rule and old.span.overlaps(finding.span) for old, _ in before):
                continue
            life = self._come(finding, revision, came, edit=True)
            life.goes_with = goes_with(finding, self._supersedes.get(finding.rule, frozenset()), now)
            stands.append((finding, life.number))
        return stands

    def _come(self, finding: Finding, revision: Revision, came: _Came, *, edit: bool = False) -> Life:
        """The life of a finding that was not there before this revision: one that was gone, or a new one."""
        back = self._gone.get((finding.rule, normalise(finding.excerpt)))
        if back:
            life = self._lives[back.pop()]
            life.finding = finding
            life.events.append(Event("reintroduced", revision))
            came.reintroduced.append(life)
            return life
        life = self._begin(finding, revision, edit=edit)
        came.introduced.append(life)
        return life

    def _revert(self, revision: Revision, article: Article, revised: Revised | None, digest: str) -> Step | None:
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
            self._end(self._lives[number], revision, "reverted") for _, number in self._state if number not in before
        ]
        for _, number in state:
            life = self._lives[number]
            # What an undone edit took out was never really gone.
            while life.events[-1].revision.revid in undone_ids and len(life.events) > 1:
                life.events.pop()
            self._forget(life)
        for finding, number in state:
            self._lives[number].finding = finding
        self._state = state
        latest = self._past[-1][1].revid
        return Step(
            revision,
            len(article.text),
            reverted=tuple(reverted),
            standing=self._standing(),
            restored=restored,
            undone=undone,
            noted=self._noted(),
            summary=summarise(revised, latest, revert=True) if revised else None,
        )

    def _begin(self, finding: Finding, revision: Revision, *, edit: bool = False) -> Life:
        life = Life(len(self._lives), finding, [Event("introduced", revision)], edit)
        self._lives.append(life)
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
        lives = (self._lives[number] for _, number in self._state)
        return tuple(life for life in lives if not life.edit)

    def _noted(self) -> tuple[Life, ...]:
        lives = (self._lives[number] for _, number in self._state)
        return tuple(life for life in lives if life.edit)
