from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.nodes import Tag
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_MARKS = {"b": "'''", "strong": "'''", "i": "''", "em": "''"}


@rule(
    "html-for-wikitext",
    code="M020",
    severity="suggestion",
    when=re.compile(r"<(?:b|i|hr|p)\b", re.IGNORECASE),
    bad=[
        Example("A ⟦<b>⟧bold</b> word.", fixed="A '''bold''' word."),
        Example("The novel ⟦<I>⟧Emma</I>.", fixed="The novel ''Emma''."),
        "Text\n⟦<hr>⟧\nmore",
        "Text.⟦<p>⟧More.</p>",
    ],
    good=[
        "A '''bold''' word, ''Emma''.",
        '<b class="x">a</b>, <em>stress</em>, l\'<i>amour</i>',
        "{|\n| a<hr>b\n|}",
        "<math><b>a</b></math> <nowiki><i></nowiki>",
        "{{a|<b>b</b>}}",
    ],
    fix="safe",
    guideline="H:HTML",
    precision="15 of 15 read hits right (English corpus and histories)",
)
def html_for_wikitext(section: Section) -> Iterator[Problem]:
    """HTML where wikitext has a mark of its own.

    ``<b>``, ``<i>``, ``<hr>`` and ``<p>`` do what ``'''``, ``''``, ``----`` and a blank line do, but most editors do
    not expect them. Inside template calls, with attributes, and where an apostrophe stands next to them, they are left
    alone: there the marks would not do the same.
    """
    for tag in section.tags_named("b", "i", "hr", "p"):
        if tag.kind in ("stray", "unclosed", "misnested") and tag.name != "p":
            continue
        if tag.attributes or section.in_template(tag.start) or tag.kind == "stray":
            continue
        if tag.name == "hr" and not _is_alone(tag):
            continue
        if tag.name in ("hr", "p"):
            instead = "---- on a line of its own" if tag.name == "hr" else "a blank line"
            yield Problem(tag.open_span, f"<{tag.name}> where {instead} would do")
            continue
        if _has_apostrophe_beside(tag) or "\n" in tag.content or not tag.content.strip():
            continue
        marks = _MARKS[tag.name]
        yield Problem(
            tag.open_span,
            f"<{tag.name}> where {marks} would do",
            Fix((Edit(*tag.open_span, marks), Edit(*tag.close_span, marks)), "safe", cosmetic=True),
        )


def _is_alone(tag: Tag) -> bool:
    return not (tag.text[max(tag.start - 1, 0) : tag.start] + tag.text[tag.open_end : tag.open_end + 1]).strip("\n")


def _has_apostrophe_beside(tag: Tag) -> bool:
    text = tag.text
    return "''" in tag.content or "'" in (
        text[tag.start - 1 : tag.start]
        + text[tag.open_end : tag.open_end + 1]
        + text[tag.close_start - 1 : tag.close_start]
        + text[tag.end : tag.end + 1]
    )
