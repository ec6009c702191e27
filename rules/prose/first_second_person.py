from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import reading_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, Related, rule

_PERSON = re.compile(
    r"(?<![\w'’.-])(?:[Ww]e|[Oo]urs?|[Yy]ours?|[Yy]ou|[Mm]y|I(?= (?:am|was|have|had|think|would)\b))(?![\w'’.-])"
)
_WORDS = frozenset(("we", "our", "ours", "you", "your", "yours", "my", "i"))
#: In mathematics "we" is the usual way to lead through a proof.
_MATHS = re.compile(
    r"\b(?:theorem|proof|lemma|equation|formula|function|matrix|vector|integer|polynomial|algorithm|set|let)s?\b"
)
_OF_MATHS = frozenset(
    term + s
    for term in (
        *("theorem", "proof", "lemma", "equation", "formula", "function", "matrix", "vector", "integer", "polynomial"),
        *("algorithm", "set", "let"),
    )
    for s in ("", "s")
)
_NUMBER = re.compile(r"(?:\b[A-Z]\w* |\()$")


@rule(
    "first-second-person",
    code="P110",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "From the hill ⟦you⟧ can see the bridge, and your way leads on.",
        "Today ⟦we⟧ know that the bridge was old.",
        "⟦Our⟧ town lies in a valley.",
    ],
    good=[
        "He said \"we came\", and sang ''My Way''.",
        "The song [[We Are You]], by the band Thank You, sold well.",
        "Elizabeth I had a son. World War I was long.",
        "By the theorem we see that the function is even; let x be our number.",
    ],
    precision="15 of 15 hits right (English corpus)",
    guideline="MOS:PERSON",
)
def first_second_person(section: Section) -> Iterator[Problem]:
    """The writer or the reader speaks: I, we, you.

    An encyclopaedia has no "we" and does not address the reader. Say "visitors can see", "it is known". One finding
    stands for a paragraph. Sections that speak of mathematics are left alone, since "we" is usual in proofs, and so are
    quotations, titles and plots.
    """
    if section.role == "plot":
        return
    running = running_text(section)
    if _WORDS.isdisjoint(reading_of(running).words) or "<math" in section.text:
        return
    if not _OF_MATHS.isdisjoint(reading_of(running).words) and _MATHS.search(running.text):
        return
    text = running.text
    found: dict[int, list[tuple[int, int]]] = {}
    for match in _PERSON.finditer(text):
        start, end = match.span()
        if text[end : end + 2].strip()[:1].isupper():
            continue
        opens = text[max(start - 2, 0) : start].strip() in ("", ".")
        if match.group()[0].isupper() and match.group() != "I" and not opens:
            continue
        if match.group() == "I" and _NUMBER.search(text, max(start - 25, 0), start):
            continue  # "World War I was", "(I would like ...)" in a gloss
        paragraph = running.paragraph_at(start)
        if paragraph.kind == "text" and not running.has_stray_quote(start):
            found.setdefault(id(paragraph), []).append((start, end))
    for places in found.values():
        spans = [running.span_of(*p) for p in places]
        word = text[slice(*places[0])]
        yield Problem(
            spans[0],
            f"“{word}” lets the writer speak, or speaks to the reader",
            related=tuple(Related(s, "again") for s in spans[1:6]),
            help="say it without I, we and you",
        )
