from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import in_link_title, running_text
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.finding import Edit

_PAIRS = re.compile(
    r"«[ \u00a0]?([^«»\n]{1,600}?)[ \u00a0]?»|„([^„“”\n]{1,600})[“”]|‹([^‹›\n]{1,300})›|``([^`\n]{1,300})(?:''|``)"
)
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


@rule(
    "foreign-quotation-marks",
    code="P107",
    severity="suggestion",
    when=("«", "„", "‹", "``"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("⟦«Our part had a cost»⟧, he said.", format="plain", fixed='"Our part had a cost", he said.'),
        Example("He called it ⟦„a disaster”⟧ and left.", fixed='He called it "a disaster" and left.'),
        Example("The firm ⟦« Nord »⟧ closed.", fixed='The firm "Nord" closed.'),
    ],
    good=[
        'He called it "a disaster".',
        "The firm (Russian: «Север») closed; {{lang|fr|« eau »}}.",
        "In French one writes « or » as marks.",
        "The values a«b are small.",
    ],
    precision="14 of 14 hits right (English corpus)",
    guideline="MOS:QUOTEMARKS",
)
def foreign_quotation_marks(section: Section) -> Iterator[Problem]:
    """Quotation marks of another language.

    « » and „ “ come with text translated or copied from other languages. English readers may take them for a sign of
    their own; English uses " ". The fix puts these. Quotations in other scripts and in {{lang}} are left alone, and
    so are marks round text that holds straight ones already.
    """
    running = running_text(section)
    text = running.shown
    for match in _PAIRS.finditer(text):
        inside = next(g for g in match.groups() if g is not None)
        letters = _LETTER.findall(inside)
        if len(letters) < 2 or inside in ("or", "and", "to") or '"' in inside:
            continue
        if len(_LATIN.findall(inside)) < len(letters):
            continue
        span = running.span_of(*match.span())
        if in_link_title(section, span.start):
            continue
        begin = match.start() + match.group().index(inside)
        end = begin + len(inside)
        before, after = _source(running.span_of(match.start(), begin)), _source(running.span_of(end, match.end()))
        plain = span.of(section.text).startswith(match.group()[0]) and span.of(section.text)[-1] == match.group()[-1]
        edits = (Edit(*before, '"'), Edit(*after, '"'))
        yield Problem(
            span,
            f"quotation marks {match.group()[0]} {match.group()[-1]} are not English",
            fix=Fix(edits) if plain else None,
            help='write " "',
        )


def _source(span: Span) -> tuple[int, int]:
    return span.start, span.end
