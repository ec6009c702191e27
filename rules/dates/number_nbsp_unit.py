from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import in_link_title, running_text
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Fix, Problem, Related, rule
from articlewatch.lint.finding import Edit

_UNIT = re.compile(
    r"\d(?P<blank> )(?:km|m|cm|mm|kg|g|mg|km/h|mph|ft|lb|oz|kW|MW|GW|kWh|MHz|GHz|kHz|Hz|dB|ha|MB|GB|TB|V|W|°C|°F"
    r"|a\.m\.|p\.m\.|am|pm|km²|m²|km2|m2)(?![\w²³/])"
)


@rule(
    "number-nbsp-unit",
    code="D020",
    severity="suggestion",
    languages=("en",),
    fix="safe",
    preview=True,
    bad=[
        Example("It is 12⟦ ⟧km long and weighs 3 kg.", fixed="It is 12&nbsp;km long and weighs 3&nbsp;kg."),
        Example("It opens at 8⟦ ⟧a.m. each day.", fixed="It opens at 8&nbsp;a.m. each day."),
    ],
    good=[
        "It is 12&nbsp;km long.",
        "It is {{convert|12|km}} long; see [[70 mm film]].",
        "In 2012 mi amigo sang; the 12 kmx.",
    ],
    precision="15 of 16 hits right (English corpus), the wrong one since mended",
    guideline="MOS:NBSP",
)
def number_nbsp_unit(section: Section) -> Iterator[Problem]:
    """A number that a line's end may part from the symbol of its unit.

    A no-break space keeps "12 km" together. One finding stands for a paragraph. Off by default: it changes nothing but
    where lines break, and many editors think it clutters the source.
    """
    running = running_text(section)
    found: dict[int, list[Edit]] = {}
    for match in _UNIT.finditer(running.text):
        span = running.span_of(*match.span("blank"))
        linked = in_link_title(section, span.start)
        if span.of(section.text) == " " and not linked:
            paragraph = running.paragraph_at(match.start())
            found.setdefault(id(paragraph), []).append(Edit(span.start, span.end, "&nbsp;"))
    for edits in found.values():
        first = Span(edits[0].start, edits[0].end)
        yield Problem(
            first,
            "a line may end between number and unit",
            fix=Fix(tuple(edits)),
            related=tuple(Related(Span(e.start, e.end), "another") for e in edits[1:10]),
            help="put a no-break space",
        )
