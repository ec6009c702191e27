from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.ranges import Ranges
from articlewatch.lint import Example, Fix, Problem, rule

_EMPTY = re.compile(r"\[\[[ \t]*(?:\|([^\[\]{}\n]{0,200}))?\]\]")


@rule(
    "link-empty-target",
    code="L026",
    severity="error",
    when=("[[]", "[[|", "[[ ", "[[\t"),
    fix="assisted",
    bad=[
        Example("The ⟦[[|old dam]]⟧ broke.", fixed="The old dam broke."),
        Example("The dam⟦[[]]⟧ broke.", fixed="The dam broke."),
        Example("The ⟦[[ | dam]]⟧ broke.", fixed="The dam broke."),
    ],
    good=[
        "The [[dam|old dam]] and [[dam]]; a[[0]]b; <nowiki>[[]]</nowiki> <!-- [[]] -->",
        "[[#Dams|dams]] and [[:Category:Dams|dams]]",
        "<code>int a[[]]</code>",
    ],
    precision="1 of 1 read hits right (English)",
)
def link_empty_target(section: Section) -> Iterator[Problem]:
    """A link that leads nowhere: it has no target.

    MediaWiki shows the brackets as they are written. Say where the link leads, or take the brackets away.
    """
    codes = Ranges(t.span for t in section.tags_named("code", "tt", "kbd", "samp"))
    for match in _EMPTY.finditer(section.text):
        if section.is_opaque(match.start()) or match.start() in codes:
            continue
        span = Span(*match.span())
        fix = Fix.replace(span, (match.group(1) or "").strip(), safety="assisted")
        yield Problem(span, "link without a target", fix, help="name the page, or take the brackets away")
