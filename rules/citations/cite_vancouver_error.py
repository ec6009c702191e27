from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import value_span

_NAME = re.compile(r"[^\W\d_][^\W\d_'’. -]*(?:[-'’ ][^\W\d_]+)* [A-Z]{1,3}(?: (?:Jr|Sr|2nd|3rd|II|III|IV|\dth))?")


@rule(
    "cite-vancouver-error",
    code="C104",
    severity="error",
    sites=("enwiki",),
    when=("vauthors", "veditors"),
    bad=[
        "{{cite journal |title=A |journal=J |vauthors=⟦Kahn A.⟧, Berg BC}}",
        "{{cite journal |title=A |journal=J |vauthors=Kahn A, ⟦Berg, ⟧}}".replace("⟦Berg, ⟧", "⟦Bertha Berg⟧"),
        "{{cite journal |title=A |journal=J |vauthors=⟦Kahn A; Berg BC⟧}}",
    ],
    good=[
        "{{cite journal |title=A |journal=J |vauthors=Kahn A, van der Berg BC, O'Hara D Jr}}",
        "{{cite journal |title=A |journal=J |vauthors=Kahn A, ((Research Group))}}",
        "{{cite journal |title=A |journal=J |vauthors=Kahn A, et al}}",
        "{{cite journal |title=A |journal=J |vauthors=}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#vancouver",
)
def cite_vancouver_error(section: Section) -> Iterator[Problem]:
    """A name in ``vauthors`` that is not in the Vancouver style: last name, blank, initials without full stops.

    The template cannot tell the names apart and shows an error. Separate people by commas; the name of a body goes
    into double brackets.
    """
    for cite in cs1_citations(section):
        for canonical in ("vauthors", "veditors"):
            parameter = cite.get(canonical)
            if parameter is None or "{" in parameter.value or "[[" in parameter.value or "((" in parameter.value:
                continue
            span = value_span(parameter, section.text)
            if span.of(section.text) != parameter.value:
                continue
            at = span.start
            for person in parameter.value.split(","):
                name = person.strip()
                start = at + len(person) - len(person.lstrip())
                at += len(person) + 1
                if not name or _NAME.fullmatch(name) or re.match(r"(?:'')?et\.? al", name):
                    continue
                yield Problem(
                    Span(start, start + len(name)),
                    f"{name!r} is not a last name with initials",
                    help="write it as in Kahn AB; bodies in double brackets",
                )
                break  # one wrong name shifts the rest
