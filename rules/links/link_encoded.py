from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from articlewatch.article import Section
from articlewatch.article.linktext import shortest_link
from articlewatch.lint import Example, Fix, Problem, rule

_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_FORBIDDEN = re.compile(r"[\[\]{}|<>#%\x00-\x1f\x7f\ufffd]")


@rule(
    "link-encoded",
    code="L011",
    severity="suggestion",
    when=re.compile(r"\[\[(?!\[)[^\]|\n%_]{0,250}+[%_]"),
    fix="safe",
    bad=[
        Example("See ⟦[[Iron%20Bridge]]⟧.", fixed="See [[Iron Bridge]]."),
        Example("See ⟦[[Iron_Bridge|it]]⟧ and ⟦[[Caf%C3%A9|Café]]⟧.", fixed="See [[Iron Bridge|it]] and [[Café]]."),
        Example("See ⟦[[Rome#Old_town|old town]]⟧.", fixed="See [[Rome#Old town|old town]]."),
    ],
    good=[
        "See [[Iron Bridge]] and [[100% (song)]] and [[50%25]].",
        "[[File:Iron_Bridge.jpg]] [[wikt:iron_bridge]] <nowiki>[[Iron_Bridge]]</nowiki>",
        "[[A%5Bb%5D]] is no title that a link could hold; [[%E9]] is no UTF-8.",
    ],
    guideline="H:LINK",
    precision="10 of 10 read hits right (English corpus)",
)
def link_encoded(section: Section) -> Iterator[Problem]:
    """A link target written in the form it has in an address.

    ``Iron%20Bridge`` and ``Iron_Bridge`` are how a browser writes a title; a link takes it with blanks and letters.
    Without a pipe the reader sees the signs. Codes that cannot stand in a title are left alone.
    """
    for link in section.wikilinks:
        target = link.target
        if ("%" not in target and "_" not in target) or "{" in target or section.is_opaque(link.start):
            continue
        if section.profile.namespace(target.lstrip(":")) in ("interwiki", "language", "file"):
            continue
        decoded = _ENCODED.sub(lambda m: _decoded(m.group()), target)
        plain = " ".join(decoded.replace("_", " ").split(" ")) if not decoded.startswith("_") else decoded
        plain = plain.strip()
        if plain == target or not plain:
            continue
        after = section.text[link.end : link.end + 1]
        short = shortest_link(plain, link.label, after, section.page.language) if link.has_label else f"[[{plain}]]"
        fix = Fix.replace(link.span, short, cosmetic=link.has_label)
        yield Problem(link.span, "link target is written as in an address", fix, help=f"write {short}")


def _decoded(code: str) -> str:
    try:
        text = unquote(code, errors="strict")
    except UnicodeDecodeError:
        return code
    return code if _FORBIDDEN.search(text) else text
