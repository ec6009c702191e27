from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_TWICE = re.compile(
    rf"(?P<sign>[$£€]){_AMOUNT}(?P<scale>[ \u00a0](?:thousand|million|billion|trillion|m|bn))?"
    r"(?P<word>[ \u00a0](?:US )?(?P<unit>dollars?|pounds?|euros?))\b(?! (?:worth|sterling))"
)
_AFTER = re.compile(rf"(?<![\w.,$£€-])(?P<amount>{_AMOUNT})(?P<gap>[ \u00a0]?)(?P<sign>[$£€])(?![\w.])")
_UNITS = {"$": "dollar", "£": "pound", "€": "euro"}


@rule(
    "currency-format",
    code="D018",
    severity="suggestion",
    when=("$", "£", "€"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("The bridge cost $5 million⟦ dollars⟧ to build.", fixed="The bridge cost $5 million to build."),
        Example("It cost ⟦500 €⟧ a day.", fixed="It cost €500 a day."),
    ],
    good=[
        "The bridge cost $5 million, or 4 million pounds, or €500.",
        "The sign $ pounds on; US$5, A$7 and 5 $US.",
        'He wrote "$5 million dollars". In French they write 25 048,05 € for it.',
    ],
    precision="1 of 1 hit right (English corpus)",
    guideline="MOS:CURRENCY",
)
def currency_format(section: Section) -> Iterator[Problem]:
    """An amount of money with its currency twice, or with the sign behind.

    "$5 million dollars" says dollars twice; English puts the sign before the number: €500. The fix drops the word or
    moves the sign.
    """
    running = running_text(section)
    text = running.text
    for match in _TWICE.finditer(text):
        if match["unit"].startswith(_UNITS[match["sign"]]) and "US" not in match["word"]:
            span = running.span_of(*match.span("word"))
            yield Problem(span, f"“{match['sign']}” already says “{match['unit']}”", fix=Fix.delete(span))
    for match in _AFTER.finditer(text):
        span = running.span_of(*match.span())
        if (
            span.of(section.text) == match.group()
            and not text[max(match.start() - 2, 0) : match.start()].strip().isdigit()
        ):
            right = match["sign"] + match["amount"]
            yield Problem(span, f"currency sign behind the number: write “{right}”", fix=Fix.replace(span, right))
