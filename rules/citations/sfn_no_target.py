from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.shortcites import ShortUse, short_index
from articlewatch.lint import Problem, Related, rule


@rule(
    "sfn-no-target",
    code="C090",
    severity="error",
    sites=("enwiki",),
    when=("sfn", "Sfn", "harv", "Harv"),
    bad=[
        "One.⟦{{sfn|Kahn|1990|p=3}}⟧\n* {{cite book |last=Kahn |first=A. |year=1991 |title=A}}",
        "One.<ref>⟦{{harvnb|Kahn|Berg|1990}}⟧</ref>\n* {{cite book |last=Kahn |last2=Dahl |year=1990 |title=A}}",
        "One.⟦{{sfnm|1a1=Kahn|1y=1990|2a1=Berg|2y=1991}}⟧\n* {{cite book |last=Kahn |year=1990 |title=A}}",
    ],
    good=[
        "One.{{sfn|Kahn|1990|p=3}}\n* {{cite book |last=Kahn |first=A. |date=5 May 1990 |title=A}}",
        "One.{{sfn|Kahn|Berg|1990a}}\n* {{cite book |vauthors=Kahn A, Berg BC |year=1990a |title=A}}",
        "One.{{sfn|Report|1990}}\n* {{cite book |title=A |ref={{sfnref|Report|1990}}}}",
        "One.{{harvnb|Kahn|1990|ref=none}} {{sfn|Kahn|1991}}\n* <cite id=\"CITEREFKahn1991\">Kahn, ''A'', 1991</cite>",
        "One.{{sfnm|1a1=Kahn|1y=1990}}\n* {{cite book |editor-last=Kahn |year=1990 |title=A}}",
    ],
    precision="23 of 23 hits right (English corpus)",
    guideline="Category:Harv and Sfn no-target errors",
)
def sfn_no_target(article: Article) -> Iterator[Problem]:
    """A short citation for which the page has no source.

    The link leads nowhere, and a reader cannot tell what "Kahn 1990" is. Add the source to the bibliography, or
    correct names and year: they must be those of the citation template, up to four authors, the letter of the year
    too. Where the page uses citation templates whose anchors are unknown here, it is only a suspicion.
    """
    index = short_index(article)
    if any(not t.has("last", "last1", "author", "author1", "title") for t in index.opaque):
        return  # a template that names author and year by itself
    known = " ".join(t.source for t in index.opaque).casefold()
    missing: dict[str, list[ShortUse]] = {}
    for use in index.uses:
        if use.anchor not in index.sources and not (index.opaque and use.shown.split()[0].casefold() in known):
            missing.setdefault(use.anchor, []).append(use)
    for first, *others in missing.values():
        yield Problem(
            first.template.span,
            f"no source on the page for {first.shown!r}",
            related=tuple(Related(use.template.span, "cited here too") for use in others[:8]),
            help="add it to the bibliography, or correct names and year",
            severity="warning" if index.opaque else None,
            confidence="low" if index.opaque else None,
        )
