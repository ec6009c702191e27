from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, is_cited, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule


@rule(
    "weasel-words",
    code="P103",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    bad=[
        "⟦Some critics say⟧ that the bridge is ugly.",
        "The bridge ⟦was widely regarded as⟧ unsafe.",
        "⟦It is believed that⟧ he died in Rome. He was old.",
    ],
    good=[
        "Some critics say that the bridge is ugly.<ref>Smith 1990</ref>",
        "Smith and Jones say that the bridge is ugly.",
        'He wrote "it is believed that" often.',
        "Many people live there, and some sources of the river are dry.",
    ],
    precision="14 of 15 hits right (English corpus)",
    guideline="MOS:WEASEL",
)
def weasel_words(section: Section) -> Iterator[Problem]:
    """A claim laid at the door of nobody in particular.

    "Some people say" and "it is widely believed" lend weight to a claim without saying whose it is, so a
    reader cannot judge it. Name who says it, and cite them. A sentence that carries a citation is left alone: there the
    reader can look. Plot summaries and explanations of terms may use such words rightly.
    """
    if section.role == "plot":
        return  # a story may leave open who believes what
    running = running_text(section)
    for hit in phrases_of(running, "weasel"):
        if is_cited(section, running, hit.start):
            continue
        yield Problem(
            running.span_of(hit.start, hit.end),
            f"“{hit.text}”: whose view is it?",
            help="name who says so, and cite them",
        )
