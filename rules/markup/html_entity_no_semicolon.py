from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_NAMES = (
    "nbsp|ndash|mdash|thinsp|ensp|emsp|hairsp|lrm|rlm|zwj|zwnj|shy|quot|apos|lt|gt|amp|hellip|middot|bull|minus|times|"
    "divide|plusmn|deg|prime|Prime|frac12|frac14|frac34|sup2|sup3|copy|reg|trade|euro|pound|yen|cent|sect|para|"
    "laquo|raquo|lsquo|rsquo|ldquo|rdquo|dagger|Dagger|rarr|larr|uarr|darr|harr|"
    "[aeiouAEIOU](?:acute|grave|circ|uml)|[aonAON]tilde|[cC]cedil|[aA]ring|[oO]slash|[aA]Elig|AElig|aelig|szlig|"
    "alpha|beta|gamma|delta|Delta|lambda|mu|pi|sigma|omega|Omega"
)
_ENTITY = re.compile(rf"&(?:{_NAMES}|#[0-9]{{2,6}}|#x[0-9a-fA-F]{{2,5}})(?![A-Za-z0-9;=])")


@rule(
    "html-entity-no-semicolon",
    code="M012",
    severity="error",
    when=_ENTITY,
    bad=[
        Example("10⟦&nbsp⟧ km", fixed="10&nbsp; km"),
        Example("1914⟦&ndash⟧, 1918", fixed="1914&ndash;, 1918"),
        Example("a⟦&#160⟧ b", fixed="a&#160; b"),
    ],
    good=[
        "10&nbsp;km, AT&T, R&D, &amp;nbsp;",
        "[https://example.org/?a=1&copy=2&lt a] https://example.org/?x&reg",
        "<nowiki>&nbsp</nowiki> <!-- &nbsp -->",
        "{{cite web |url=https://example.org/?a&sect&deg |title=A}}",
    ],
    fix="safe",
    precision="no hit in the corpus and its histories",
)
def html_entity_no_semicolon(section: Section) -> Iterator[Problem]:
    """A character written by name, but without the semicolon at its end.

    MediaWiki shows ``&nbsp`` to the reader as it stands. Add the semicolon. Parts of URLs, where ``&copy=`` is no
    entity, are left alone.
    """
    urls = [link.url_span for link in section.external_links]
    for match in _ENTITY.finditer(section.text):
        start, end = match.span()
        if section.is_opaque(start) or any(u.start <= start < u.end for u in urls):
            continue
        yield Problem(
            Span(start, end),
            f"{match.group()} lacks its semicolon",
            Fix((Edit(end, end, ";"),)),
        )
