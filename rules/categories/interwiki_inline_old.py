from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "interwiki-inline-old",
    code="K005",
    severity="suggestion",
    when="[[",
    sites=("enwiki",),
    fix="assisted",
    bad=[
        Example("A dam.\n[[Category:Dams]]\n⟦[[de:Damm]]\n[[fr:Barrage]]⟧\n", fixed="A dam.\n[[Category:Dams]]\n"),
        Example("⟦[[de:Damm]]⟧\nA dam.", fixed="A dam."),
    ],
    good=[
        "A dam; see [[:de:Damm]].",
        "<!-- [[de:Damm]] --> {{x|[[de:Damm]]}}",
        Example("[[de:Damm]]", title="User:Ann"),
    ],
    guideline="WP:ILL",
    precision="9 of 10 read hits right (English corpus)",
)
def interwiki_inline_old(article: Article) -> Iterator[Problem]:
    """Links to other language editions written into the page.

    Since 2013 they come from Wikidata, and those in the source override what it says. See that the page is connected
    there, then remove them.
    """
    if article.profile.namespace(article.title):
        return
    text = article.text
    start = end = -1
    for link in article.language_links:
        section = article.section_at(link.start)
        if section.in_template(link.start - section.offset) or section.in_ref(link.start - section.offset):
            continue
        if end >= 0 and not text[end : link.start].strip():
            end = link.end
            continue
        if end >= 0:
            yield _problem(text, start, end)
        start, end = link.start, link.end
    if end >= 0:
        yield _problem(text, start, end)


def _problem(text: str, start: int, end: int) -> Problem:
    stop = end + 1 if text[end : end + 1] == "\n" and (start == 0 or text[start - 1] == "\n") else end
    return Problem(
        Span(start, end),
        "links to other language editions are kept on Wikidata",
        Fix.delete(Span(start, stop), safety="assisted"),
        help="check Wikidata, then remove them",
    )
