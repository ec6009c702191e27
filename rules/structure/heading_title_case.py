from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from articlewatch.article import Article, Span
from articlewatch.article.headings_en import common_words
from articlewatch.article.passage import Passage
from articlewatch.lint import Edit, Example, Fix, Problem, rule

#: Before a capital, these show a name.
_BEFORE_NAME = frozenset("abcdefghijklmnopqrstuvwxyz,;")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@rule(
    "heading-title-case",
    code="S022",
    formats=("wikitext", "html"),
    severity="suggestion",
    confidence="medium",
    when="=",
    sites=("enwiki",),
    fix="assisted",
    bad=[
        Example("== ⟦Early Life⟧ ==\nx", fixed="== Early life ==\nx"),
        Example("== ⟦Personal Life and Education⟧ ==\nx", fixed="== Personal life and education ==\nx"),
        Example(
            "== ⟦Later Dams⟧ ==\nMany dams broke. The old dams were of clay, later dams of stone.",
            fixed="== Later dams ==\nMany dams broke. The old dams were of clay, later dams of stone.",
        ),
    ],
    good=[
        "== Early life ==\nx",
        "== World War II ==\nx\n== Life in Rome ==\nx",
        "== ''Early Life'' ==\nx\n== The Iron Dam ==\nThe Iron Dam is a dam.",
        "== Early Life (film) ==\nx\n== Dams in the Later Middle Ages ==\nx",
    ],
    guideline="MOS:SECTIONCAPS",
    precision="10 of 10 read hits right (English corpus)",
)
def heading_title_case(article: Article) -> Iterator[Problem]:
    """A heading in title case.

    Headings are written like sentences: only the first word and names have a capital. A word counts as no name when it
    is one of those that headings are commonly made of, or when the article writes it small at least twice and never
    with a capital. Headings that look like titles of works (in italics or quotation marks) or hold brackets are left
    alone, and so are those in which a word that may be a name stays. Sixty headings of a page are looked at.
    """
    looked = 0
    if article.page.kind != "article":
        return
    for section, title in article.each(_title):
        if title is None or section.index == 0 or section.role not in ("body", "plot"):
            continue
        looked += 1
        if looked > 60:
            return
        raw, words, capitals = title.raw, title.words, title.capitals
        if sum(_count(raw.strip(), s.text) for s in article.sections) > 1:
            continue
        if not all(_is_common(m.group(), article) for m in capitals):
            continue
        base = title.start + section.offset
        edits = tuple(Edit(base + m.start(), base + m.start() + 1, m.group()[0].lower()) for m in capitals)
        span = Span(base + words[0].start(), base + words[-1].end())
        right = (
            edits and "".join(c.lower() if i in {m.start() for m in capitals} else c for i, c in enumerate(raw)).strip()
        )
        yield Problem(span, "heading in title case", Fix(edits, "assisted"), help=f"write “{right}”")


class _Title(NamedTuple):
    start: int
    raw: str
    words: list[re.Match[str]]
    capitals: list[re.Match[str]]


def _title(passage: Passage) -> _Title | None:
    """The title of the heading with which a passage begins, when words behind the first have a capital each."""
    heading = passage.headings[0] if passage.headings else None
    if heading is None:
        return None
    raw = heading.title.of(passage.text)
    if any(mark in raw for mark in "[]{}<>'\"“”&()|:/"):
        return None
    words = list(_WORD.finditer(raw))
    capitals = [m for m in words[1:] if m.group()[0].isupper()]
    if not capitals or not all(m.group()[1:].islower() for m in capitals):
        return None
    return _Title(heading.title.start, raw, words, capitals)


# What is asked of one section is kept, since an edit leaves most sections as they were.


@lru_cache(maxsize=1 << 14)
def _count(title: str, text: str) -> int:
    return text.count(title)


def _is_common(word: str, article: Article) -> bool:
    """Say whether the article, or the list of words that headings are made of, tells that *word* is no name."""
    proses = [section.passage.prose.text for section in article.sections]
    if any(_follows_lower_case(word, prose) for prose in proses):
        return False
    low = word.lower()
    return low in common_words() or sum(_uses(low, prose) for prose in proses) >= 2


@lru_cache(maxsize=1 << 14)
def _follows_lower_case(word: str, prose: str) -> bool:
    return any(
        at > 1 and prose[at - 1] == " " and prose[at - 2] in _BEFORE_NAME and not _is_letter(_behind(prose, at, word))
        for at in _places(word, prose)
    )


@lru_cache(maxsize=1 << 14)
def _uses(word: str, prose: str) -> int:
    places = _places(word, prose)
    return sum(not (_goes_on(prose[at - 1 : at]) or _goes_on(_behind(prose, at, word))) for at in places)


def _behind(prose: str, at: int, word: str) -> str:
    return prose[at + len(word) : at + len(word) + 1]


def _places(word: str, prose: str) -> Iterator[int]:
    at = prose.find(word)
    while at >= 0:
        yield at
        at = prose.find(word, at + len(word))


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _goes_on(letter: str) -> bool:
    return letter == "-" or _is_letter(letter)
