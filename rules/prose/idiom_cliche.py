from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule


@rule(
    "idiom-cliche",
    code="P115",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    bad=[
        "He ⟦passed away⟧ in Rome.",
        "The arrests were ⟦the tip of the iceberg⟧.",
        "⟦Last but not least⟧, the bridge was painted.",
    ],
    good=[
        "He died in Rome.",
        "The film ''The Tip of the Iceberg'' came out.",
        '"At the end of the day" was his favourite phrase.',
        "The law was passed; away games were lost.",
    ],
    precision="4 of 4 hits right (English corpus)",
    guideline="MOS:IDIOM",
)
def idiom_cliche(section: Section) -> Iterator[Problem]:
    """An idiom or a worn figure of speech.

    "The tip of the iceberg", "passed away", "at the end of the day" are hard for readers who learned English as a
    foreign language and for machines that translate, and say less than plain words.
    """
    running = running_text(section)
    for hit in phrases_of(running, "idioms"):
        yield Problem(running.span_of(hit.start, hit.end), f"“{hit.text}” is an idiom", help="say it in plain words")
