from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.attributes import attribute_lists
from articlewatch.lint import Problem, rule

_VENDOR = re.compile(r"^-(?:moz|webkit|ms|o|khtml)-", re.IGNORECASE)
_NUMBER_ONLY = re.compile(r"^-?\d+(?:\.\d+)?$")
_LENGTHS = frozenset(
    [
        "width", "height", "margin", "padding", "font-size", "max-width", "min-width", "margin-left", "margin-right",
        "margin-top", "margin-bottom", "padding-left", "padding-right", "border-width",
    ]
)  # fmt: skip
_PROPERTY = re.compile(r"-{0,2}[a-zA-Z][a-zA-Z-]*")


@rule(
    "invalid-inline-css",
    code="M048",
    severity="warning",
    when=re.compile(r"style(?<=\bstyle)\s*=", re.IGNORECASE),
    bad=[
        '<div style="⟦-moz-column-count:2⟧; column-count:2">a</div>',
        '<span style="⟦width:50⟧">a</span>',
        '{| style="⟦text-align center⟧; color:red"\n| a\n|}',
        '<span style="⟦color=red⟧">a</span>',
        '<span style="⟦color:⟧">a</span>',
    ],
    good=[
        '<div style="column-count:2; width:50px; margin:0 auto;">a</div>',
        '<div style="line-height:1; opacity:0.5; background:url(x;y) #fff; --x:1">a</div>',
        '{| style="text-align:center; width:50%"\n| a\n|}',
        "{{a|style=color}}",
        '<span style="{{b}}">a</span>',
    ],
    precision="14 of 14 read hits right (corpus, histories and dumps, all languages)",
)
def invalid_inline_css(section: Section) -> Iterator[Problem]:
    """A declaration in ``style`` that browsers drop.

    A property without a colon or a value, a length without a unit, or a name that only one old browser knew: it does
    nothing. Correct or remove it.
    """
    for found in attribute_lists(section.passage):
        for item in found.items:
            if item.name != "style" or not item.value or "{{" in item.value or "(" in item.value:
                continue
            start = item.span.end - len(item.value) - (1 if item.quoted else 0)
            yield from _declarations(item.value, start)


def _declarations(style: str, start: int) -> Iterator[Problem]:
    at = start
    for part in style.split(";"):
        begin, text = at + len(part) - len(part.lstrip()), part.strip()
        at += len(part) + 1
        if not text or "&" in text or "<!--" in text:
            continue
        message = _fault(text)
        if message:
            yield Problem(Span(begin, begin + len(text)), message)


def _fault(text: str) -> str:
    name, colon, value = text.partition(":")
    name, value = name.strip().lower(), value.strip()
    if not colon:
        return "declaration without a colon"
    if _VENDOR.match(name):
        return f"{name} is known to old browsers only"
    if not value:
        return f"{name} has no value"
    if not _PROPERTY.fullmatch(name):
        return f"{name!r} is no property"
    if name in _LENGTHS and _NUMBER_ONLY.match(value) and float(value) != 0:
        return f"{name} lacks a unit"
    return ""
