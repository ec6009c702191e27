from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import reading_of
from articlewatch.article.running import link_at, running_text
from articlewatch.lint import Example, Fix, Problem, rule

_CONTRACTED = re.compile(
    r"(?<![\w'’-])(?P<base>(?:[Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Hh]ad|[Ww]ould|[Cc]ould"
    r"|[Ss]hould|[Ww]o|[Cc]a)n['’]t|(?:[Tt]hey|[Ww]e|[Yy]ou)['’](?:re|ve|ll)|(?:[Hh]e|[Ss]he|[Ii]t)['’]ll"
    r"|[Ii]t['’]s(?= (?:a|an|the|not|been|also|now|still|only|very|believed|located|said|known|possible|likely)\b)"
    r")(?![\w'’-])"
)
_NEGATED = (
    "do",
    "does",
    "did",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "would",
    "could",
    "should",
    "wo",
    "ca",
)
_KNOWN = frozenset(
    word.replace("'", mark)
    for mark in ("'", "’")
    for word in (
        [base + "n't" for base in _NEGATED]
        + [base + ending for base in ("they", "we", "you", "he", "she", "it") for ending in ("'re", "'ve", "'ll", "'s")]
    )
)
_FULL = {"won't": "will not", "can't": "cannot"}
_ENDINGS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will"}


@rule(
    "contraction",
    code="P108",
    severity="suggestion",
    confidence="medium",
    when=("'t", "’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "t's", "t’s"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="assisted",
    bad=[
        Example("He ⟦didn't⟧ go, and they ⟦can’t⟧ come.", fixed="He did not go, and they cannot come."),
        Example("⟦They're⟧ old.", fixed="They are old."),
        Example("⟦It's⟧ located in Rome.", fixed="It is located in Rome."),
    ],
    good=[
        "He did not go. \"I can't\", he said, and sang ''Don't''.",
        "The song [[Don't Cry]] came out; its cover was Rock 'n' roll.",
        "The ship's crew, O'Don't and the d'Artagnan's.",
    ],
    precision="35 of 35 read hits right (English corpus)",
    guideline="MOS:CONTRACT",
)
def contraction(section: Section) -> Iterator[Problem]:
    """A contraction outside quotations.

    "Don't" and "it's" belong to speech; encyclopaedias write "do not" and "it is". "It's" is often a slip for "its",
    which the fix cannot know, so look. Titles set in quotation marks or italics, and links to titles, are left alone,
    and so are paragraphs with a quotation mark that has no partner.
    """
    running = running_text(section)
    text = running.text
    if _KNOWN.isdisjoint(reading_of(running).words):
        return
    for match in _CONTRACTED.finditer(text):
        start, end = match.span()
        if _in_title(text, start, end) or running.has_stray_quote(start):
            continue
        span = running.span_of(start, end)
        if link_at(section, span.start) is not None:
            continue
        full = _expanded(text[start:end])
        plain = span.of(section.text) == text[start:end]
        yield Problem(
            span,
            f"contraction “{text[start:end]}”: write “{full}”",
            fix=Fix.replace(span, full, safety="assisted") if plain else None,
        )


def _in_title(text: str, start: int, end: int) -> bool:
    """Say whether a capital before or after makes it part of the title of a song or film."""
    if text[end : end + 2].strip()[:1].isupper():
        return True
    return text[start].isupper() and text[max(start - 2, 0) : start].strip() not in ("", ".", "!", "?")


def _expanded(word: str) -> str:
    plain = word.replace("’", "'")
    known = _FULL.get(plain.lower())
    if known:
        return known.capitalize() if plain[0].isupper() else known
    if plain.endswith("'s"):
        return plain[:-2] + " is"
    return plain[:-3] + _ENDINGS[plain[-3:]]
