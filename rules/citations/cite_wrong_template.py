from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import Cs1Citation, cs1_citations
from articlewatch.lint import Example, Fix, Problem, rule

_SAME = {"web": ("journal", "magazine"), "book": ("journal", "magazine", "newspaper")}


@rule(
    "cite-wrong-template",
    code="C064",
    severity="suggestion",
    confidence="medium",
    sites=("enwiki",),
    when=("ite web", "ite book", "ite journal", "ite news", "ite magazine"),
    fix="assisted",
    bad=[
        Example(
            "<ref>{{⟦cite web⟧ |title=A |url=https://example.org |journal=J |volume=3 |doi=10.1038/171737a0}}</ref>",
            fixed="<ref>{{cite journal |title=A |url=https://example.org |journal=J |volume=3 "
            "|doi=10.1038/171737a0}}</ref>",
        ),
        "<ref>{{⟦cite book⟧ |title=A |journal=J |volume=3 |pages=4–5}}</ref>",
        "<ref>{{⟦cite journal⟧ |title=A |journal=J |chapter=B}}</ref>",
    ],
    good=[
        "<ref>{{cite web |title=A |url=https://example.org |website=B}}</ref>",
        "<ref>{{cite book |title=A |chapter=B |isbn=0-19-853453-1}}</ref>",
        "<ref>{{cite journal |title=A |journal=J |volume=3}}</ref>",
        "<ref>{{cite news |title=A |newspaper=N}}</ref>",
    ],
    precision="1 of 1 hit right (English corpus)",
    guideline="Help:CS1 errors#chapter_ignored",
)
def cite_wrong_template(section: Section) -> Iterator[Problem]:
    """A citation template for another kind of source than its parameters describe.

    ``{{cite web}}`` or ``{{cite book}}`` with a journal, a volume and pages is an article in a journal; ``chapter``
    in ``{{cite journal}}``, ``{{cite news}}`` or ``{{cite web}}`` is ignored with an error. The template decides how
    volume and pages are shown.
    """
    for cite in cs1_citations(section):
        chapter = cite.get("chapter", "trans-chapter")
        if cite.kind in ("web", "news", "journal", "magazine", "press", "podcast") and chapter is not None:
            if chapter.name == "article":
                continue
            yield _problem(
                cite,
                f"{{{{{cite.template.name}}}}} ignores {chapter.name!r}",
                "",
                "write {{cite book}}, or drop the chapter",
            )
            continue
        work = cite.get("work")
        if work is None or work.name not in _SAME.get(cite.kind, ()):
            continue
        if work.name == "newspaper" or not cite.has("volume", "issue", "doi", "pages", "page"):
            continue
        if cite.has("chapter", "isbn", "edition"):
            continue
        yield _problem(
            cite,
            f"{{{{{cite.template.name}}}}} for an article in a {work.name}",
            f"cite {work.name}",
            f"write {{{{cite {work.name}}}}}",
        )


def _problem(cite: Cs1Citation, message: str, new: str, help: str) -> Problem:
    span = cite.template.name_span
    written = span.of(cite.template.text)
    place = Span(span.start, span.start + len(written.rstrip()))
    return Problem(place, message, Fix.replace(place, new, safety="assisted") if new else None, help=help)
