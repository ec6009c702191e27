from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.scanned import Heading
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.finding import Edit

_OPENED = re.compile(r"^(={2,6})(?!=)([^=\n|{}]{1,160})(={0,6})([^=\n]*)$", re.MULTILINE)
_CLOSED = re.compile(r"^(?![=|!*#:;{} \t])([^=\n<>{}|\[\]]{2,80}?)[ \t]*(={2,6})[ \t]*$", re.MULTILINE)
#: What the other one needs, for a quick look.
_SIGNS_LAST = re.compile(r"==[ \t]*$", re.MULTILINE)


@rule(
    "heading-unbalanced",
    code="S008",
    severity="error",
    when="=",
    fix="assisted",
    bad=[
        Example("A dam.\n⟦== History =⟧\nOld.", fixed="A dam.\n== History ==\nOld."),
        Example("== A ==\n⟦== History ===⟧\nOld.", fixed="== A ==\n== History ==\nOld."),
        Example("A dam.\n⟦== History⟧\nOld.\n", fixed="A dam.\n== History ==\nOld.\n"),
        Example("A dam.\n⟦History ==⟧\nOld.\n", fixed="A dam.\n== History ==\nOld.\n"),
        Example("A dam.\n⟦== History ==⟧ The dam is old.\n", fixed="A dam.\n== History ==\nThe dam is old.\n"),
        "⟦== History =⟧\n\nOld.",
    ],
    good=[
        "== History ==\nOld.\n=== Design === <!-- x -->\n",
        "{{box|\n== x\n|y =\n}}\n<pre>\n== x\n</pre>\n<math>\na ==\n</math>",
        "{|\n|-\n| a\n=\n|}\nIf a == b, then b = a.\n==========\n",
        "<!--\n== History =\n-->\n== A ==<ref>x = y</ref>\n",
    ],
    guideline="MOS:HEADINGS",
    precision="3 of 3 hits right (corpus, histories and dumps, all languages)",
)
def heading_unbalanced(section: Section) -> Iterator[Problem]:
    """A heading with unequal signs, or with signs on one side only.

    MediaWiki shows the surplus equals signs, or takes the line for ordinary text, and the section is missing from
    the table of contents. Put the same number of equals signs on both sides and nothing else on the line.
    """
    text = section.text
    heading = section.heading
    if heading is not None and "=" in (text[heading.title.start], text[heading.title.end - 1]):
        problem = _surplus(text, heading)
        if problem is not None:
            yield problem
    begin = section.body_start
    if text.find("==", begin) < 0:
        return
    opened = text.find("\n==", max(begin - 1, 0)) >= 0 or (begin == 0 and text.startswith("=="))
    for match in _OPENED.finditer(text, begin) if opened else ():
        start, end = match.span()
        if _is_hidden(section, start):
            continue
        signs, title, closing, rest = match.groups()
        if closing == signs and rest.strip() and not rest.strip().startswith("<"):
            span = Span(start, match.end(3))
            blank = len(rest) - len(rest.lstrip())
            fix = Fix((Edit(span.end, span.end + blank, "\n"),), "assisted")
            yield Problem(span, "text after a heading on its line makes it ordinary text", fix)
        elif not closing and not rest:
            fix = Fix.replace(Span(start, end), f"{signs} {title.strip()} {signs}", safety="assisted")
            yield Problem(Span(start, end), "heading without closing equals signs", fix)
    for match in _CLOSED.finditer(text, begin) if _SIGNS_LAST.search(text, begin) else ():
        if _is_hidden(section, match.start()):
            continue
        title, signs = match.groups()
        place = Span(match.start(), match.start() + len(match.group().rstrip()))
        fix = Fix.replace(place, f"{signs} {title.strip()} {signs}", safety="assisted")
        yield Problem(place, "heading without opening equals signs", fix)


def _surplus(text: str, heading: Heading) -> Problem | None:
    title = heading.title.of(text)
    words = title.strip("= \t")
    if not words or not (title.startswith("=") or title.endswith("=")):
        return None
    before = heading.level + len(title) - len(title.lstrip("="))
    behind = heading.level + len(title) - len(title.rstrip("="))
    if before > 6 or behind > 6:
        return None
    level = max(before, 2)
    fix = Fix.replace(heading.span, f"{'=' * level} {words} {'=' * level}", safety="assisted")
    return Problem(heading.span, f"{before} equals signs before the heading and {behind} behind", fix)


def _is_hidden(section: Section, offset: int) -> bool:
    return (
        section.is_opaque(offset) or section.in_template(offset) or section.in_ref(offset) or section.in_table(offset)
    )
