from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import shortest_link
from articlewatch.lint import Example, Fix, Problem, rule

_SPACE = re.compile("&nbsp;|&#160;|[\xa0\u2007\u202f]")


@rule(
    "link-nbsp",
    code="L047",
    severity="suggestion",
    when=("&nbsp;", "&#160;", "\xa0", "\u2007", "\u202f"),
    fix="safe",
    cosmetic=True,
    bad=[
        Example("See ⟦[[Iron&nbsp;Dam|it]]⟧.", fixed="See [[Iron Dam|it]]."),
        Example("See ⟦[[Iron\xa0Dam|the Iron\xa0Dam]]⟧.", fixed="See [[Iron Dam|the Iron\xa0Dam]]."),
        Example("See ⟦[[Iron&#160;Dam|iron dams]]⟧.", fixed="See [[Iron Dam|iron dams]]."),
    ],
    good=[
        "See [[Iron Dam|Iron&nbsp;Dam]] and [[Iron&nbsp;Dam]].",
        "[[File:Iron\xa0Dam.jpg]] <nowiki>[[Iron&nbsp;Dam]]</nowiki>",
    ],
    precision="3 of 3 read hits right (English)",
)
def link_nbsp(section: Section) -> Iterator[Problem]:
    """A non-breaking space in the target of a link.

    Titles hold plain blanks only; MediaWiki mends it, other programs that read the source do not. In the text of the
    link it may stay, and so in a link without a pipe.
    """
    for link in section.wikilinks:
        target = link.target
        if not link.has_label or not _SPACE.search(target) or "{" in target or section.is_opaque(link.start):
            continue
        plain = " ".join(_SPACE.sub(" ", target).split())
        after = section.text[link.end : link.end + 1]
        short = shortest_link(plain, link.label, after, section.page.language)
        yield Problem(
            link.span, "non-breaking space in the target of a link", Fix.replace(link.span, short, cosmetic=True)
        )
