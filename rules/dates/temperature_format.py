from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_DEGREES = re.compile(
    r"\d(?:[ \u00a0]?(?:degrees?|º) ?(?P<a>[CF]|[Cc]elsius|[Ff]ahrenheit)\b|°(?P<b>[CF])\b|[ \u00a0]?° (?P<c>[CF])\b)"
)


@rule(
    "temperature-format",
    code="D019",
    severity="suggestion",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("It fell to 5⟦ degrees C⟧ at night.", fixed="It fell to 5\u00a0°C at night."),
        Example("Water boils at 100⟦°C⟧.", fixed="Water boils at 100\u00a0°C."),
        Example("It was 90⟦ º F⟧.", format="plain", fixed="It was 90\u00a0°F."),
    ],
    good=[
        "It fell to 5 °C at night; 90\u00a0°F is warm.",
        "It fell by 5 degrees Celsius.",
        "{{convert|5|C}}; an angle of 30° Celtic.",
    ],
    precision="no hit in the corpus and its histories",
    guideline="MOS:UNITSYMBOLS",
)
def temperature_format(section: Section) -> Iterator[Problem]:
    """A temperature not written as number, blank, degree sign and scale.

    The symbol is °C or °F with a blank between it and the number: 5 °C. The fix puts that, with a no-break space.
    """
    running = running_text(section)
    if not any(mark in running.text for mark in ("degree", "°", "º")):
        return
    for match in _DEGREES.finditer(running.text):
        word = match["a"] or match["b"] or match["c"]
        if match["a"] and len(word) > 1 and "degree" in match.group():
            continue  # "5 degrees Celsius" is right
        span = running.span_of(match.start() + 1, match.end())
        right = f"\u00a0°{word[0].upper()}"
        plain = span.of(section.text) == match.group()[1:]
        yield Problem(
            span, f"write the temperature with “{right.strip()}”", fix=Fix.replace(span, right) if plain else None
        )
