from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import value_span

_PAGES = re.compile(r"(?:pp?\b\.?|pgs?\b\.?|pages?\b)\s*(?=[\divxlc])", re.IGNORECASE)
_VOLUME = re.compile(r"(?:vols?\b\.?|volumes?\b|v\.)\s*(?=[\dIVXL])", re.IGNORECASE)
_ISSUE = re.compile(r"(?:nos?\b\.?|numbers?\b|issues?\b|iss\b\.?|nr\.)\s*(?=\d)", re.IGNORECASE)
_EDITION = re.compile(r"\s{1,3}(?:ed\.?|edn\.?|edition)$", re.IGNORECASE)
_RULES = {
    "page": (_PAGES, "p."),
    "pages": (_PAGES, "pp."),
    "quote-page": (_PAGES, "p."),
    "quote-pages": (_PAGES, "pp."),
    "volume": (_VOLUME, "vol."),
    "issue": (_ISSUE, "no."),
}


@rule(
    "cite-extra-text",
    code="C039",
    severity="error",
    sites=("enwiki",),
    when=("page", "volume", "issue", "number", "edition", "p=", "pp="),
    fix="safe",
    bad=[
        Example("{{cite book |title=A |page=⟦p. ⟧3}}", fixed="{{cite book |title=A |page=3}}"),
        Example(
            "{{cite book |title=A |pages=⟦pp.&nbsp;⟧3–5}}".replace("&nbsp;", " "),
            fixed="{{cite book |title=A |pages=3–5}}",
        ),
        Example("{{cite book |title=A |edition=3rd⟦ ed.⟧}}", fixed="{{cite book |title=A |edition=3rd}}"),
        Example(
            "{{cite journal |journal=J |title=A |volume=⟦Vol. ⟧3 |issue=⟦No. ⟧2}}",
            fixed="{{cite journal |journal=J |title=A |volume=3 |issue=2}}",
        ),
    ],
    good=[
        "{{cite book |title=A |page=3 |edition=3rd |volume=2}}",
        "{{cite book |title=A |page=P3 |edition=Revised}}",
        "{{cite journal |journal=J |title=A |volume=Volta |issue=November}}",
        "{{cite book |title=A |at=p. 3}}",
        "{{cite book |title=A |page=p}}",
    ],
    precision="19 of 19 hits right (English corpus and histories)",
    guideline="Help:CS1 errors#extra_text_pages",
)
def cite_extra_text(section: Section) -> Iterator[Problem]:
    """ "pp.", "vol.", "no." or "ed." typed into a value to which the template adds it.

    The reader sees it twice: "pp. pp. 3–5". Write the number alone.
    """
    for _, name, parameter in cs1_having(section, *_RULES):
        pattern, label = _RULES[name]
        match = None if parameter.value[0].isdigit() else pattern.match(parameter.value)
        if match is None or parameter.value.startswith("(("):
            continue
        start = value_span(parameter, section.text).start
        if not section.text.startswith(match.group(), start):
            continue
        span = Span(start, start + match.end())
        yield Problem(span, f"the template adds {label!r} itself", Fix.delete(span), help="write the number alone")
    for _, _, edition in cs1_having(section, "edition"):
        match = _EDITION.search(edition.value)
        if match is not None:
            end = value_span(edition, section.text).end
            span = Span(end - len(match.group()), end)
            if span.of(section.text) == match.group():
                yield Problem(
                    span, "the template adds 'ed.' itself", Fix.delete(span), help="write '3rd', not '3rd ed.'"
                )
