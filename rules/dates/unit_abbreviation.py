from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import reading_of
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_UNIT = re.compile(
    r"\d(?P<blank>[ \u00a0]?)(?P<unit>kms|kgs|cms|mms|lbs(?:\.(?= [a-z]))?|kmph|kph|KM|Km|Kms|KMs|Kg|KG|Kgs|kmh|Kmh|"
    r"sq\.? ?kms?\.?|sq\.? ?m\.?|sq\.? ?ft\.?"
    r"|sqkm|sqm|hrs\.?|secs\.?|mtrs?\.?|Mhz|MHZ|Ghz|GHZ|Khz|KHZ|khz|mhz|ghz|km/hr|Kw|KW|kw)(?![\w²³^]|\.\w)"
)
#: How the words begin that hold a unit.
_WORDS = frozenset(
    (
        *("kms", "kgs", "cms", "mms", "lbs", "kmph", "kph", "km", "kg", "kmh", "sq", "sqkm", "sqkms", "sqm", "sqft"),
        *("hr", "hrs", "secs", "mtr", "mtrs", "mhz", "ghz", "khz", "kw"),
    )
)
_RIGHT = {
    "kms": "km",
    "kgs": "kg",
    "cms": "cm",
    "mms": "mm",
    "lbs": "lb",
    "kmph": "km/h",
    "kph": "km/h",
    "KM": "km",
    "Km": "km",
    "Kms": "km",
    "KMs": "km",
    "Kg": "kg",
    "KG": "kg",
    "Kgs": "kg",
    "kmh": "km/h",
    "Kmh": "km/h",
    "sqkm": "km²",
    "sqkms": "km²",
    "sqm": "m²",
    "sqft": "sq ft",
    "hrs": "h",
    "secs": "s",
    "mtr": "m",
    "mtrs": "m",
    "Mhz": "MHz",
    "MHZ": "MHz",
    "Ghz": "GHz",
    "GHZ": "GHz",
    "Khz": "kHz",
    "KHZ": "kHz",
    "khz": "kHz",
    "mhz": "MHz",
    "ghz": "GHz",
    "km/hr": "km/h",
    "Kw": "kW",
    "KW": "kW",
    "kw": "kW",
}


@rule(
    "unit-abbreviation",
    code="D017",
    severity="suggestion",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="assisted",
    bad=[
        Example("It is 12 ⟦kms⟧ from Rome.", fixed="It is 12 km from Rome."),
        Example("The chip runs at 3 ⟦Ghz⟧ and weighs 2⟦Kg⟧.", fixed="The chip runs at 3 GHz and weighs 2 kg."),
        Example("The dog of 175 ⟦lbs⟧, or 20 ⟦lbs.⟧ more.", fixed="The dog of 175 lb, or 20 lb more."),
        Example("The field has 40 ⟦sq. km⟧ of sand.", fixed="The field has 40 km² of sand."),
    ],
    good=[
        "It is 12 km from Rome; the chip runs at 3 GHz.",
        "The BMW 320 KMX; 12 kmsq.",
        "{{convert|12|km}} and 500 sq ft.",
        'He wrote "12 kms".',
    ],
    precision="9 of 9 hits right (English corpus and histories), all of one sentence",
    guideline="MOS:UNITSYMBOLS",
)
def unit_abbreviation(section: Section) -> Iterator[Problem]:
    """A unit's symbol in a form that is none.

    Symbols take no plural s, no full stop, and keep their capitals: 12 km, 3 GHz, 40 km². The fix writes the symbol.
    Whether {{convert}} should be used is for the editor.
    """
    running = running_text(section)
    if _WORDS.isdisjoint(reading_of(running).words):
        return
    for match in _UNIT.finditer(running.text):
        unit = match["unit"]
        right = _RIGHT.get(unit.replace(".", "").replace(" ", "") if unit.startswith("sq") else unit.rstrip("."))
        if right is None or unit.rstrip(".") in ("sq ft", "sq m", "sq km"):
            continue
        span = running.span_of(*match.span("unit"))
        if span.of(section.text) != unit:
            continue
        if unit.endswith(".") and running.text[match.end() : match.end() + 2].strip()[:1].isupper():
            continue  # the stop may end the sentence
        yield Problem(
            span,
            f"“{unit}” is not the unit's symbol: write “{right}”",
            fix=Fix.replace(span, right if match["blank"] else f" {right}", safety="assisted"),
        )
