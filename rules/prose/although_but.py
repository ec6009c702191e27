from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "although-but",
    code="P009",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "Although relations began in 1835⟦, but⟧ as of 2024 there is no embassy.",
        "Despite the heavy rain⟦, but⟧ the match was played.",
        "Because the bridge was closed⟦, so⟧ the traffic used the ferry.",
    ],
    good=[
        "Although he was ill, he went on, but soon died.",
        "Although slow, but steady, progress was made.",
        "Relations began in 1835, but there is no embassy.",
        "Although meant not for sale, but for show, it sold well.",
    ],
    precision="no hit in the corpus and its histories; damaged and really broken sentences: tests/eval",
)
def although_but(section: Section) -> Iterator[Problem]:
    """ "Although … , but", "because … , so": two conjunctions where the clause needs one.

    One edit began the sentence with "although", another joined its second half with "but". Take one of them away. A
    "but" that answers a "not", or follows a main clause of its own, is left alone.
    """
    for sentence, hit in broken_places(section, "although-but"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
