from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.shortcites import short_index
from articlewatch.lint import Problem, Related, rule


@rule(
    "sfn-multiple-targets",
    code="C091",
    severity="warning",
    sites=("enwiki",),
    when=("sfn", "Sfn", "harv", "Harv"),
    bad=[
        "One.{{sfn|Kahn|1990}}\n* {{cite book |last=Kahn |year=1990 |title=A}}\n* ⟦{{cite book |last=Kahn "
        "|year=1990 |title=B}}⟧",
        "One.{{sfn|Kahn|1990}}\n* {{cite book |last=Kahn |date=May 1990 |title=A}}\n* ⟦{{cite news "
        "|last=Kahn |date=3 June 1990 |title=B |work=C}}⟧",
    ],
    good=[
        "One.{{sfn|Kahn|1990a}}{{sfn|Kahn|1990b}}\n* {{cite book |last=Kahn |year=1990a |title=A}}\n* {{cite "
        "book |last=Kahn |year=1990b |title=B}}",
        "One.{{sfn|Kahn|1990}}\n* {{cite book |last=Kahn |year=1990 |title=A}}\n* {{cite book |last=Kahn "
        "|year=1991 |title=B}}",
        "One.{{sfn|Berg|1990}}\n* {{cite book |last=Kahn |year=1990 |title=A}} {{cite book |last=Kahn "
        "|year=1990 |title=B}}\n* {{cite book |last=Berg |year=1990 |title=C}}",
    ],
    precision="2 of 2 hits right (English corpus)",
    guideline="Category:Harv and Sfn multiple-target errors",
)
def sfn_multiple_targets(article: Article) -> Iterator[Problem]:
    """Two sources that one short citation may mean.

    The link leads to the first of them, right or wrong. Tell them apart by a letter behind the year, in the sources
    (1990a, 1990b) and in the short citations.
    """
    index = short_index(article)
    wanted = {use.anchor: use for use in reversed(index.uses)}
    for anchor, templates in index.sources.items():
        if anchor not in wanted or len(templates) < 2:
            continue
        distinct = {" ".join(t.source.split()): t for t in reversed(templates)}
        found = sorted(distinct.values(), key=lambda t: t.start)
        for other in found[1:]:
            yield Problem(
                other.span,
                f"two sources for {wanted[anchor].shown!r}",
                related=(Related(found[0].span, "the first"), Related(wanted[anchor].template.span, "cited here")),
                help="add a letter to the years: 1990a, 1990b",
            )
