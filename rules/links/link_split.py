from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from articlewatch.article import Section, Span
from articlewatch.article.anchors import anchor_key
from articlewatch.article.linktext import is_plain, shortest_link
from articlewatch.article.nodes import Wikilink, page_key
from articlewatch.lint import Example, Fix, Problem, rule

_BETWEEN = re.compile(r"[ \t]?")


@rule(
    "link-split",
    code="L009",
    severity="warning",
    when=re.compile(r"\]\] ?\[\["),
    fix="assisted",
    bad=[
        Example("The ⟦[[Iron bridge|Iron]] [[Iron bridge|bridge]]⟧ fell.", fixed="The [[Iron bridge]] fell."),
        Example("⟦[[Iron bridge|I]][[iron bridge|ron works]]⟧", fixed="[[Iron bridge|Iron works]]"),
        Example("⟦[[Rome]][[Rome|'s old]]⟧ walls", fixed="[[Rome|Rome's old]] walls"),
    ],
    good=[
        "[[Iron]] [[bridge]], [[Iron bridge#A|Iron]] [[Iron bridge#B|bridge]]",
        "[[File:a.jpg]] [[File:a.jpg]] [[Category:A]] [[Category:A]]",
        "[[Rome]], [[Rome]]",
        "The letter [[K]][[k]]",
    ],
    precision="5 of 5 hits right (corpus, histories and dumps, all languages); in a dictionary, where words are "
    "linked one by one, few are",
)
def link_split(section: Section) -> Iterator[Problem]:
    """One link written as two, side by side.

    Editors of visual tools split a link by accident: both halves lead to the same page, and the reader sees two
    links. Join them.
    """
    text = section.text
    for one, other in pairwise(section.wikilinks):
        if not 0 <= other.start - one.end <= 1:
            continue
        gap = text[one.end : other.start]
        if _key(one) != _key(other):
            continue
        if one.label.swapcase() == other.label:
            continue  # both cases of a letter
        if not _BETWEEN.fullmatch(gap) or section.is_opaque(one.start):
            continue
        label = one.label + gap + other.label
        target = one.target
        joined = shortest_link(target, label, text[other.end : other.end + 1], section.page.language)
        span = Span(one.start, other.end)
        fix = Fix.replace(span, joined, safety="assisted") if is_plain(label) else None
        yield Problem(span, f"two links side by side lead to “{target}”", fix, help="join them into one link")


def _key(link: Wikilink) -> tuple[str, str]:
    title = unquote(link.title) if "%" in link.title else link.title
    return page_key(title), anchor_key(link.fragment)
