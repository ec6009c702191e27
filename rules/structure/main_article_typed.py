from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_TYPED = re.compile(
    r"^:*[ \t]*('{2,5})?(main(?:[ ]articles?)?|see(?:[ ]also)?|further(?:[ ]information)?)[ ]?"
    r"(?:('{2,5})[ ]?)?[:-]?[ ]?"
    r"(?:'{2,5})?[ ]?(\[\[[^\[\]\n]{1,200}\]\](?:(?:,|,? and|;)[ ]\[\[[^\[\]\n]{1,200}\]\]){0,4})"
    r"\.?(?:'{2,5})?\.?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_TARGET = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
_NAMES = {"main": "Main", "see": "See also", "further": "Further"}


@rule(
    "main-article-typed",
    code="S042",
    severity="suggestion",
    when=re.compile(r"^[:' \t]*(?:main|see|further)\b", re.MULTILINE | re.IGNORECASE),
    sites=("enwiki",),
    fix="assisted",
    bad=[
        Example("== Use ==\n⟦''Main article: [[Dam]]''⟧\n\nOld.", fixed="== Use ==\n{{Main|Dam}}\n\nOld."),
        Example("== Use ==\n⟦:''See also: [[Dam]], [[Weir]]''⟧\nOld.", fixed="== Use ==\n{{See also|Dam|Weir}}\nOld."),
        Example("== Use ==\n⟦''Main article:'' [[Dam|Dams]]⟧\nx", fixed="== Use ==\n{{Main|Dam{{!}}Dams}}\nx"),
    ],
    good=[
        "== Use ==\n{{Main|Dam}}\nOld.",
        "== Use ==\nSee [[Dam]] for the wall that holds the water.\nThe main article is [[Dam]].",
        "== See also ==\n* [[Dam]]",
    ],
    guideline="WP:HAT",
    precision="14 of 14 read hits right (English corpus and histories)",
)
def main_article_typed(section: Section) -> Iterator[Problem]:
    """A hatnote typed by hand.

    The template gives all of them one look, keeps them out of print and lets tools find them.
    """
    text = section.text
    for match in _TYPED.finditer(text, section.body_start):
        start = match.start()
        if section.in_template(start) or section.in_table(start) or section.is_opaque(start) or section.in_ref(start):
            continue
        kind = match.group(2).lower().split()[0]
        bare = not match.group(1) and ":" not in text[start : match.start(4)]
        if kind == "see" and bare:
            continue
        pages = [
            t + (f"{{{{!}}}}{label}" if label and label != t else "") for t, label in _TARGET.findall(match.group(4))
        ]
        span = Span(start, start + len(match.group().rstrip()))
        fix = Fix.replace(span, f"{{{{{_NAMES[kind]}|{'|'.join(pages)}}}}}", safety="assisted")
        yield Problem(span, "a hatnote typed by hand", fix, help=f"use {{{{{_NAMES[kind]}}}}}")
