"""Everything a reporter sees: a reporter is a function ``Report -> str``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from articlewatch.article import Revision, Snapshot
from articlewatch.lint import Failure, Finding, RuleInfo
from articlewatch.lint.finding import SEVERITIES, Checked, Severity
from articlewatch.report.passages import ChangeMap
from articlewatch.report.seen import seen
from articlewatch.report.wikilinks import WikiLinks

Mark = Literal["same", "marked", "removed", "added"]
Status = Literal["new", "standing", "fixed"]
Cover = Literal["cited", "uncited", "exempt"]


class Piece(NamedTuple):
    """A run of article text, and what is to be seen of it."""

    text: str
    mark: Mark = "same"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with all that is shown of it.

    ``anchor`` is its name within the page. ``section_index`` is the section as a wiki's edit link counts it, -1 for a
    finding of an earlier revision. ``line`` is 0 there too. ``introduced`` (the last time, for one that had come back)
    and ``ended`` are known from a history only.
    """

    finding: Finding
    anchor: str
    status: Status = "standing"
    line: int = 0
    section_index: int = -1
    excerpt: tuple[Piece, ...] = ()
    fix: tuple[Piece, ...] = ()
    introduced: Revision | None = None
    ended: Revision | None = None
    #: The other places of the same fault, in words.
    also: str = ""
    #: What to call the part before the first heading.
    top: str = "Lead"

    @property
    def shows_place(self) -> bool:
        """Say whether the fix shows the place by itself, so that the excerpt would only repeat it."""
        edits = self.finding.fix.edits if self.finding.fix and self.fix else ()
        return bool(edits) and edits[0].start <= self.finding.span.end and edits[-1].end >= self.finding.span.start

    @property
    def section(self) -> str:
        """The section in words."""
        return seen(" › ".join(self.finding.section)) or self.top

    @property
    def heading(self) -> str:
        """The innermost heading alone."""
        return seen(self.finding.section[-1]) if self.finding.section else self.top

    @property
    def spot(self) -> str:
        """What follows the section in a list: paragraph and line."""
        return f"{self.paragraph}, line {self.line}" if self.line else self.paragraph

    @property
    def paragraph(self) -> str:
        """What follows the section in a list for a page of a wiki, where editors see no lines."""
        return f", ¶{self.finding.paragraph}" if self.finding.paragraph else ""

    @property
    def place(self) -> str:
        """Section and paragraph in words."""
        return f"{self.section}, paragraph {self.finding.paragraph}" if self.finding.paragraph else self.section


class Measure(NamedTuple):
    """What is counted of one revision's text. ``paragraphs`` are those that ought to cite, ``cited`` those that do."""

    words: int
    paragraphs: int
    cited: int


class Cell(NamedTuple):
    """One paragraph of prose: where it stands, how long it is, whether it cites."""

    section: tuple[str, ...]
    number: int
    words: int
    cover: Cover
    opening: str


class Part(NamedTuple):
    """One part of the readiness: points got of points to be had, and why."""

    name: str
    points: float
    most: int
    why: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready an article is for a reviewer, from 0 to 100, as the sum of its parts."""

    parts: tuple[Part, ...]

    @property
    def score(self) -> int:
        """The sum of the parts, rounded."""
        return round(sum(part.points for part in self.parts))


@dataclass(frozen=True, slots=True)
class Point:
    """One revision in the history of an article. ``size`` is in bytes; counts are of findings.

    ``measure`` is None for revisions that were not measured (long histories are sampled).
    """

    revision: Revision
    size: int
    introduced: int
    fixed: int
    standing: dict[Severity, int]
    measure: Measure | None = None
    readiness: Readiness | None = None


class Fault(NamedTuple):
    """What is wrong with an identifier; empty when nothing is."""

    name: str
    value: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Source:
    """One source of an article, however often it is cited.

    ``uses`` counts the places in the running text; ``sections`` are those places' sections. ``same_as`` and
    ``like`` number (from 1) an earlier source that is the same or nearly so, 0 for none.
    """

    number: int
    kind: str
    title: str
    author: str
    publisher: str
    date: str
    accessed: str
    archived: bool
    url: str
    host: str
    identifiers: tuple[Fault, ...]
    uses: int
    sections: tuple[str, ...]
    year: int = 0
    access_year: int = 0
    same_as: int = 0
    like: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section, its number in the article, and how many findings of each category it has."""

    title: tuple[str, ...]
    index: int
    words: int
    counts: dict[str, int]


