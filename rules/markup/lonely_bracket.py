from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_HALF_CLOSED = re.compile(r"\[\[[^\[\]{}<>\n]{1,200}\](?!\])")
_HALF_OPENED = re.compile(r"(?<!\[)\[([^\[\]{}<>\n]{1,200})\]\]$")


@rule(
    "lonely-bracket",
    code="M004",
    severity="error",
    when=("[", "]]"),
    bad=[
        Example("See ⟦[[⟧London] for more.", fixed="See [[London]] for more."),
        Example("See [London⟦]]⟧ for more.", fixed="See [[London]] for more."),
        "See ⟦[[⟧London, the capital.",
        "He ⟦[⟧https://example.org went home.\n\nLater.",
        "He left.⟦]]⟧",
    ],
    good=[
        "See [[London]] and [https://example.org a page] and [sic].",
        "<math>[[a</math> <nowiki>[[</nowiki> <!-- [[ -->",
        "[[File:A.jpg|thumb|A [[link]] and [https://example.org one]]]",
        "An interval [0, 1) and {{cite book |title=[[A]]}}",
    ],
    fix="assisted",
    guideline="H:LINK",
    precision="19 of 19 hits right (corpus, histories and dumps, all languages)",
)
def lonely_bracket(section: Section) -> Iterator[Problem]:
    """Link brackets without a partner.

    Readers see the brackets instead of a link, or a link that runs too far. Add the missing brackets, or remove
    these. Brackets inside formulas, comments and ``<nowiki>`` are left alone.
    """
    text = section.text
    for span in section.scan.lonely:
        first = text[span.start]
        if first not in "[]":
            continue
        fix = None
        if first == "[" and span.end - span.start == 2:
            half = _HALF_CLOSED.match(text, span.start)
            if half:
                fix = Fix((Edit(half.end(), half.end(), "]"),), "assisted")
            message = "[[ has no ]] that closes it"
        elif first == "[":
            message = "external link has no ] before the line ends"
        else:
            line = text.rfind("\n", 0, span.start) + 1
            half = _HALF_OPENED.search(text[max(line, span.start - 210) : span.end])
            if half and "://" not in half.group(1):
                at = span.end - len(half.group())
                fix = Fix((Edit(at, at, "["),), "assisted")
            message = "]] has no [[ that opens it"
        yield Problem(Span(*span), message, fix)
