from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.nodes import Tag
from articlewatch.article.openedtwice import opened_twice
from articlewatch.article.tags import INCLUDE_TAGS, OPTIONAL_END_TAGS
from articlewatch.lint import Problem, rule

_BARE_SPAN = re.compile(r"<span\s*>", re.IGNORECASE)
#: What is put before the whole of a cell or caption.
_WHOLE_CELL = frozenset(["center", "small", "big", "font", "div", "span"])
#: A note has a rule of its own.
_LEFT = INCLUDE_TAGS | {"ref"}


@rule(
    "unclosed-tag",
    code="M001",
    severity="error",
    when="<",
    bad=[
        "A ⟦<small>⟧small remark.",
        '{|\n| ⟦<div style="x">⟧a\n|}',
        "H⟦<sub>⟧2<sub>O</sub>",
        "A ⟦<span>⟧bare span, which shows nothing.",
        "⟦<nowiki>⟧[[a]]",
    ],
    good=[
        "Built.<ref>Smith</ref><br>H<sub>2</sub>O<ref name=a /><hr>",
        "<ul><li>one<li>two</ul>",
        "<div>\n== A ==\ntext\n</div>",
        "<!-- <div> --><nowiki><b></nowiki>",
        "A paragraph.<p>Another.",
        "x <y and a<b",
    ],
    guideline="WP:LINT",
    precision="27 of 27 read hits right (corpus, histories and dumps, all languages); 176 of 180 agree with "
    "MediaWiki's lint (planted faults)",
)
def unclosed_tag(article: Article) -> Iterator[Problem]:
    """A tag that is opened and never closed.

    What follows is swallowed: an unclosed ``<small>`` or ``<div>`` runs on to the end of its cell, section or page,
    an unclosed ``<nowiki>`` is shown as it stands. Add the end tag where the element should end. A ``<span>`` without
    attributes changes nothing wherever it ends, and a ``<center>`` or ``<small>`` that the end of its cell or caption
    stops mostly looks as meant: a warning.

    End tags that HTML lets you leave out (``</li>``, ``</td>``, ``</p>`` …) are not asked for, and an
    unclosed ``<ref>`` has a rule of its own.
    """
    ends = {pair.second.start for pair in opened_twice(article) if pair.in_line}
    for tag in article.loose_tags:
        if tag.start in ends:
            continue  # meant as the end of the one before it: multiple-unclosed-formatting
        if tag.kind != "unclosed" or tag.name in OPTIONAL_END_TAGS or tag.name in _LEFT:
            continue
        yield Problem(
            tag.open_span,
            f"<{tag.name}> is never closed",
            help=f"add </{tag.name}> where it should end",
            severity="warning" if _looks_as_meant(article, tag) else None,
        )


def _looks_as_meant(article: Article, tag: Tag) -> bool:
    if _BARE_SPAN.fullmatch(tag.open_span.of(article.text)):
        return True
    if tag.name not in _WHOLE_CELL:
        return False
    section = article.section_at(tag.start)
    at = tag.start - section.offset
    return (
        section.in_table(at)
        or any(link.start < at < link.end for link in section.files)
        or any(gallery.open_end <= at < gallery.close_start for gallery in section.tags_named("gallery"))
    )
