from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import is_plain
from articlewatch.lint import Example, Fix, Problem, rule

_BOLD = re.compile(r"'''(?!')([^\n]{1,200}?)'''")


@rule(
    "link-in-bold-title",
    code="L030",
    severity="suggestion",
    when="'''",
    given="is_lead",
    sites=("enwiki",),
    fix="assisted",
    bad=[
        Example("The '''⟦[[Iron]]⟧ Bridge''' is a bridge.", fixed="The '''Iron Bridge''' is a bridge."),
        Example(
            "{{Infobox}}\n'''The ⟦[[Rome|Roman]]⟧ wall''' is old.", fixed="{{Infobox}}\n'''The Roman wall''' is old."
        ),
    ],
    good=[
        "The '''Iron Bridge''' is a [[bridge]] near '''[[Rome]]'''.",
        "{{Infobox|name='''[[Iron]]'''}}\nThe dam is old.",
        "The dam.\n== X ==\n'''[[Iron]]'''",
    ],
    guideline="MOS:BOLDLINK",
    precision="4 of 4 read hits right (English)",
)
def link_in_bold_title(section: Section) -> Iterator[Problem]:
    """A link inside the bold subject of the first sentence.

    Bold says “this is what the article is about”; a link in it sends the reader away before the subject is named.
    Link the word later in the sentence.
    """
    if section.page.kind not in ("article", "list"):
        return
    first = next((p for p in section.paragraphs if p.kind == "text"), None)
    if first is None or not section.links:
        return
    match = _BOLD.search(section.text, first.span.start, min(first.span.end, first.span.start + 1500))
    if match is None or section.in_template(match.start()) or section.in_ref(match.start()):
        return
    for link in section.wikilinks:
        if match.start() < link.start < match.end():
            fix = Fix.replace(link.span, link.label, safety="assisted") if is_plain(link.label) else None
            yield Problem(link.span, "link inside the bold subject of the article", fix, help="link it later on")
