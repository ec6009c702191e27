from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import Cs1Citation, cs1_citations
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import delete_parameter, name_span


@rule(
    "cite-ref-duplicates-default",
    code="C065",
    severity="suggestion",
    sites=("enwiki",),
    when="ref",
    fix="safe",
    cosmetic=True,
    preview=True,
    bad=[
        Example(
            "{{cite book |title=A |last=B |year=1990 |⟦ref⟧=harv}}", fixed="{{cite book |title=A |last=B |year=1990}}"
        ),
        Example(
            "{{cite book |title=A |last=B |year=1990 |⟦ref⟧={{sfnref|B|1990}}}}",
            fixed="{{cite book |title=A |last=B |year=1990}}",
        ),
    ],
    good=[
        "{{cite book |title=A |last=B |year=1990 |ref=CITEREFC1990}}",
        "{{cite book |title=A |last=B |year=1990 |ref={{sfnref|C|1990}}}}",
        "{{cite book |title=A |last=B |year=1990 |ref=none}}",
        "<ref name=harv>{{cite book |title=A}}</ref>",
    ],
    precision="20 of 20 read hits right (English corpus); nothing of it shows on the page",
    guideline="Help:CS1 errors#maint_ref_duplicates_default",
)
def cite_ref_duplicates_default(section: Section) -> Iterator[Problem]:
    """A ``ref`` that says what the template does by itself.

    Citation templates make the anchor for short citations from the authors and the year; ``ref=harv`` has done
    nothing since 2020.
    """
    for cite in cs1_citations(section):
        parameter = cite.get("ref")
        if parameter is None:
            continue
        same = parameter.value == "harv" or parameter.value in _defaults(cite)
        if same:
            yield Problem(
                name_span(parameter, section.text),
                f"ref={parameter.value} is what the template does by itself",
                Fix((delete_parameter(parameter, section.text),), cosmetic=True),
                help="remove it",
            )


def _defaults(cite: Cs1Citation) -> set[str]:
    names = [cite.value(f"last{n}" if n else "last") for n in (0, 1)]
    names = [next((n for n in names if n), ""), *(cite.value(f"last{n}") for n in (2, 3, 4))]
    names = [name for name in names if name]
    year = re.search(r"\b\d{3,4}[a-z]?\b", cite.value("year", "date"))
    if not names or year is None:
        return set()
    parts = [*names, year.group()]
    return {
        f"{{{{{wrapper}|{'|'.join(parts)}}}}}" for wrapper in ("sfnref", "SfnRef", "harvid", "Harvid", "Sfnref")
    } | {"CITEREF" + "".join(parts).replace(" ", "_")}
