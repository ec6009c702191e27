from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import shortest_link
from articlewatch.lint import Example, Fix, Problem, rule

_OWN = re.compile(r":?(?:(?:w|wikipedia):)?([a-z]{2,3}(?:-[a-z-]{2,12})?|simple):(?!\s*$)", re.IGNORECASE)
_ENGLISH = re.compile(r":?w:(?![a-z]{2,3}:)", re.IGNORECASE)


@rule(
    "link-self-interwiki",
    code="L034",
    severity="warning",
    when="[[",
    sites=("enwiki",),
    fix="safe",
    bad=[
        Example("See ⟦[[:en:Rome]]⟧.", fixed="See [[Rome]]."),
        Example("See ⟦[[w:Rome|the city]]⟧ and ⟦[[:w:en:Dam|dams]]⟧.", fixed="See [[Rome|the city]] and [[dam]]s."),
    ],
    good=[
        "See [[:de:Rom]], [[w:de:Rom]], [[:wikt:dam]], [[wikt:en:dam]], [[W (letter)]] and [[Wikipedia:Dams]].",
        "[[en:Rome]] [[Rome]] [[:fr:Rome]]",
    ],
    guideline="H:INTERWIKI",
    precision="1 of 1 read hits right (English)",
)
def link_self_interwiki(section: Section) -> Iterator[Problem]:
    """A link that leaves the wiki to come back to it.

    The prefix of the own wiki sends the reader over an outside address; the link is not checked, turns never red, and
    “What links here” does not know of it. Leave the prefix out.
    """
    language = section.profile.language
    for link in section.wikilinks:
        target = link.target
        if ":" not in target or section.is_opaque(link.start):
            continue
        match = _OWN.match(target)
        if match is None or match.group(1).lower() != language:
            match = _ENGLISH.match(target)
        if match is None or (":" in target[match.end() :] and section.profile.namespace(target[match.end() :])):
            continue
        rest = target[match.end() :]
        after = section.text[link.end : link.end + 1]
        short = shortest_link(rest, link.label, after, language) if link.has_label else f"[[{rest}]]"
        fix = Fix.replace(link.span, short)
        yield Problem(link.span, f"“{match.group()}” leads back to this wiki", fix, help=f"write {short}")
