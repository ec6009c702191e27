from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Fix, Problem, rule

# All begin with a literal, so that the search is quick; what goes before is looked at afterwards.
_OPENED = re.compile(r"\((?=[A-Za-z]{4,}[ ,]|[12]\d{3}[ ,–)-])")
_CLOSED = re.compile(r"\)(?=[a-z]{3})")
_AFTER_OPEN = re.compile(r"\( +(?=\w)")
_BEFORE_CLOSE = re.compile(r" \)")


@rule(
    "bracket-spacing",
    code="P127",
    severity="suggestion",
    confidence="medium",
    when="(",
    formats=("wikitext",),
    languages=("en",),
    fix="assisted",
    bad=[
        Example("The bridge⟦(⟧built in 1932) fell.", fixed="The bridge (built in 1932) fell."),
        Example("The bridge (built in 1932⟦)⟧fell.", fixed="The bridge (built in 1932) fell."),
        Example("The bridge ⟦( ⟧built in 1932) fell.", fixed="The bridge (built in 1932) fell."),
    ],
    good=[
        "The bridge (built in 1932) fell.",
        "The ion Fe(II), the function f(x), the word(s) and the call main(args); alkali(ne) water.",
        "Call <code>foo(bar )</code> or {{math|f( x )}}. The group's name is (hed) p.e. and AC( )DC.",
    ],
    precision="17 of 17 hits right (English corpus and histories)",
)
def bracket_spacing(section: Section) -> Iterator[Problem]:
    """A blank missing outside a bracket, or one too many inside it.

    "Bridge(built" runs two words together; "( built" breaks apart at the end of a line. The fix mends the blank.
    Formulas, endings in brackets ("word(s)") and extracted plain text, where a template left its blank, are left alone.
    """
    running = running_text(section)
    text = running.text
    for match in _OPENED.finditer(text):
        start = match.start()
        if text[max(start - 3, 0) : start].isalpha() and text[start - 3 : start].islower():
            yield from _mend(section, running.span_of(start, start + 1), "(", " (", "blank missing before the bracket")
    for match in _CLOSED.finditer(text):
        at = match.start()
        opened = text.rfind("(", max(at - 200, 0), at)
        # "(be)loved" and "word(s)" are right: the bracket must hold more than one word.
        if opened > 0 and text[opened - 1] == " " and " " in text[opened:at]:
            yield from _mend(section, running.span_of(at, at + 1), ")", ") ", "blank missing after the bracket")
    for match in _AFTER_OPEN.finditer(text):
        span = running.span_of(match.start(), match.end())
        yield from _mend(section, span, match.group(), "(", "blank inside the bracket")
    for match in _BEFORE_CLOSE.finditer(text):
        if text[match.start() - 1 : match.start()].isalnum():
            yield from _mend(section, running.span_of(*match.span()), " )", ")", "blank inside the bracket")


def _mend(section: Section, span: Span, written: str, right: str, message: str) -> Iterator[Problem]:
    if span.of(section.text) == written:  # else markup stands between, whose output is not known
        yield Problem(span, message, fix=Fix.replace(span, right, safety="assisted"))
