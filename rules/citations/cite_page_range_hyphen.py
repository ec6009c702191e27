from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import name_span, rename_parameter, replace_value

_RANGE = re.compile(r"(\d{1,6})\s?-\s?(\d{1,6})")


@rule(
    "cite-page-range-hyphen",
    code="C063",
    severity="suggestion",
    sites=("enwiki",),
    when=("page", "p=", "p ="),
    fix="safe",
    bad=[
        Example("{{cite book |title=A |⟦page⟧=3–5}}", fixed="{{cite book |title=A |pages=3–5}}"),
        Example("{{cite book |title=A |⟦page⟧=3-5}}", fixed="{{cite book |title=A |pages=3–5}}"),
        Example("{{cite book |title=A |⟦p⟧ = 3, 8}}", fixed="{{cite book |title=A |pp = 3, 8}}"),
    ],
    good=[
        "{{cite book |title=A |page=3}} {{cite book |title=A |pages=3–5}}",
        "{{cite book |title=A |page=3-1}}",
        "{{cite book |title=A |pages=3-5}}",
        "{{cite book |title=A |page=A3-5}}",
        "{{cite news |title=A |newspaper=N |page=1,024}}",
    ],
    precision="1 of 1 hit right (English corpus)",
    guideline="Help:CS1#Pages",
)
def cite_page_range_hyphen(section: Section) -> Iterator[Problem]:
    """Several pages given as one ``page``.

    The reader sees "p. 3–5" and may take it for a page of that name. Write ``pages=``, with an en dash. A hyphen in
    ``pages`` is turned into a dash by the template itself and left alone; so is a page such as 3-1 whose second
    number is not the higher one.
    """
    for cite, _, parameter in cs1_having(section, "page"):
        if cite.has("pages") or parameter.value.isdigit():
            continue
        value = parameter.value.replace("&ndash;", "–")
        match = re.fullmatch(r"(\d{1,6})\s?[-–]\s?(\d{1,6})", value)
        listed = re.fullmatch(r"\d{1,4}(?:, \d{1,4})+", value)
        if not listed and not (match and _ascends(match.group(1), match.group(2))):
            continue
        new = "pages" if parameter.name == "page" else "pp"
        if any(p.name == new for p in cite.params):
            continue
        dashed = f"{match.group(1)}–{match.group(2)}" if match else value
        edits = [rename_parameter(parameter, section.text, new)]
        if dashed != parameter.value:
            edits.append(replace_value(parameter, section.text, dashed))
        yield Problem(
            name_span(parameter, section.text),
            f"several pages given as {parameter.name!r}",
            Fix(tuple(edits)),
            help=f"write {new}={dashed}",
        )


def _ascends(first: str, last: str) -> bool:
    """Say whether *last* is a later page; ``123–27`` shortens 127."""
    full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return (int(full) > int(first) and len(last) > 1) or (len(first) == 1 and int(last) > int(first))
