from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.citationruns import citation_runs
from articlewatch.lint import Example, Problem, rule


@rule(
    "citation-overkill",
    code="C004",
    severity="suggestion",
    formats=("wikitext", "plain", "html"),
    bad=[
        "It opened in 1932.⟦<ref>A</ref><ref>B</ref><ref>C</ref><ref>D</ref>⟧",
        "It opened.⟦<ref>A</ref>{{rp|4}} <ref name=b>B</ref>{{r|c}}{{sfn|Kahn|1990}}⟧ More.",
        Example("He was succeeded by his son. ⟦[7] [8] [9] [10]⟧ And so on.", format="plain"),
        Example("It opened.⟦<ref>A</ref><ref>B</ref>⟧", options={"most": 1}),
    ],
    good=[
        "It opened in 1932.<ref>A</ref><ref>B</ref><ref>C</ref>",
        "It opened.<ref>A</ref><ref>B</ref> It closed.<ref>C</ref><ref>D</ref>",
        Example("It opened. [7] [8] [9] [a] It closed.", format="plain"),
        "<references><ref name=a>A</ref><ref name=b>B</ref><ref name=c>C</ref><ref name=d>D</ref></references>"
        "<ref name=a /> x <ref name=b /> x <ref name=c /> x <ref name=d />",
    ],
    precision="35 of 36 read hits right (English corpus); the wrong one: each of four discoveries with its source",
    guideline="WP:OVERCITE",
)
def citation_overkill(section: Section, *, most: int = 3) -> Iterator[Problem]:
    """Many citations crowded on one spot.

    A row of numbers is hard to read past, and a reader who wants to check the sentence does not know which source to
    open. Keep the best two or three, put each behind the part it supports, or bundle them in one note. Explanatory
    notes do not count.
    """
    if len(section.citations) <= most:
        return
    for run in citation_runs(section.passage, notes=False):
        if len(run.citations) > most:
            yield Problem(
                run.span,
                f"{len(run.citations)} citations on one spot",
                help="keep the best, spread them over the sentence, or bundle them in one note",
            )
