from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Parameter, Section, Span
from articlewatch.article.cs1 import Cs1Citation
from articlewatch.article.cs1index import cs1_by_name
from articlewatch.lint import Edit, Example, Fix, Problem, rule
from articlewatch.lint.parameters import insert_after, value_span

_ETAL = re.compile(
    r"(?:[,;]|\band\b)?\s{0,3}\(?'{0,3}\[?\bet\.? ?al\b\.?[\])']{0,4}\.?$|\s{1,3}(?:and|&) (?:others|others\.)$",
    re.IGNORECASE,
)
_LISTS = (
    ("last", "display-authors"),
    ("first", "display-authors"),
    ("people", "display-authors"),
    ("editor-last", "display-editors"),
    ("editor-first", "display-editors"),
)


@rule(
    "cite-name-et-al",
    code="C041",
    severity="error",
    sites=("enwiki",),
    when=re.compile(r"et\.? ?al\b|(?:and|&) others", re.IGNORECASE),
    fix="safe",
    bad=[
        Example(
            "{{cite journal |journal=J |title=A |last=Kahn⟦ et al.⟧ |year=1990}}",
            fixed="{{cite journal |journal=J |title=A |last=Kahn |display-authors=etal |year=1990}}",
        ),
        Example(
            "{{cite journal |journal=J |title=A |last1=Kahn |last2=Berg⟦, et al⟧}}",
            fixed="{{cite journal |journal=J |title=A |last1=Kahn |last2=Berg |display-authors=etal}}",
        ),
        "{{cite book |title=A |editor=Kahn⟦, ''et al.''⟧}}",
    ],
    good=[
        "{{cite journal |journal=J |title=A |last=Kahn |display-authors=etal}}",
        "{{cite journal |journal=J |title=On Kahn et al.}}",
        "{{cite journal |journal=J |title=A |last=Vietal}}",
        "{{cite journal |journal=J |title=A |vauthors=Kahn A, Berg B, et al}}",
    ],
    precision="1 of 1 hit right (English corpus and histories)",
    guideline="Help:CS1 errors#explicit_et_al",
)
def cite_name_et_al(section: Section) -> Iterator[Problem]:
    """ "et al." typed as part of a name.

    It becomes part of the person's name for everything that reads citations. Write ``display-authors=etal`` instead.
    In ``vauthors`` and ``veditors`` the templates understand it, so nothing is said there.
    """
    for canonical, uses in cs1_by_name(section).items():
        shown = next((d for prefix, d in _LISTS if re.fullmatch(rf"{prefix}\d*", canonical)), "")
        if not shown:
            continue
        for cite, found in uses:
            for parameter in found:
                match = _ETAL.search(parameter.value)
                if match is None:
                    continue
                end = value_span(parameter, section.text).end
                span = Span(end - len(match.group()), end)
                if span.of(section.text) != match.group():
                    continue
                yield Problem(
                    span,
                    "'et al.' typed as part of a name",
                    _fix(cite, parameter, span, shown, section.text),
                    help=f"write {shown}=etal",
                )


def _fix(cite: Cs1Citation, parameter: Parameter, span: Span, shown: str, text: str) -> Fix | None:
    if not parameter.value[: -(span.end - span.start)].strip():
        return None
    if any(p.name == shown for p in cite.params):
        return Fix.delete(span) if cite.has(shown) else None
    added = insert_after(parameter, text, shown, "etal")
    return Fix((Edit(span.start, span.end, added.replacement),))
