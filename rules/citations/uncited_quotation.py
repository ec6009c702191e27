from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.passage import Passage
from articlewatch.article.support import each_supported, passage_supports
from articlewatch.lint import Example, Problem, rule

#: One quotation in two pieces is told once: “…” ... “…”.
_OMISSION = re.compile(r"[\"”»’]\s*(?:\.{3}|…|\[\.{3}\]|\[…\])\s*\Z")


@rule(
    "uncited-quotation",
    code="C015",
    severity="warning",
    confidence="medium",
    precision="11 of 12 hits right (English corpus); the wrong one: a note shown in a film; two have their "
    "source a sentence earlier",
    formats=("wikitext", "plain", "html"),
    bad=[
        'Lead.<ref>A</ref>\n== Opinion ==\nThe mayor was glad.<ref>A</ref> He wrote that it was ⟦"the finest '
        "bridge that "
        'the valley has ever seen"⟧ and opened it.',
        Example(
            "It opened. [1] [2]\nIt was repaired. [3] Kahn called it ⟦“a bridge that leads from nothing to nowhere”⟧.\n"
            "It closed. [4] [5]",
            format="plain",
        ),
        'Lead.<ref>A</ref>\n== Opinion ==\nIt opened.<ref>A</ref> Kahn said ⟦"no man of this town will ever cross it"⟧ '
        '... "and no woman of this town will cross it either".',
        "Lead.<ref>A</ref>\n== Opinion ==\nIt opened.<ref>A</ref> Kahn said: ⟦«No man of this town will ever "
        "cross it»⟧.",
    ],
    good=[
        'Lead.<ref>A</ref>\n== Opinion ==\nHe called it "the finest bridge that the valley has ever seen".<ref>A</ref>',
        'Lead.<ref>A</ref>\n== Opinion ==\nIt opened.<ref>A</ref> It was called "Old Bridge" by the "town council".',
        'Lead.<ref>A</ref>\n== Name ==\nIt opened.<ref>A</ref> The act names it the "Old Bridge Over the '
        'River of Kahn Town".',
        'He called it "the finest bridge that the valley has ever seen".\n== History ==\nOpened.<ref>A</ref>',
        'Lead.<ref>A</ref>\n== Opinion ==\nKahn said it was "the finest bridge that I have ever seen", a '
        "judgement that "
        "others did not share.<ref>A</ref>",
    ],
    guideline="WP:MINREF",
)
def uncited_quotation(article: Article, *, min_words: int = 7) -> Iterator[Problem]:
    """A quotation after the last citation of its paragraph.

    Words put in somebody's mouth need a source on the spot, whoever said them. Cite it right after the quotation.
    Short quotations (names, titles, single terms) are left alone; a paragraph without any citation is reported once,
    as such.
    """
    for section, found in each_supported(article, _unbacked):
        for span, quotation in found:
            if not _is_name(quotation, min_words):
                yield Problem(
                    span.shift(section.offset),
                    "no citation for this quotation",
                    help="cite where the words stand, right after them",
                )


def _unbacked(passage: Passage) -> list[tuple[Span, str]]:
    """The quotations after the last citation of their paragraph, with their text."""
    found = []
    for support in passage_supports(passage):
        if support.backed_to < 0 or support.leads_in:
            continue
        paragraph = support.paragraph
        for start, end in paragraph.quotations:
            first = paragraph.span_of(start, start + 1)
            # What follows the mark directly may be a title in italics or a link to it.
            goes_on = _OMISSION.search(paragraph.text, max(start - 12, 0), start)
            if (
                goes_on is None
                and first.start >= support.backed_to
                and not passage.text.startswith(("''", "[["), first.end)
            ):
                found.append((paragraph.span_of(start, end), paragraph.text[start:end]))
    return found


def _is_name(quotation: str, min_words: int) -> bool:
    """Say whether a quotation is too short for one, or capitalised like a name or a title."""
    words = quotation.split()
    if len(words) < min_words:
        return True
    heavy = [word for word in (w.strip("\"“”«»„'(),.") for w in words) if len(word) > 3]
    return 2 * sum(1 for word in heavy if word[0].isupper()) > len(heavy)
