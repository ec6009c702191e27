from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_WIDE = re.compile(r"[，。；！？、（）《》「」『』【】：]")


@rule(
    "extlink-unterminated",
    code="L025",
    severity="warning",
    when=tuple("，。；！？、（）《》「」『』【】："),
    fix="assisted",
    bad=[
        Example("見 https://example.org⟦。⟧此橋", fixed="見 https://example.org 。此橋", site="generic", language="zh"),
        Example("（http://example.org/a⟦）⟧", fixed="（http://example.org/a ）", site="generic", language="ja"),
    ],
    good=[
        Example("見[https://example.org/a 此橋]。", site="generic", language="zh"),
        Example("見https://example.org/a 。", site="generic", language="zh"),
        Example("https://zh.wikipedia.org/wiki/桥（电影）", site="generic", language="zh"),
    ],
    precision="no hit in the corpus and its histories",
)
def extlink_unterminated(section: Section) -> Iterator[Problem]:
    """A full-width punctuation mark swallowed by an address.

    MediaWiki ends a bare address at a blank or at Western punctuation. A full-width mark becomes part of it, with all
    that follows, and the link is dead. Give the link a text in brackets, or set a blank. A mark after which the
    address goes on, as a pair of brackets within a title, is left alone.
    """
    for link in section.external_links:
        if link.bracketed or section.is_opaque(link.start):
            continue
        match = _WIDE.search(link.source)
        if match is None or section.in_template(link.start):
            continue
        mark = match.group()
        if mark in "（《「『【：" or (mark in "）》」』】" and any(c in link.source for c in "（《「『【")):
            continue
        span = Span(*match.span()).shift(link.start)
        fix = Fix.replace(Span(span.start, span.start), " ", safety="assisted")
        yield Problem(span, f"“{mark}” becomes part of the address", fix, help="set brackets round address and text")
