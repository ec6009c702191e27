from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_LINE = re.compile(r"^ +(?=[^\s])[^\n]*$", re.MULTILINE)
_PROSE = re.compile(r"(?:[^\W\d_]+[,;]? ){5}")


@rule(
    "leading-space-pre",
    code="M052",
    severity="warning",
    when="\n ",
    bad=[
        Example(
            "Text.\n\n⟦ ⟧The bridge was opened by the queen in 1932.",
            fixed="Text.\n\nThe bridge was opened by the queen in 1932.",
        ),
        "Text.\n\n⟦  ⟧In the following years the town grew to a city.\n\nMore.",
    ],
    good=[
        "Text.\n\n code = 1\n more = 2",
        "Text.\n The bridge was not opened before the year 1932.\n x = 1\n y = 2",
        "{|\n | The bridge was opened by the queen in 1932.\n|}",
        "{{a|\n b = the bridge was opened by the queen in\n}}",
        "<pre>\n The bridge was opened by the queen in 1932.\n</pre>",
        "<div>\n <span>The bridge was opened by the queen</span>\n</div>",
    ],
    fix="assisted",
    precision="2 of 2 hits right (English corpus and histories)",
)
def leading_space_pre(section: Section) -> Iterator[Problem]:
    """A sentence that begins with a blank, and so is shown as code.

    MediaWiki puts a line with a blank at its beginning into a grey box, in a typewriter's letters, and does not break
    it. Remove the blank. Several such lines in a row may be a diagram or code and are left alone.
    """
    text = section.text
    pre = [p.span.start for p in section.paragraphs if p.kind == "pre"]
    if not pre:
        return
    for match in _LINE.finditer(text):
        start = match.start()
        line = match.group()
        if section.is_opaque(start) or section.in_template(start) or section.in_table(start) or section.in_ref(start):
            continue
        before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
        after = text[match.end() + 1 : match.end() + 2]
        if before.startswith(" ") or after == " " or not _PROSE.search(line) or line.lstrip()[0] in "|!{}*#:;<[":
            continue
        if _inside_element(section, start):
            continue
        span = Span(start, start + len(line) - len(line.lstrip()))
        yield Problem(span, "a blank at the beginning makes this line code", Fix.delete(span, safety="assisted"))


def _inside_element(section: Section, at: int) -> bool:
    return any(t.kind == "pair" and t.open_end <= at < t.close_start for t in section.tags if t.name != "small")
