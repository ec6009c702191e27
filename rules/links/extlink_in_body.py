from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.ranges import Ranges
from articlewatch.lint import Problem, rule


@rule(
    "extlink-in-body",
    code="L018",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="//",
    sites=("enwiki",),
    bad=[
        "The dam belongs to ⟦[https://example.org the works]⟧.",
        "It broke in 1932 ⟦[http://example.org/a]⟧ and ⟦https://example.org/b⟧ again.",
    ],
    good=[
        "The dam broke.<ref>[https://example.org The dam]</ref> {{official|https://example.org}}",
        "== External links ==\nThe [https://example.org works] are near.",
        "* [https://example.org The dam]\n{|\n| [https://example.org x]\n|}",
    ],
    guideline="WP:ELBODY",
    precision="23 of 24 hits right (English corpus); the wrong one: an address in a broken citation",
)
def extlink_in_body(section: Section) -> Iterator[Problem]:
    """An external link in the running text.

    A reader who follows a link of the text should stay in the encyclopedia. What supports a statement belongs in a
    reference, what is worth reading further in the section “External links”.
    """
    if section.role not in ("lead", "body", "plot") or section.page.kind not in ("article", "list"):
        return
    links = [
        link
        for link in section.external_links
        if not section.in_ref(link.start) and not section.in_template(link.start) and not section.is_opaque(link.start)
    ]
    if not links:
        return
    prose = Ranges(p.span for p in section.paragraphs if p.kind == "text")
    files = Ranges(f.span for f in section.files)
    for link in links:
        if link.start not in prose or section.in_table(link.start):
            continue
        if link.start in files or "://" not in link.url:
            continue
        yield Problem(link.span, "external link in the text", help="make it a reference or move it to External links")
