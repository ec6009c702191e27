from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.tags import RAW_TAGS
from articlewatch.lint import Problem, rule


@rule(
    "arg-in-extension-tag",
    code="M031",
    severity="warning",
    when="{{{",
    bad=[
        "<templatedata>⟦{{{1}}}⟧</templatedata>",
        "<timeline>\nx = ⟦{{{width|}}}⟧\n</timeline>",
        "<score>⟦{{{notes}}}⟧</score>",
    ],
    good=[
        "<nowiki>{{{1}}}</nowiki> <pre>{{{1}}}</pre> <syntaxhighlight>{{{1}}}</syntaxhighlight>",
        "<math>{{{1}}}</math>",
        "<ref>{{{1}}}</ref>",
    ],
    precision="no hit in the corpus and its histories",
    guideline="WP:LINT",
)
def arg_in_extension_tag(section: Section) -> Iterator[Problem]:
    """A template parameter inside an extension tag, where nothing is put in for it.

    The content of ``<score>`` or ``<timeline>`` is not wikitext. Write the tag as ``{{#tag:score|…}}``, in a template.
    """
    for tag in section.tags_named(*(RAW_TAGS - {"nowiki", "pre", "syntaxhighlight", "source", "math", "ce", "chem"})):
        start = section.text.find("{{{", tag.open_end, tag.close_start)
        if tag.kind == "pair" and start >= 0:
            end = section.text.find("}}}", start, tag.close_start)
            if end >= 0:
                yield Problem(Span(start, end + 3), f"parameter inside <{tag.name}> is not replaced")
