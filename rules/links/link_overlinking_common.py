from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.common_links import common_pages
from articlewatch.article.linktext import is_plain
from articlewatch.article.ranges import Ranges
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-overlinking-common",
    code="L042",
    formats=("wikitext", "html"),
    severity="suggestion",
    confidence="medium",
    when="[[",
    sites=("enwiki",),
    preview=True,
    profiles=("ga", "fa"),
    fix="assisted",
    bad=[
        Example("A dam in ⟦[[Germany]]⟧.", fixed="A dam in Germany."),
        Example("He is an ⟦[[actor]]⟧ and ⟦[[Writer|author]]⟧.", fixed="He is an actor and author."),
        Example(
            "It is 5 ⟦[[kilometre]]⟧s long and speaks ⟦[[French language|French]]⟧.",
            fixed="It is 5 kilometres long and speaks French.",
        ),
    ],
    good=[
        "A [[dam]] in [[Bavaria]], [[Germany national team|Germany]], [[Germany#History|Germany]].",
        "{{Infobox dam|country=[[Germany]]}}\n* [[Germany]]\n{|\n| [[France]]\n|}\n<ref>[[France]]</ref>",
        Example("The [[actor]] of the city.", title="Actor (film)"),
    ],
    guideline="MOS:OVERLINK",
    precision="14 read hits are on the list; 10 links would be missed by nobody (English)",
)
def link_overlinking_common(section: Section) -> Iterator[Problem]:
    """A link to what every reader knows: a large country, a great language, an everyday word.

    Each link that nobody needs makes those that help harder to see. Infoboxes, lists and tables are left alone, and so
    are articles whose title has to do with the word. ``common_pages`` is a list of this project, and no list is right
    for every article.
    """
    if section.role not in ("lead", "body", "plot") or section.page.kind != "article":
        return
    pages = common_pages()
    found = [link for link in section.wikilinks if link.title in pages and "#" not in link.target and not link.depth]
    if not found:
        return
    prose = Ranges(p.span for p in section.paragraphs if p.kind == "text")
    files = Ranges(f.span for f in section.files)
    title = section.page.title.lower()
    for link in found:
        if link.title.lower() in title or section.in_ref(link.start) or section.in_template(link.start):
            continue
        if section.in_table(link.start) or link.start not in prose:
            continue
        if section.is_opaque(link.start) or link.start in files:
            continue
        label = link.label
        fix = Fix.replace(link.span, label, safety="assisted") if is_plain(label.replace("''", "")) else None
        yield Problem(link.span, f"“{link.title}” needs no link", fix, help="unlink it")
