from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from articlewatch.article import Section
from articlewatch.article.fluency import reading_of
from articlewatch.article.running import in_link_title, running_text
from articlewatch.lint import Example, Fix, Problem, rule


@cache
def _table() -> dict[str, str]:
    text = files("articlewatch.article").joinpath("data", "en", "misspellings.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@cache
def _known() -> frozenset[str]:
    return frozenset(_table())


@rule(
    "misspelling",
    code="P122",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="assisted",
    bad=[
        Example("They ⟦recieved⟧ a prize in the ⟦begining⟧.", fixed="They received a prize in the beginning."),
        Example("⟦Untill⟧ then the ⟦goverment⟧ stayed.", format="plain", fixed="Until then the government stayed."),
    ],
    good=[
        "They received a prize.",
        "He wrote \"I recieved it\" and \"teh\". The film ''Untill'' came out.",
        "They recieved {{sic}} a prize. Mr Wich and Anna Rythm sang; see the Goverment Islands.",
        "<code>teh</code> [[File:Goverment house.jpg|thumb]]",
    ],
    precision="35 of 35 hits right (English corpus and histories)",
    guideline="WP:TYPO",
)
def misspelling(section: Section) -> Iterator[Problem]:
    """A well-known misspelling.

    From a list of several hundred forms that are no English words (recieve, goverment, seperate). The fix writes the
    word right. Names, quotations, titles in italics, and words marked {{sic}} are left alone; a capital counts as a
    name unless it begins a sentence.
    """
    running = running_text(section)
    found = reading_of(running).words & _known()
    if not found:
        return
    text = running.text
    for match in re.finditer("|".join(map(re.escape, sorted(found))), running.lower):
        start, end = match.span()
        if not _is_plain_word(text, start, end) or running.has_stray_quote(start):
            continue
        right = _table()[match.group()]
        if text[start].isupper():
            right = right[0].upper() + right[1:]
        span = running.span_of(start, end)
        linked = in_link_title(section, span.start)
        plain = span.of(section.text) == text[start:end] and not linked
        yield Problem(
            span,
            f"misspelling “{text[start:end]}”: write “{right}”",
            fix=Fix.replace(span, right, safety="assisted") if plain else None,
        )


def _is_plain_word(text: str, start: int, end: int) -> bool:
    """Say whether the word is whole, no name, no part of an address, and not marked {{sic}}."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if before.isalnum() or before in "-'’_@/." or after.isalnum() or after in "-_@/" or text[start:end].isupper():
        return False
    if text[start].isupper() and text[max(start - 2, 0) : start].strip() not in ("", ".", "!", "?"):
        return False
    return text[end : end + 2].strip() != "\ufffc"
