from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1index import cs1_by_name
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import value_span

_SEVERAL = re.compile(r";\s*\S|\s&\s|,[^,]+,[^,]+,|,\s*(?:and|&)\s|\b(?:and)\s[A-Z]")
_NUMERIC = re.compile(r"[\d\s.,/-]+")


@rule(
    "cite-name-multiple",
    code="C043",
    severity="suggestion",
    sites=("enwiki",),
    when=("author", "last", "editor"),
    bad=[
        "{{cite book |title=A |author=⟦Kahn, A.; Berg, B.⟧}}",
        "{{cite book |title=A |last=⟦Kahn, A., Berg, B.⟧}}",
        "{{cite web |title=A |url=https://example.org |author=⟦12345⟧}}",
        "{{cite book |title=A |editor=⟦Kahn, A.; Berg, B.; Dahl, C.⟧}}",
    ],
    good=[
        "{{cite book |title=A |author=Kahn, A. |author2=Berg, B.}}",
        "{{cite book |title=A |author=Ministry of Health, Labour and Welfare}}",
        "{{cite book |title=A |author=((Kahn; Berg))}}",
        "{{cite book |title=A |author=Kahn, A., Jr.}}",
        "{{cite book |title=A |author=Kahn &amp; Co.}}",
    ],
    precision="25 of 25 read hits right (English corpus)",
    guideline="Help:CS1 errors#maint_mult_names",
)
def cite_name_multiple(section: Section) -> Iterator[Problem]:
    """Several people in one name parameter, or a number for a name.

    For everything that reads citations they become one person with a strange name. Give each author ``last1=``,
    ``first1=``, ``last2=`` … A body whose name holds a semicolon goes into double brackets.
    """
    for canonical, uses in cs1_by_name(section).items():
        if not canonical.startswith(("last", "editor-last", "first", "editor-first")):
            continue
        for _, found in uses:
            for parameter in found:
                value = parameter.value
                if "&" in value:
                    value = re.sub(r"&#?\w{1,10};", " ", value)
                elif ";" not in value and "." not in value and not value[0].isdigit() and value[0] not in "./-,":
                    continue
                if value.startswith("((") or "{{" in value or "[[" in value:
                    continue
                several = ";" in value.rstrip("; ") or _many_names(value)
                if several or _NUMERIC.fullmatch(value):
                    yield Problem(
                        value_span(parameter, section.text),
                        "several people in one name" if several else "a number for a name",
                        help="give each author a parameter of their own" if several else "write the author's name",
                    )


#: "Kahn, A., Berg, B.": surnames and initials in turn.
_TURNS = re.compile(r"[^\W\d_][\w'’ -]{1,30}, (?:[A-Z]\.[ -]?){1,3}, [^\W\d_][\w'’ -]{1,30}, (?:[A-Z]\.[ -]?){1,3}.*")


def _many_names(value: str) -> bool:
    return _TURNS.fullmatch(value) is not None
