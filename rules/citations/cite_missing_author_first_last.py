from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from articlewatch.article import Parameter, Section
from articlewatch.article.cs1 import Cs1Citation, canonical_name, cs1_data
from articlewatch.article.cs1index import cs1_by_name
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import name_span

_NUMBER = re.compile(r"(last|first|editor-last|editor-first)(\d*)")


@rule(
    "cite-missing-author-first-last",
    code="C042",
    severity="error",
    sites=("enwiki",),
    when=("first", "given", "last", "author", "editor"),
    given=cs1_by_name,
    bad=[
        "{{cite book |title=A |⟦first⟧=Kahn}}",
        "{{cite book |title=A |last1=B |first1=C |⟦first2⟧=D}}",
        "{{cite book |title=A |last1=B |⟦last3⟧=C}}",
        "{{cite book |title=A |⟦editor-first⟧=Kahn}}",
    ],
    good=[
        "{{cite book |title=A |last=B |first=C |last2=D |first2=E}}",
        "{{cite book |title=A |author=B |author2=C}}",
        "{{cite book |title=A |last1=B |last2=C |last3=D}}",
        "{{cite book |title=A |vauthors=B C}}",
        "{{cite book |title=A |lst=B |first=C}}",
    ],
    precision="1 of 1 hit right (English corpus)",
    guideline="Help:CS1 errors#first_missing_last",
)
def cite_missing_author_first_last(section: Section) -> Iterator[Problem]:
    """A first name without its last name, or a gap in the numbers of authors.

    The template drops the first name, or stops at the gap, so authors are lost. Give every author a last name and
    number them without a gap.
    """
    renamed = cs1_data()["renamed"]
    named: dict[Cs1Citation, dict[str, dict[int, Parameter]]] = {}
    for canonical, uses in cs1_by_name(section).items():
        name, number = _numbered(canonical)
        for cite, found in uses if name else ():
            named.setdefault(cite, {}).setdefault(name, {})[number] = found[0]
    for cite, numbers in named.items():
        if any(
            p.value and not p.positional and not (canonical_name(p.name) or p.name in renamed) for p in cite.strange
        ):
            continue
        for prefix in ("", "editor-"):
            lasts, firsts = numbers.get(prefix + "last", {}), numbers.get(prefix + "first", {})
            for number, parameter in firsts.items():
                if number not in lasts:
                    yield Problem(
                        name_span(parameter, section.text), "first name without a last name", help="add the last name"
                    )
            for number, parameter in lasts.items():
                if number > 1 and number - 1 not in lasts and number - 1 not in firsts:
                    yield Problem(
                        name_span(parameter, section.text),
                        f"there is a number {number} but no number {number - 1}",
                        help="number the names without a gap",
                    )


@lru_cache(maxsize=512)
def _numbered(canonical: str) -> tuple[str, int]:
    """Return a name's parameter and its number, or an empty string and 0 for a parameter that is no name."""
    match = _NUMBER.fullmatch(canonical)
    return (match.group(1), int(match.group(2) or 1)) if match else ("", 0)
