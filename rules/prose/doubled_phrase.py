from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "doubled-phrase",
    code="P002",
    severity="error",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    fix="assisted",
    bad=[
        Example(
            "He was the mayor ⟦of the city of the city⟧ for ten years.",
            fixed="He was the mayor of the city for ten years.",
        ),
        Example(
            "The bridge ⟦was built was built⟧ by a firm from Leeds.", fixed="The bridge was built by a firm from Leeds."
        ),
    ],
    good=[
        "It went on and on and on for hours.",
        "They were neck and neck and finished together.",
        "The hotel New York New York opened in 1997.",
        "Main article: [[Iron Bridges]]\nIron bridges were built early.",
    ],
    precision="1 of 1 hit right (English corpus and histories)",
)
def doubled_phrase(section: Section) -> Iterator[Problem]:
    """A phrase written twice in a row.

    Two edits of the same sentence ran together, or a passage was pasted twice. Take one away. Figures of speech
    ("neck and neck and", "step by step by step") are left alone.
    """
    for sentence, hit in broken_places(section, "doubled-phrase"):
        span = sentence.span_of(hit.start, hit.end)
        if "\n" in span.of(section.text).strip():
            continue  # a line that ends with the words that the next begins with
        whole = span.of(section.text) == sentence.text[hit.start : hit.end]
        fix = Fix.replace(span, hit.repair, safety="assisted") if whole and hit.repair is not None else None
        yield Problem(span, hit.missing, fix=fix)
