from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_ORDINALS = (
    "[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Ee]leventh|[Tt]welfth"
    "|[Tt]hirteenth|[Ff]ourteenth|[Ff]ifteenth|[Ss]ixteenth|[Ss]eventeenth|[Ee]ighteenth|[Nn]ineteenth|[Tt]wentieth"
)
_CENTURY = re.compile(
    rf"(?<![\w-])(?:(?P<roman>[XVI]{{2,6}})(?:th)?[ -](?P<small>[Cc]entur(?:y|ies))"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINALS})[ -](?P<big>Centur(?:y|ies)))(?!\w)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
#: What precedes it where it is no part of a name.
_TOLD = re.compile(r"(?:\b(?:the|in|of|early|late|mid|a|this|from|to|and|since|by|until|its|beginning|end)[ -])$")
_NAME_GOES_ON = re.compile(r"(?: |-)(?:[A-Z]|\ufffc)")


@rule(
    "century-format",
    code="D004",
    severity="suggestion",
    when=("Centur", "X century", "X centuries", "I century", "V century"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="assisted",
    bad=[
        Example("It was built in the ⟦19th Century⟧.", fixed="It was built in the 19th century."),
        Example("The church dates from the ⟦XIX century⟧.", fixed="The church dates from the 19th century."),
        Example("An early ⟦Twentieth Century⟧ house.", fixed="An early Twentieth century house."),
    ],
    good=[
        "It was built in the 19th century.",
        "The film was made by 20th Century Fox and shown at the 21st Century Museum.",
        "The school's name is Twentieth Century.",
        "He wrote ''The 19th Century'' and \"XIX century\".",
    ],
    precision="8 of 8 hits right (English corpus and histories)",
    guideline="MOS:CENTURY",
)
def century_format(section: Section) -> Iterator[Problem]:
    """A century with a capital letter or a Roman number.

    English writes "the 19th century": the word is no name, and many readers do not read
    Roman numbers at a glance. Names of firms, books and schools (20th Century Fox) keep
    their capitals; the rule asks for "the", "in", "early" or the like before the century
    and for no capital after it.
    """
    running = running_text(section)
    text = running.text
    for match in _CENTURY.finditer(text):
        start, end = match.span()
        if not _TOLD.search(text, max(start - 12, 0), start) or _NAME_GOES_ON.match(text, end):
            continue
        right = match.group()
        if match["roman"]:
            number = _value(match["roman"])
            if not 2 <= number <= 21:
                continue
            right = f"{number}{_ending(number)} {match['small'].lower()}"
        else:
            right = right[: match.start("big") - start] + match["big"].lower()
        span = running.span_of(start, end)
        plain = span.of(section.text) == match.group()
        yield Problem(
            span,
            f"century written “{match.group()}”: write “{right}”",
            fix=Fix.replace(span, right, safety="assisted") if plain else None,
        )


def _value(roman: str) -> int:
    digits = [_ROMAN[c] for c in roman]
    return sum(-d if d < max(digits[n:]) else d for n, d in enumerate(digits))


def _ending(number: int) -> str:
    return "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
