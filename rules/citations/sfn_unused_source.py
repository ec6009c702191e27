from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.shortcites import short_index
from articlewatch.lint import Problem, rule


@rule(
    "sfn-unused-source",
    code="C092",
    severity="suggestion",
    confidence="medium",
    sites=("enwiki",),
    when=("sfn", "Sfn", "harv", "Harv"),
    bad=[
        "One.{{sfn|Kahn|1990}} Two.{{sfn|Kahn|1990|p=3}} Three.{{sfn|Berg|1991}}\n== Sources ==\n"
        "* {{cite book |last=Kahn |year=1990 |title=A}}\n* {{cite book |last=Berg |year=1991 |title=B}}\n"
        "* ⟦{{cite book |last=Dahl |year=1992 |title=C}}⟧",
    ],
    good=[
        "One.{{sfn|Kahn|1990}} Two.{{sfn|Kahn|1990|p=3}} Three.{{sfn|Berg|1991}}\n== Sources ==\n"
        "* {{cite book |last=Kahn |year=1990 |title=A}}\n* {{cite book |last=Berg |year=1991 |title=B}}",
        "One.{{sfn|Kahn|1990}}\n== Sources ==\n* {{cite book |last=Kahn |year=1990 |title=A}}\n"
        "* {{cite book |last=Dahl |year=1992 |title=C}}",
        "One.{{sfn|Kahn|1990}} Two.{{sfn|Kahn|1990|p=3}} Three.{{sfn|Berg|1991}}\n== Sources ==\n"
        "* {{cite book |last=Kahn |year=1990 |title=A}}\n* {{cite book |last=Berg |year=1991 |title=B}}\n== "
        "Further reading ==\n"
        "* {{cite book |last=Dahl |year=1992 |title=C}}",
    ],
    precision="6 of 7 hits right (English corpus)",
    guideline="WP:GENREF",
)
def sfn_unused_source(article: Article) -> Iterator[Problem]:
    """A source in the bibliography at which no short citation points.

    Nothing in the text rests on it, or the short citation spells it otherwise. Cite it, or move it to "Further
    reading". Only in articles with at least three short citations, and only for list items of a section of sources.
    """
    index = short_index(article)
    if len(index.uses) < 3:
        return
    wanted = {use.anchor for use in index.uses}
    pointed = {id(t) for anchor in wanted for t in index.sources.get(anchor, ())}
    seen: set[int] = set()
    for templates in index.sources.values():
        for template in templates:
            if id(template) in pointed or id(template) in seen or template.depth:
                continue
            seen.add(id(template))
            line = article.text[article.text.rfind("\n", 0, template.start) + 1 : template.start]
            section = article.section_at(template.start)
            if (
                section.role == "references"
                and line.strip() in ("*", "**", "#", ":*")
                and section.title != "Further reading"
            ):
                yield Problem(
                    template.span,
                    "no short citation points at this source",
                    help="cite it, or move it to Further reading",
                )
