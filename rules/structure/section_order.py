from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Section
from articlewatch.article.headings_en import standard_heading
from articlewatch.lint import Problem, Related, rule

_ORDER = {
    "see also": 0,
    "notes": 1,
    "footnotes": 1,
    "references": 1,
    "citations": 1,
    "sources": 1,
    "notes and references": 1,
    "references and notes": 1,
    "explanatory notes": 1,
    "works cited": 1,
    "further reading": 2,
    "external links": 3,
}


@rule(
    "section-order",
    code="S044",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="==",
    sites=("enwiki",),
    bad=[
        "== External links ==\n* x\n⟦== References ==⟧\n{{reflist}}",
        "== References ==\n{{reflist}}\n⟦== See also ==⟧\n* x",
        "== Further reading ==\n* y\n⟦== References ==⟧\n{{reflist}}\n== External links ==\n* x",
    ],
    good=[
        "== See also ==\n* x\n== Notes ==\nx\n== References ==\nx\n== Further reading ==\n* x\n"
        "== External links ==\n* x",
        "== References ==\nx\n== Sources ==\nx",
        "== History ==\n=== References ===\nx\n== See also ==\nx",
    ],
    guideline="MOS:ORDER",
    precision="13 of 13 read hits right (English corpus and histories)",
)
def section_order(article: Article) -> Iterator[Problem]:
    """The sections at the end of the article in another order than the usual one.

    Readers expect “See also”, then notes and references, “Further reading”, and “External links” last. Only headings
    of level 2 under their standard names are compared.
    """
    last: tuple[int, Section] | None = None
    for section in article.sections[1:]:
        rank = _ORDER.get((standard_heading(section.title) or section.title).lower())
        if rank is None or section.level != 2 or section.heading is None:
            continue
        if last is not None and rank < last[0]:
            earlier = last[1]
            place = earlier.heading.span.shift(earlier.offset) if earlier.heading else earlier.span
            yield Problem(
                section.heading.span.shift(section.offset),
                f"“{section.title}” after “{earlier.title}”",
                related=(Related(place, "stands before it"),),
                help="see also, references, further reading, external links",
            )
            continue
        last = (rank, section)
