from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import NOT_TOLD
from articlewatch.lint import Example, Problem, rule

_LONG = "the bridge was old and the men of the town had carried its stones from the river " * 10


@rule(
    "quote-too-long",
    code="P118",
    severity="suggestion",
    confidence="medium",
    when=('"', "“"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        f'He wrote: ⟦"{_LONG}"⟧.',
        Example('He wrote: ⟦"the bridge was old"⟧.', options={"words": 3}),
    ],
    good=['He wrote: "the bridge was old".', f"He wrote that {_LONG}."],
    precision="2 of 2 hits right (English corpus and histories)",
    guideline="MOS:QUOTE",
)
def quote_too_long(section: Section, *, words: int = 120) -> Iterator[Problem]:
    """A quotation so long that it should be told in the article's own words.

    Long quotations leave the reader with another's text, and may be more than fair use allows. Tell what it
    says and quote what only its words can say. *words* is the most that is let pass. Block quotations are not
    looked at.
    """
    if section.role in NOT_TOLD:
        return
    for paragraph in section.paragraphs:
        if paragraph.kind != "text" or paragraph.end - paragraph.begin < 4 * words:
            continue
        for start, end in paragraph.quotations:
            count = len(paragraph.text[start:end].split())
            if count > words:
                yield Problem(paragraph.span_of(start, end), f"quotation of {count} words", help="tell it in own words")
