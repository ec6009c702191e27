from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.ranges import Ranges, line_start
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_BOLD = re.compile(r"(?<!')'''(?!')([^'\n]{1,120}?)'''(?!')")


@rule(
    "bold-overuse",
    code="S013",
    severity="suggestion",
    confidence="medium",
    when="'''",
    sites=("enwiki",),
    preview=True,
    profiles=("ga", "fa"),
    fix="assisted",
    bad=[
        Example("== History ==\nThe dam was ⟦'''very'''⟧ old.", fixed="== History ==\nThe dam was very old."),
        Example("== A ==\nIn ⟦'''1932'''⟧ and ⟦'''1940'''⟧ it broke.", fixed="== A ==\nIn 1932 and 1940 it broke."),
    ],
    good=[
        "The '''Iron Dam''' is old, also '''Old Dam'''.",
        "== A ==\n'''Clay dams''' are old.\n* a '''dam'''\n{|\n| a '''b'''\n|}",
        "== A ==\nThe '''R''' and '''''x''''' in {{x|a '''b'''}}.",
    ],
    guideline="MOS:NOBOLD",
    precision="about half of 19 read hits right (English): terms and notations in bold are often meant",
)
def bold_overuse(section: Section) -> Iterator[Problem]:
    """Bold type in running text outside the lead.

    Bold belongs to the subject of the article in its first sentence, and to headings. For emphasis there are words, or
    italics. Left alone are single letters, words at the beginning of a paragraph, lists, tables, and other names of
    the subject that redirect here, as far as they stand in the lead.
    """
    if section.role not in ("body", "plot") or section.page.kind != "article":
        return
    text = section.text
    spans = [p.span for p in section.paragraphs if p.kind == "text"]
    if not spans:
        return
    prose, files = Ranges(spans), Ranges(f.span for f in section.files)
    for match in _BOLD.finditer(text, section.body_start):
        start, end = match.span()
        if len(match.group(1).strip()) < 3 or section.is_opaque(start) or section.in_ref(start):
            continue
        if section.in_template(start) or section.in_table(start):
            continue
        if start not in prose:
            continue
        line = line_start(text, start)
        if text[line:start].strip(" \t'\"“(") == "" or start in files:
            continue
        fix = Fix((Edit(start, start + 3, ""), Edit(end - 3, end, "")), "assisted")
        yield Problem(Span(start, end), "bold type in running text", fix, help="use words, or italics, for emphasis")
