from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_YEARS = re.compile(r"(?P<first>[12]\d\d\d)(?P<dash>[–-])(?P<last>[12]\d\d\d|\d\d(?!\d)|present\b)(?P<after>[ -]?\w*)")
#: What all of them hold, for a quick look; each begins with known letters, which are quickly found.
_BEGUN = tuple(re.compile(word + r" [12]\d\d\d[–-]") for word in ("rom", "etween"))
_WORD = re.compile(r"\b(?P<word>[Ff]rom|[Bb]etween) $")
#: What makes the years one word before a noun: "from 1990–91 season to season".
_MODIFIED = re.compile(
    r"[ -](?:season|campaign|school|academic|fiscal|edition|league|championship|tournament|to|until)s?"
)


@rule(
    "date-range-preposition",
    code="D012",
    severity="suggestion",
    when=("rom ", "etween "),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("He ruled ⟦from 1990–1995⟧ in Vienna.", fixed="He ruled from 1990 to 1995 in Vienna."),
        Example("She sat ⟦from 1990-95⟧.", fixed="She sat from 1990 to 1995."),
        Example("It grew ⟦between 2001–2004⟧.", format="plain", fixed="It grew between 2001 and 2004."),
        Example("He has led it ⟦from 2009–present⟧.", fixed="He has led it from 2009 to the present."),
    ],
    good=[
        "He ruled from 1990 to 1995 and sat between 2001 and 2004 (2009–present).",
        "The club fell from 1990–91 season form, and from 1992–93 to 1995–96 it lost.",
        'He wrote "from 1990–1995".',
    ],
    precision="14 of 14 hits right (English corpus)",
    guideline="MOS:DATERANGE",
)
def date_range_preposition(section: Section) -> Iterator[Problem]:
    """A range of years that begins with "from" or "between" and goes on with a dash.

    "From" asks for "to" and "between" for "and": "from 1990 to 1995", or "1990–1995"
    without the preposition. The fix writes the words. Seasons ("from 1990–91 to 1995–96")
    are left alone.
    """
    running = running_text(section)
    for match in _YEARS.finditer(running.text) if any(b.search(running.text) for b in _BEGUN) else ():
        last = match["last"]
        word = _WORD.search(running.text, max(match.start() - 9, 0), match.start())
        if word is None:
            continue
        if _MODIFIED.match(match["after"]) or not _upwards(match["first"], last):
            continue
        if match["after"][:1] == "-" or match["after"][:1].isalnum():
            continue
        joint = " to " if word["word"].lower() == "from" else " and "
        if last == "present":
            right = "the present"
        else:
            right = match["first"][: 4 - len(last)] + last
        span = running.span_of(word.start(), match.end("last"))
        rest = running.span_of(match.start("dash"), match.end("last"))
        plain = rest.of(section.text) == match["dash"] + last
        yield Problem(
            span,
            f"“{word['word'].lower()}” with a dash: write “{word['word'].lower()} {match['first']}{joint}{right}”",
            fix=Fix.replace(rest, joint + right) if plain else None,
        )


def _upwards(first: str, last: str) -> bool:
    if last == "present":
        return True
    return int(first[: 4 - len(last)] + last) > int(first)
