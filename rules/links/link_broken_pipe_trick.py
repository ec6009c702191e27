from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Fix, Problem, rule

_SHOWN = re.compile(r"(.*?)(?:\s*\([^()]*\)|,\s[^,]*)?$")


@rule(
    "link-broken-pipe-trick",
    code="L028",
    severity="error",
    when=re.compile(r"\|\s{0,5}\]\]"),
    fix="assisted",
    bad=[
        Example("<ref>⟦[[Bridge (film)|]]⟧</ref>", fixed="<ref>[[Bridge (film)|Bridge]]</ref>"),
        Example("In ⟦[[Rome, Georgia|]]⟧.", fixed="In [[Rome, Georgia|Rome]]."),
        Example("In ⟦[[Rome| ]]⟧.", fixed="In [[Rome]]."),
    ],
    good=[
        "In [[Rome, Georgia|Rome]]. [[File:a.jpg|thumb|]] [[Category:Dams| ]] [[Category:Dams|]]",
        "<nowiki>[[Rome|]]</nowiki> <!-- [[Rome|]] -->",
        "[[Rome|{{nbsp}}]] [[Kategoreja:Rome| ]]",
    ],
    guideline="H:PIPETRICK",
    precision="no hit in the corpus and its histories",
)
def link_broken_pipe_trick(section: Section) -> Iterator[Problem]:
    """A link that shows nothing, or its bare brackets, since its text is empty.

    The pipe trick fills in the text when the page is saved, but not inside references and other tags. Write the text.
    """
    for link in section.wikilinks:
        if not link.has_label or link.label.strip(" \t\n\xa0") or section.is_opaque(link.start):
            continue
        target = link.target
        if not target or "{" in target or "<" in target or ":" in target:
            continue
        match = _SHOWN.match(target)
        shown = match.group(1) if match else ""
        text = f"[[{target}]]" if shown in ("", target) else f"[[{target}|{shown}]]"
        yield Problem(link.span, "the link has no text", Fix.replace(link.span, text, safety="assisted"))
