from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "verb-form",
    code="P007",
    severity="error",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "The works ⟦had began⟧ in 1932.",
        "The song ⟦was wrote⟧ by his brother.",
        "They ⟦would took⟧ the bridge at dawn.",
        "Later ⟦he begun⟧ to paint.",
    ],
    good=[
        "The works had begun in 1932.",
        "The effect it had became clear later.",
        "He began to paint.",
        "Had he known it, he would have left.",
        "The rose bushes had rose hips.",
        "Much of it written by others, the book failed.",
    ],
    precision="1 of 1 hits right (English corpus)",
)
def verb_form(section: Section) -> Iterator[Problem]:
    """A verb in a form that cannot follow its auxiliary or its subject.

    "Had began", "was wrote", "would took", "he begun": past and participle of an irregular verb were mixed up, or a
    word between them is lost. The table of irregular verbs is the only source, so regular verbs are never reported.
    """
    for sentence, hit in broken_places(section, "verb-form"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
