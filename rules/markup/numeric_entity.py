from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_NUMERIC = re.compile(r"&#(?:(\d{2,6})|x([0-9a-fA-F]{2,5}));")
#: Marks of wikitext, which are written this way to be shown.
_MARKUP = frozenset("[]{}|<>&'\"=*#:;~_!-+/\\`@%")
#: Characters that look like others: what they are is best seen from the number.
_ALIKE = frozenset("\u2032\u2033\u2212\u2010\u2011\u2012\u2013\u2014\u2015\u02b9\u02ba\u02bc\u02bb")

_UNSEEN = frozenset(["Cc", "Cf", "Cn", "Co", "Mn", "Me", "Mc", "Zs", "Zl", "Zp"])


@rule(
    "numeric-entity",
    code="M023",
    severity="suggestion",
    when="&#",
    bad=[
        Example("Caf⟦&#233;⟧", fixed="Café"),
        Example("⟦&#x41b;&#x435;⟧в", fixed="Лев"),
        Example("20⟦&#176;⟧", fixed="20°"),
    ],
    good=[
        "10&#160;km, &#91;1&#93;, &#124;, a&#8203;b, &#8242;",
        "<nowiki>&#233;</nowiki> <!-- &#233; -->",
        "https://example.org/?a=&#233;",
        "&#x600; &#769; &#128;",
    ],
    fix="safe",
    cosmetic=True,
    guideline="MOS:MARKUP",
    precision="15 of 15 read hits right (corpus, histories and dumps, all languages)",
)
def numeric_entity(section: Section) -> Iterator[Problem]:
    """A character written by its number that could be typed.

    Nobody reads ``&#233;`` as é, and no search finds the word. Marks of wikitext, invisible and combining characters,
    and those that look like others keep their numbers.
    """
    code = [t.span for t in section.tags_named("code", "tt", "samp", "kbd") if t.kind == "pair"]
    urls = [link.url_span for link in section.external_links]
    runs: list[tuple[Span, str]] = []
    for match in _NUMERIC.finditer(section.text):
        number = int(match.group(1)) if match.group(1) else int(match.group(2), 16)
        if number > 0x2FFFF or 0xD800 <= number <= 0xDFFF or 0xE000 <= number <= 0xF8FF or number in range(128, 160):
            continue
        typed = chr(number)
        if typed in _MARKUP or typed in _ALIKE or category(typed) in _UNSEEN:
            continue
        span = Span(*match.span())
        if section.is_opaque(span.start) or any(c.covers(span) for c in code) or any(u.covers(span) for u in urls):
            continue
        if runs and runs[-1][0].end == span.start:
            runs[-1] = (Span(runs[-1][0].start, span.end), runs[-1][1] + typed)
        else:
            runs.append((span, typed))
    for span, typed in runs:
        yield Problem(
            span, f"{_shown(span.of(section.text))} can be typed as {typed}", Fix.replace(span, typed, cosmetic=True)
        )


def _shown(written: str) -> str:
    return written if len(written) <= 24 else f"{written[:20]}…"
