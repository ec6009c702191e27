from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.linktext import is_plain, shortest_link
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-punctuation-inside",
    code="L032",
    severity="suggestion",
    when=re.compile(r"[,;.:]\]\]"),
    fix="safe",
    bad=[
        Example("In [[Rome|the city⟦,⟧]] it rains.", fixed="In [[Rome|the city]], it rains."),
        Example("It is in [[Rome|Rome⟦.⟧]] It rains.", fixed="It is in [[Rome]]. It rains."),
        Example("In [[dam|dams⟦;⟧]] and so on.", fixed="In [[dam]]s; and so on."),
    ],
    good=[
        "In [[Rome]], [[Washington, D.C.|Washington D.C.]] and [[Smith & Co.|Smith Co.]] of [[John Doe Jr.|Doe, Jr.]]",
        "[[Help!|Help,]], [[Rome|St.]] [[File:a.jpg|thumb|A dam.]] [[Dam.]] [[Rome|city,]]n",
    ],
    precision="2 of 2 hits right (corpus, histories and dumps, all languages)",
)
def link_punctuation_inside(section: Section) -> Iterator[Problem]:
    """Punctuation of the sentence inside the text of a link.

    The comma or stop belongs to the sentence and not to the name of the thing. Move it behind the brackets. A stop
    counts only where the text before it is the target itself, since it may end an abbreviation.
    """
    text = section.text
    for link in section.wikilinks:
        if not link.has_label:
            continue
        label = link.label
        mark = label[-1:]
        if mark not in (",", ";", ".", ":") or len(label) < 2 or link.target.endswith(mark):
            continue
        stem = label[:-1]
        if not is_plain(label) or not (stem[-1].isalnum() or stem[-1] in ")'\"”’"):
            continue
        if mark in ".:" and stem[:1].lower() + stem[1:] != link.target[:1].lower() + link.target[1:]:
            continue
        after = text[link.end : link.end + 1]
        if after.isalnum() or after in (",", ";", ".", ":") or section.is_opaque(link.start):
            continue
        at = link.end - 3
        short = shortest_link(link.target, stem, mark, section.page.language)
        fix = Fix.replace(link.span, f"{short}{mark}")
        yield Problem(Span(at, at + 1), "punctuation inside the text of a link", fix, help="move it behind the link")
