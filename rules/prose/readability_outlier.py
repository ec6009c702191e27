from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from articlewatch.article import Article, Paragraph, Section
from articlewatch.article.running import NOT_TOLD
from articlewatch.lint import Example, Problem, rule

_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[A-Za-z]+")
_EASY = "The men of the town came to the river. They built a bridge of wood and stone. It was old when it fell down. "
_HARD = (
    "Notwithstanding incontrovertible administrative considerations regarding infrastructural modernisation, "
    "interdepartmental deliberations concerning constitutional responsibilities necessitated comprehensive "
    "reconceptualisation of intergovernmental financial relationships throughout metropolitan municipalities. "
)


@rule(
    "readability-outlier",
    code="P124",
    severity="suggestion",
    confidence="low",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    preview=True,
    bad=[Example("\n\n".join([(_EASY * 3).strip()] * 8 + [f"⟦{(_HARD * 2).strip()}⟧"]))],
    good=["\n\n".join([(_EASY * 3).strip()] * 8), f"{_EASY * 2}\n\n{_HARD * 2}"],
    precision="53 hits (English corpus), few read: long enumerations are among them",
    guideline="WP:TECHNICAL",
)
def readability_outlier(article: Article, *, above: float = 12.0, words: int = 40) -> Iterator[Problem]:
    """A paragraph far harder to read than the rest of the article.

    The grade of Flesch and Kincaid (school years, from the length of sentences and words) is compared with
    the article's median; a paragraph of at least *words* words that lies more than *above* grades over it is
    reported. It may be copied from a paper or a law. Off by default: hard subjects have hard paragraphs.
    """
    graded: list[tuple[float, Section, Paragraph]] = []
    for section in article.sections:
        if section.role in NOT_TOLD:
            continue
        for paragraph in section.paragraphs:
            if paragraph.kind == "text" and paragraph.end - paragraph.begin > 4 * words:
                found = _WORD.findall(paragraph.masked.lower())
                if len(found) >= words:
                    graded.append((_grade(found, len(paragraph.sentences)), section, paragraph))
    if len(graded) < 8:
        return
    middle = median(grade for grade, _, _ in graded)
    for grade, section, paragraph in graded:
        if grade - middle > above:
            yield Problem(
                paragraph.span_of(0, len(paragraph.text)).shift(section.offset),
                f"reading grade {grade:.0f}, the article's median is {middle:.0f}",
                help="shorten the sentences, or explain the words",
            )


def _grade(words: list[str], sentences: int) -> float:
    """The grade level after Kincaid and others (1975), syllables counted as groups of vowels."""
    syllables = sum(max(len(_VOWELS.findall(w.removesuffix("e"))), 1) for w in words)
    return 0.39 * len(words) / max(sentences, 1) + 11.8 * syllables / len(words) - 15.59
