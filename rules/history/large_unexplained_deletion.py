from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Span
from articlewatch.lint import Problem, Revised, rule
from articlewatch.lint.rule import Example

_SECTION_MARK = re.compile(r"/\*.*?\*/")
_HISTORY = "\n\n== History ==" + "".join(
    f"\n\nThe {n}th stone of the bridge was laid by the mayor himself, with a silver trowel." for n in range(30)
)
_LONG = "".join(f"\n\nThe {n}th span of the bridge was built by another guild of masons." for n in range(60))


@rule(
    "large-unexplained-deletion",
    code="H006",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain"),
    bad=[
        Example("⟦⟧The bridge is red.", previous=f"The bridge is red.{_LONG}"),
        Example(
            f"The bridge is red.\n\n⟦⟧== Length =={_LONG}{_LONG}{_LONG}",
            previous=f"The bridge is red.{_HISTORY}\n\n== Length =={_LONG}{_LONG}{_LONG}",
        ),
    ],
    precision="12 of 12 read hits are such deletions (real histories)",
    good=[
        Example("#REDIRECT [[Bridges]]", previous=f"The bridge is red.{_LONG}"),
        Example("The bridge is red.", previous="The bridge is red. It is long, and it is high."),
        Example(f"It is old.{_LONG}", previous=f"The bridge is red.{_LONG}"),
    ],
)
def large_unexplained_deletion(revised: Revised, *, share: float = 0.3, characters: int = 2000) -> Iterator[Problem]:
    """A large part of the page, or a whole section, taken out in this edit without a word in the edit summary.

    Blanked sections are often vandalism or a slip. Moved text does not count as taken out. When the summary is not
    known, as between two files, the deletion is reported too; *share* is of the old text unless a section went,
    *characters* the least.
    """
    if revised.page.kind == "redirect":
        return
    revision = revised.new.snapshot.revision
    if revision is not None and _SECTION_MARK.sub("", revision.comment).strip():
        return
    size = len(revised.old.text)
    if size - len(revised.text) < characters / 2:
        return
    gone = [op for op in revised.diff.ops if op.kind in ("delete", "replace")]
    lost = sum(op.old.end - op.old.start - (op.new.end - op.new.start) for op in gone)
    if lost < characters or (lost < share * size and "section blanking" not in revised.meaning.kinds):
        return
    largest = max(gone, key=lambda op: op.old.end - op.old.start)
    at = revised.text.rfind("\n", 0, largest.new.start) + 1
    yield Problem(
        Span(at, at),
        f"{lost} characters ({100 * lost // size} % of the page) were taken out without a word of why",
        help="look at the difference; restore what was lost by mistake",
    )
