from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.headings_en import common_words
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
    prose, looked = "", 0
    for section in article.sections[1:]:
        heading = section.heading
        if heading is None or section.role not in ("body", "plot"):
            continue
        raw = heading.title.of(article.sections[section.index].text)
        if any(mark in raw for mark in "[]{}<>'\"“”&()|:/") or section.page.kind != "article":
            continue
        words = list(_WORD.finditer(raw))
        capitals = [m for m in words[1:] if m.group()[0].isupper()]
        if not capitals or not all(m.group()[1:].islower() for m in capitals):
            continue
        looked += 1
        if looked > 60:
            return
        if article.text.count(raw.strip()) > 1:
            continue
        prose = prose or "\n\n".join(("", *(s.prose.text for s in article.sections), ""))
        if not all(_is_common(m.group(), prose) for m in capitals):
            continue
        base = heading.title.start + section.offset
        edits = tuple(Edit(base + m.start(), base + m.start() + 1, m.group()[0].lower()) for m in capitals)
        span = Span(base + words[0].start(), base + words[-1].end())
        right = (
            edits and "".join(c.lower() if i in {m.start() for m in capitals} else c for i, c in enumerate(raw)).strip()
        )
        yield Problem(span, "heading in title case", Fix(edits, "assisted"), help=f"write “{right}”")


def _is_common(word: str, prose: str) -> bool:
    """Say whether the article, or the list of words that headings are made of, tells that *word* is no name."""
    for at in _places(word, prose):
        if prose[at - 1] == " " and prose[at - 2] in _BEFORE_NAME and not _is_letter(prose[at + len(word)]):
            return False
    low = word.lower()
    if low in common_words():
        return True
    found = (at for at in _places(low, prose) if not _goes_on(prose[at - 1]) and not _goes_on(prose[at + len(low)]))
    return next(found, 0) > 0 and next(found, 0) > 0


def _places(word: str, prose: str) -> Iterator[int]:
    at = prose.find(word)
    while at >= 0:
        yield at
        at = prose.find(word, at + len(word))


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _goes_on(letter: str) -> bool:
    return letter == "-" or _is_letter(letter)
