from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_HALF_CLOSED = re.compile(r"\{\{[^{}\[\]<>\n]{1,300}\}(?!\})")


@rule(
    "lonely-brace",
    code="M005",
    severity="error",
    when=("{{", "}}"),
    bad=[
        Example("The ⟦{{⟧lang|fr|pont} is old.", fixed="The {{lang|fr|pont}} is old."),
        "A {{b|c}}⟦}}⟧ more.",
        "<ref>⟦{{⟧cite web |title=A</ref> b",
    ],
    good=[
        "{{a|{{b}}}} and {{{1|}}} and { } and <math>{{a}</math>",
        "<nowiki>{{</nowiki> <!-- {{ -->",
        "{{Infobox\n| a = {{b}}\n}}",
    ],
    fix="assisted",
    guideline="H:T",
    precision="5 of 5 hits right (corpus, histories and dumps, all languages)",
)
def lonely_brace(section: Section) -> Iterator[Problem]:
    """Template braces without a partner.

    Readers see the raw call, and where the opening braces are the lonely ones, what follows may vanish into the
    template. Add the missing braces, or remove these.
    """
    text = section.text
    for span in section.scan.lonely:
        first = text[span.start]
        if first not in "{}":
            continue
        fix = None
        if first == "{":
            half = _HALF_CLOSED.match(text, span.start)
            if half:
                fix = Fix((Edit(half.end(), half.end(), "}"),), "assisted")
            message = f"{span.of(text)} has no braces that close it"
        else:
            message = f"{span.of(text)} has no braces that open it"
        yield Problem(span, message, fix)
