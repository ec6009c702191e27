from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, is_cited, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule


@rule(
    "peacock-words",
    code="P104",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    bad=[
        "He is a ⟦world-renowned⟧ pianist from Oslo.",
        "The ⟦prestigious⟧ school was founded in 1932.",
        "She is ⟦one of the most influential⟧ painters of Norway.",
    ],
    good=[
        "He played in 30 countries.",
        'The critic called him "a world-class pianist".',
        "The legendary king Arthur is a figure of Welsh poems.",
        "The album ''Iconic'' sold well.",
    ],
    precision="33 of 37 hits right (English corpus); three wrong ones describe people of a novel",
    guideline="MOS:PEACOCK",
)
def peacock_words(section: Section) -> Iterator[Problem]:
    """A word that praises instead of telling.

    "Renowned", "world-class", "prestigious" ask the reader to believe; a fact (a prize, a number, a quotation with its
    source) convinces. Say what was achieved, or give the praise to the one who uttered it. A sentence with a
    citation is left alone: it may report the praise of its source.
    """
    if section.role == "plot":
        return  # a story may praise its people
    running = running_text(section)
    for hit in phrases_of(running, "peacock"):
        if is_cited(section, running, hit.start):
            continue
        yield Problem(
            running.span_of(hit.start, hit.end),
            f"“{hit.text}” praises without telling",
            help="say what was achieved, or who says so",
        )
