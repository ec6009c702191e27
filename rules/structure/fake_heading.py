from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_BOLD = re.compile(r"^('''(?!')([^'\n|:]{2,80}?)'''(?!'))[ \t]*$", re.MULTILINE)
_NEXT = re.compile(r"\n{0,20}([^\n]{0,2})")
_TERM = re.compile(r"^;[ \t]*([^:\n{}\[\]|]{2,80}?)[ \t]*$(?!\n[:;])", re.MULTILINE)


@rule(
    "fake-heading",
    code="S016",
    severity="suggestion",
    confidence="medium",
    when=re.compile(r"^(?:'''|;)", re.MULTILINE),
    fix="assisted",
    supersedes=("list-indent-misuse",),
    bad=[
        Example("== A ==\nx\n\n⟦'''Early years'''⟧\n\nOld.", fixed="== A ==\nx\n\n=== Early years ===\n\nOld."),
        Example("== A ==\nx\n\n⟦;Early years⟧\nOld.", fixed="== A ==\nx\n\n=== Early years ===\nOld."),
        "⟦'''Notes:'''⟧\nOld.".replace(":", ""),
    ],
    good=[
        ";Dam\n:A wall across a river.\n;Weir: a low dam",
        "'''Old Dam''' is a dam.\n{|\n|\n'''x'''\n|}\n{{x|\n'''y'''\n}}",
        "== A ==\n'''Old'''<br>x\n* '''y'''\n",
    ],
    guideline="MOS:PSEUDOHEAD",
    precision="30 of 34 read hits right (English corpus); the wrong ones: heads of columns",
)
def fake_heading(section: Section) -> Iterator[Problem]:
    """A line in bold, or after a semicolon, in the place of a heading.

    It looks like a heading and is none: the table of contents and screen readers pass it over. Use a heading of the
    next level. A semicolon is right where definitions follow on lines with a colon.
    """
    text = section.text
    signs = "=" * min(max(section.level, 1) + 1, 6)
    for pattern in (_BOLD, _TERM):
        for match in pattern.finditer(text, section.body_start):
            start = match.start()
            if section.in_template(start) or section.in_table(start) or section.is_opaque(start):
                continue
            if section.in_ref(start) or not _introduces(section, match.end()):
                continue
            title = match.group(2 if pattern is _BOLD else 1).strip(" :")
            span = Span(start, match.end(1) if pattern is _BOLD else start + len(match.group().rstrip()))
            fix = None
            if section.level and "[" not in title:
                fix = Fix.replace(Span(start, match.end()), f"{signs} {title} {signs}", safety="assisted")
            yield Problem(span, "a line of text set up as a heading", fix, help=f"write {signs} {title} {signs}")


def _introduces(section: Section, end: int) -> bool:
    """Say whether text or a list follows the line, within the section."""
    match = _NEXT.match(section.text, end)
    rest = match.group(1) if match else ""
    return bool(rest) and rest[0] not in "=|!}<{[;:" and rest != "''"
