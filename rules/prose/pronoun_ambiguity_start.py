from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_PRONOUN = re.compile(
    r"(?:He|She|They|His|Her|Their|Its|It)(?= [a-z]+(?:ed|s|d)\b| "
    r"(?:was|were|is|are|has|had|became|won)\b)"
)
_DUMMY = re.compile(r"It (?:is|was|has been|seems|appears)\b")


@rule(
    "pronoun-ambiguity-start",
    code="P125",
    severity="suggestion",
    confidence="low",
    formats=("wikitext",),
    languages=("en",),
    preview=True,
    bad=[
        "The bridge is old.\n\n== Career ==\n⟦He⟧ was born in Rome and went to school there.",
        "Lead.\n\n== Use ==\n⟦They⟧ worked until 1932.",
    ],
    good=[
        "The bridge is old.\n\n== Career ==\nAda Berg was born in Rome. She went to school there.",
        "Lead.\n\n== Use ==\nIt is said that the bridge fell.",
        "Lead.\n\n== Use ==\nThe men left.\n\nThey worked until 1932.",
    ],
    precision="5 of 6 hits right (English corpus)",
    guideline="WP:NAVPOS",
)
def pronoun_ambiguity_start(section: Section) -> Iterator[Problem]:
    """A section that begins with a pronoun.

    Many readers come to a section from its link or its heading and do not know whom "he" means. Name the person
    or thing at the start of each section. Off by default, because where a page has one subject most
    readers do know.
    """
    if section.index == 0 or section.role != "body":
        return
    first = next((p for p in section.paragraphs if p.kind in ("text", "list")), None)
    if first is None or first.kind != "text":
        return
    match = _PRONOUN.match(first.masked)
    if match and not _DUMMY.match(first.masked):
        yield Problem(
            first.span_of(*match.span()), f"the section begins with “{match.group()}”", help="name who or what is meant"
        )
