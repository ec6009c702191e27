from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import in_link_title, running_text
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Fix, Problem, Related, rule
from articlewatch.lint.finding import Edit

_SPACED = re.compile(r" - (?<=[\w.)\ufffc%”\"'] - )(?=[\w(\ufffc“\"'])")


@rule(
    "hyphen-as-dash",
    code="P111",
    severity="suggestion",
    when=" - ",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("The bridge⟦ - ⟧built in 1932 - fell.", fixed="The bridge – built in 1932 – fell."),
        Example("He came⟦ - ⟧and left at once.", format="plain", fixed="He came – and left at once."),
    ],
    good=[
        "The bridge – built in 1932 – fell.",
        "The well-known bridge; x - y = 3; 5 - 3 is 2; <math>a - b</math>.",
        'He wrote "the bridge - old - fell".',
        "See [[Foo - Bar]] and <code>a - b</code>.",
    ],
    precision="34 of 35 read hits right (English corpus); the wrong one: a title in Belarusian",
    guideline="MOS:DASH",
)
def hyphen_as_dash(section: Section) -> Iterator[Problem]:
    """A hyphen between blanks that stands for a dash.

    A spaced hyphen looks like a slip of a compound; English sets off a clause with a spaced en dash or an
    unspaced em dash. The fix puts a spaced en dash. One finding stands for a paragraph. Sums, titles of linked pages,
    quotations and list items that begin with a name (" - guitar") are left alone.
    """
    running = running_text(section)
    text = running.text
    found: dict[int, list[Span]] = {}
    for match in _SPACED.finditer(text):
        paragraph = running.paragraph_at(match.start())
        if paragraph.kind != "text" or _is_sum(text, *match.span()):
            continue
        span = running.span_of(*match.span())
        if span.of(section.text) == " - " and not _linked(section, span.start):
            found.setdefault(id(paragraph), []).append(span)
    for spans in found.values():
        yield Problem(
            spans[0],
            "hyphen for a dash" + (f"; {len(spans)} of them in this paragraph" if len(spans) > 1 else ""),
            fix=Fix(tuple(Edit(s.start, s.end, " – ") for s in spans)),
            related=tuple(Related(s, "another") for s in spans[1:10]),
            help="write a spaced en dash, or an unspaced em dash",
        )


def _is_sum(text: str, start: int, end: int) -> bool:
    """Say whether numbers or single letters stand on both sides."""
    before, after = text[max(start - 40, 0) : start].rsplit(None, 1)[-1:], text[end : end + 20].split(None, 1)[:1]
    return bool(before and after) and all(len(w) == 1 or w[:1].isdigit() for w in (before[0], after[0].rstrip(".,;")))


def _linked(section: Section, offset: int) -> bool:
    return in_link_title(section, offset)
