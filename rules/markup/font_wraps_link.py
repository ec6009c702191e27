from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_ONE_LINK = re.compile(
    r"(?:<!--[^<>]*-->|__[A-Z]+__)*"
    r"(?:\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]|\[[^\[\] \n]+ [^\[\]\n]+\])[a-z]*"
)


@rule(
    "font-wraps-link",
    code="M017",
    severity="suggestion",
    when=re.compile(r"<font\b", re.IGNORECASE),
    bad=[
        Example(
            '⟦<font color="red">[[Trias]]</font>⟧',
            fixed='[[Trias|<span style="color:red">Trias</span>]]',
        ),
        Example(
            "⟦<font color=white>[[Trias|T]]</font>⟧",
            fixed='[[Trias|<span style="color:white">T</span>]]',
        ),
        "⟦<font color=red>[https://example.org A page]</font>⟧",
    ],
    good=[
        "<font color=red>A [[link]] in a text</font>",
        "<font size=2>[[Trias]]</font>",
        '[[Trias|<span style="color:red">Trias</span>]]',
        "<font color=red>[[A]][[B]]</font>",
    ],
    fix="assisted",
    guideline="WP:LINT",
    precision="2 of 2 read hits right (corpus, all languages)",
)
def font_wraps_link(section: Section) -> Iterator[Problem]:
    """A coloured ``<font>`` round a link, which no longer colours it.

    A link has its own colour; only an element inside the link can change it. Put the colour into the link's label, if
    it is needed at all: readers know links by their colour.
    """
    for tag in section.tags_named("font"):
        if tag.kind != "pair" or not tag.attribute("color"):
            continue
        inner = _ONE_LINK.fullmatch(tag.content)
        if inner is None:
            continue
        fix = None
        colour = tag.attribute("color")
        plain = inner.group(1) and tag.content.startswith("[[") and tag.content.endswith("]]")
        if plain and len(tag.attributes) == 1 and re.fullmatch(r"#?\w{3,20}", colour) and ":" not in inner.group(1):
            label = inner.group(2) or inner.group(1)
            new = f'[[{inner.group(1)}|<span style="color:{colour}">{label}</span>]]'
            fix = Fix((Edit(*tag.span, new),), "assisted")
        yield Problem(tag.span, "this colour does not reach the link inside", fix)
