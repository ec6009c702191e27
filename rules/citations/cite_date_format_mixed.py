from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.cs1 import cs1_citations
from articlewatch.article.cs1dates import CitationDate, Style, parse_date, write_date
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule
from articlewatch.lint.parameters import value_span

#: Names of parameters, and the ways in which their dates may be written.
_KINDS: tuple[tuple[tuple[str, ...], tuple[Style, ...]], ...] = (
    (("date",), ("dmy", "mdy")),
    (("access-date", "archive-date"), ("dmy", "mdy", "ymd")),
)


@rule(
    "cite-date-format-mixed",
    code="C028",
    severity="suggestion",
    sites=("enwiki",),
    when="date",
    fix="safe",
    bad=[
        Example(
            "A.<ref>{{cite news |title=A |work=W |date=5 May 2010}}</ref><ref>{{cite news |title=B |work=W "
            "|date=6 May 2010}}</ref>"
            "<ref>{{cite news |title=C |work=W |date=7 May 2010}}</ref><ref>{{cite news |title=D |work=W "
            "|date=⟦May 8, 2010⟧}}</ref>",
            fixed="A.<ref>{{cite news |title=A |work=W |date=5 May 2010}}</ref><ref>{{cite news |title=B "
            "|work=W |date=6 May 2010}}</ref>"
            "<ref>{{cite news |title=C |work=W |date=7 May 2010}}</ref><ref>{{cite news |title=D |work=W "
            "|date=8 May 2010}}</ref>",
        ),
    ],
    good=[
        "{{Use dmy dates}}A.<ref>{{cite news |title=A |work=W |date=5 May 2010}}</ref>"
        "<ref>{{cite news |title=B |work=W |date=6 May 2010}}</ref><ref>{{cite news |title=C |work=W |date=7 "
        "May 2010}}</ref>"
        "<ref>{{cite news |title=D |work=W |date=May 8, 2010}}</ref>",
        "A.<ref>{{cite news |title=A |work=W |date=5 May 2010 |access-date=2010-05-06}}</ref>",
        "A.<ref>{{cite news |title=A |work=W |date=5 May 2010}}</ref><ref>{{cite news |title=B |work=W "
        "|date=May 2010}}</ref>",
    ],
    precision="10 of 10 read hits right (English corpus)",
    guideline="MOS:DATEUNIFY",
)
def cite_date_format_mixed(article: Article) -> Iterator[Problem]:
    """Dates of one kind written in different ways in the references of one article.

    Dates of publication should agree with each other, and so should days of access and of archiving (which may be the
    short 2010-05-06). Reported once for each kind, where the rarer way first appears; the fix rewrites the whole days
    among them. An article with ``{{Use dmy dates}}`` or ``{{Use mdy dates}}`` is left alone: there the templates
    unify the dates themselves.
    """
    if article.page.date_style:
        return
    for names, allowed in _KINDS:
        found = _dates(article, names)
        styles = [style for style in allowed if found.get(style)]
        if len(styles) < 2:
            continue
        styles.sort(key=lambda style: len(found[style]))
        most = styles[-1]
        rare = sorted((pair for style in styles[:-1] for pair in found[style]), key=lambda pair: pair[0].start)
        if 3 * len(rare) > len(found[most]):
            continue  # no style prevails: an editor must choose
        edits = tuple(Edit(span.start, span.end, write_date(date, most)) for span, date in rare)
        yield Problem(
            rare[0][0],
            f"{len(rare)} of {len(rare) + len(found[most])} dates ({names[0]}) are written otherwise than the rest",
            Fix(edits),
            tuple(Related(span, "another") for span, _ in rare[1:8]),
            f"write {write_date(rare[0][1], most)!r}",
        )


def _dates(article: Article, names: tuple[str, ...]) -> dict[Style, list[tuple[Span, CitationDate]]]:
    found: dict[Style, list[tuple[Span, CitationDate]]] = {}
    for section in article.sections:
        for cite in cs1_citations(section):
            for name in names:
                parameter = cite.get(name)
                date = parse_date(parameter.value) if parameter else None
                if parameter is None or date is None or not date.day or date.is_range:
                    continue
                if parameter.value[-1].isalpha() or "&" in parameter.value:
                    continue
                span = value_span(parameter, section.text).shift(section.offset)
                if span.of(article.text) == parameter.value:
                    found.setdefault(date.style, []).append((span, date))
    return found
