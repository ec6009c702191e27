from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "dangling-end",
    code="P012",
    severity="error",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "In 1990 he became the leader of ⟦the⟧.",
        "The bridge was rebuilt by a firm from Leeds ⟦and⟧.",
    ],
    good=[
        "This is the house he lived in.",
        "He became the leader of {{nowrap|the party}}.",
        "In the end he said he would not.",
    ],
    precision="no hit in the corpus and its histories; damaged and really broken sentences: tests/eval",
)
def dangling_end(section: Section) -> Iterator[Problem]:
    """A sentence that ends with a word that needs another after it.

    "He was the leader of the.": the end was deleted, or a template or a link that stood there shows nothing. A
    preposition may end a sentence; an article, a conjunction or a possessive may not.
    """
    for sentence, hit in broken_places(section, "dangling-end"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
