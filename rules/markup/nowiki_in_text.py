from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Fix, Problem, rule

_MARKUP = re.compile(r"[\[\]{}<|]|''|~~~|^[*#:;=]|\n |__|&#?\w+;|//|ISBN|RFC|PMID|----", re.MULTILINE)


@rule(
    "nowiki-in-text",
    code="M054",
    severity="suggestion",
    when="<nowiki",
    bad=[
        Example("The [[bridge]]⟦<nowiki/>⟧ stands.", fixed="The [[bridge]] stands."),
        Example("He said ⟦<nowiki>hello</nowiki>⟧.", fixed="He said hello."),
        Example("A⟦<nowiki> </nowiki>⟧B", fixed="A B"),
        Example("wo⟦<nowiki/>⟧rd", fixed="word"),
    ],
    good=[
        "[[bridge]]<nowiki/>s stand.",
        "<nowiki>[[a]]</nowiki> and ''a''<nowiki/>'s",
        "x<nowiki/>[http://example.org y]",
        "<nowiki>*</nowiki> a",
        "<pre><nowiki>a</nowiki></pre>",
        "{{a|<nowiki/>b}}",
    ],
    fix="assisted",
    cosmetic=True,
    precision="1 of 1 read hits right (corpus, all languages)",
)
def nowiki_in_text(section: Section) -> Iterator[Problem]:
    """A ``<nowiki>`` that keeps nothing from being read as wikitext.

    The visual editor leaves it behind. Remove it. Where it keeps letters from joining a link, or apostrophes apart,
    it is needed.
    """
    text = section.text
    for tag in section.tags_named("nowiki"):
        if tag.kind not in ("self", "pair") or section.in_template(tag.start) or _MARKUP.search(tag.content):
            continue
        before, after = text[max(tag.start - 1, 0) : tag.start], text[tag.end : tag.end + 1]
        if not (_keeps_nothing_apart(before, after) if not tag.content else _is_plain(tag.content, before, after)):
            continue
        fix = Fix.replace(tag.span, tag.content, safety="assisted", cosmetic=True)
        yield Problem(tag.span, "<nowiki> that does nothing", fix)


def _keeps_nothing_apart(before: str, after: str) -> bool:
    """Between letters, or behind a link that no letter follows."""
    if before == "]":
        return after in ("", "\n") or after in " .,;:!?)"
    return before.isalnum() and after.isalnum()


def _is_plain(content: str, before: str, after: str) -> bool:
    """Say whether content without marks stands where nothing beside it can make it one."""
    if before in ("", "\n") or before in "'[]{}|<_" or after in ("'", "]", "[", "{", "}", "|", "<", "_"):
        return False
    return not content.strip() or content[0] not in "*#:;="
