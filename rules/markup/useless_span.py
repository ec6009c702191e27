from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_KEPT = frozenset(["id", "class", "style", "lang", "dir", "title", "role"])


@rule(
    "useless-span",
    code="M046",
    severity="suggestion",
    when=re.compile(r"<span\b", re.IGNORECASE),
    bad=[
        Example("A ⟦<span>⟧word</span>.", fixed="A word."),
        Example('A ⟦<span style="">⟧word</span>.', fixed="A word."),
        "⟦<span class=\"\">⟧a ''b''</span>",
    ],
    good=[
        '<span style="color:red">a</span> <span id="x"></span>',
        "<span {{a}}>b</span>",
        "<nowiki><span></nowiki>",
        '<span data-x="y">a</span>',
    ],
    fix="safe",
    cosmetic=True,
    precision="4 of 4 read hits right (corpus, all languages)",
)
def useless_span(section: Section) -> Iterator[Problem]:
    """A ``<span>`` that does nothing.

    Without a class, a style or an id it changes nothing; it came with pasted text. Remove the tags and keep what
    stands between them.
    """
    for tag in section.tags_named("span"):
        if tag.kind != "pair" or "{{" in tag.open_span.of(section.text) or not tag.content:
            continue
        if any(a.name not in _KEPT or (a.value or "").strip() for a in tag.attributes):
            continue
        fix = Fix((Edit(*tag.open_span, ""), Edit(*tag.close_span, "")), "safe", cosmetic=True)
        edges = (
            tag.text[tag.start - 1 : tag.start] + tag.content[:1] + tag.content[-1:] + tag.text[tag.end : tag.end + 1]
        )
        # Marks of wikitext on both sides of a tag may come together without it.
        clean = "'" not in edges and "[" not in edges
        yield Problem(tag.open_span, "<span> that does nothing", fix if clean else None)