class Check(NamedTuple):
    """One line of a checklist: ``verdict`` is pass, fail or cannot tell."""

    question: str
    verdict: Literal["pass", "fail", "cannot tell"]
    evidence: str
    anchors: tuple[str, ...] = ()


class Since(NamedTuple):
    """The revision up to which everything counts as known: how it was ``asked`` for, and ``how`` it was chosen."""

    revision: Revision
    asked: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The report of one article. ``fixed`` are findings gone since :attr:`since`."""

    snapshot: Snapshot
    items: tuple[Item, ...]
    checked: Checked
    language: str = ""
    links: WikiLinks | None = None
    fixed: tuple[Item, ...] = ()
    since: Since | None = None
    suppressed: tuple[tuple[Finding, str], ...] = ()
    skipped: tuple[str, ...] = ()
    words: int = 0
    readiness: Readiness | None = None
    sections: tuple[SectionRow, ...] = ()
    cells: tuple[Cell, ...] = ()
    sources: tuple[Source, ...] = ()
    unused: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    checklist: tuple[tuple[str, tuple[Check, ...]], ...] = ()
    only_section: str = ""
    limits: tuple[str, ...] = ()
    #: What moved where since :attr:`since`, where both texts are known.
    changes: ChangeMap | None = None
    #: Class and importance as a project assesses them; empty where they are not known.
    quality: str = ""
    importance: str = ""
    #: The address of what a revision changed, up to its id, where that is not the wiki's.
    edits: str = ""

    def edit_link(self, revid: int) -> str:
        """The address of what revision *revid* changed; empty when there is none."""
        if self.edits:
            return f"{self.edits}{revid}"
        return self.links.revision(revid) if self.links is not None else ""

    @property
    def title(self) -> str:
        """What to call the article."""
        return self.snapshot.title or self.snapshot.path or "Untitled"

    @property
    def key(self) -> str:
        """What an entry of an ignore file calls the page."""
        return self.snapshot.title or self.snapshot.path

    @property
    def place(self) -> str:
        """What no other page of a report has: its file, or its title in the store."""
        return self.snapshot.path or self.title

    @property
    def new(self) -> tuple[Item, ...]:
        """The findings that are new."""
        return tuple(item for item in self.items if item.status == "new")

    def count(self, severity: Severity) -> int:
        """The number of standing findings of one severity."""
        return sum(1 for item in self.items if item.finding.severity == severity)

    @property
    def counts(self) -> dict[Severity, int]:
        """The number of standing findings of each severity."""
        return {severity: self.count(severity) for severity in SEVERITIES}

    @property
    def quick(self) -> tuple[Item, ...]:
        """The findings with a fix that may be applied unseen."""
        return tuple(i for i in self.items if i.finding.fix is not None and i.finding.fix.safety == "safe")

    @property
    def oldest(self) -> Item | None:
        """The finding that has stood longest, if a history says so."""
        dated = [item for item in self.items if item.introduced is not None and item.introduced.timestamp]
        return min(dated, key=lambda i: i.introduced.timestamp if i.introduced else "", default=None)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reporter sees."""

    pages: tuple[Page, ...]
    rules: tuple[RuleInfo, ...] = ()
    failures: tuple[Failure, ...] = ()
    version: str = ""
    #: Place of a page -> the address of its own report, for a report of many.
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def findings(self) -> int:
        """The number of standing findings in all articles."""
        return sum(len(page.items) for page in self.pages)

    def count(self, severity: Severity) -> int:
        """The number of standing findings of one severity."""
        return sum(page.count(severity) for page in self.pages)
