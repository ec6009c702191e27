from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_END = re.compile(r"(?<=[a-zà-ÿа-я])[,;]$|(?<![.\s])(?<=[a-zа-я]{4})\.$")


@rule(
    "heading-punctuation",
    code="S041",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="=",
    fix="safe",
    bad=[
        Example("== Early years⟦.⟧ ==\nx", fixed="== Early years ==\nx"),
        Example("== Rivers⟦,⟧ ==\nx", fixed="== Rivers ==\nx"),
        Example("=== Life; death⟦;⟧ ===\nx", fixed="=== Life; death ===\nx"),
    ],
    good=[
        "== Early years ==\nx",
        "== Smith v. Jones Inc. ==\nx",
        "== Help! ==\nx",
        "== Etc. ==\nx",
        "== And then... ==\nx",
    ],
    guideline="MOS:HEADINGS",
    precision="1 of 1 read hits right (English)",
)
def heading_punctuation(section: Section) -> Iterator[Problem]:
    """A heading that ends with a stop, a comma or a semicolon.

    Headings are no sentences. Question and exclamation marks may belong to a title and are left alone, as are stops
    after words of fewer than four letters, or of more than one capital, which may be abbreviations.
    """
    heading = section.heading
    if heading is None:
        return
    title = heading.title.of(section.text).rstrip()
    match = _END.search(title)
    if match is None or (title.rpartition(" ")[2][:1].isupper() and " " in title.strip() and title.endswith(".")):
        return
    span = Span(*match.span()).shift(heading.title.start)
    yield Problem(span, f"a heading ends with “{match.group()}”", Fix.delete(span), help="remove it")
