from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_HEADINGS = frozenset(
    [
        "criticism",
        "criticisms",
        "controversy",
        "controversies",
        "criticism and controversy",
        "criticism and controversies",
        "controversy and criticism",
        "controversies and criticism",
        "controversies and criticisms",
        "criticisms and controversies",
    ]
)


@rule(
    "criticism-section",
    code="S037",
    formats=("wikitext", "html"),
    severity="suggestion",
    confidence="low",
    when="==",
    sites=("enwiki",),
    preview=True,
    profiles=("blp",),
    bad=["⟦== Criticism ==⟧\nx", "⟦== Controversies ==⟧\nx", "⟦=== Criticism and controversy ===⟧\nx"],
    good=["== Reception ==\nx", "== Literary criticism ==\nx", "== Filioque controversy ==\nx"],
    guideline="WP:CRITS",
    precision="5 of 5 read hits right (English)",
)
def criticism_section(section: Section) -> Iterator[Problem]:
    """A section that gathers criticism.

    Set apart from what it is about, criticism tends to weigh more, or less, than its sources give it. Often it reads
    better in the sections on the matters criticised. It can be right, above all in articles on ideas.
    """
    heading = section.heading
    if heading is not None and section.title.lower() in _HEADINGS:
        yield Problem(heading.span, "criticism gathered in one section", help="see whether it fits elsewhere")
