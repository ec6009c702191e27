from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule

_MINUS = re.compile(r"-(?<=[ (\n]-)(?=\d{1,4}(?:\.\d+)?\s?(?:°|%|degrees\b|[CFK]\b|dB\b|V\b|eV\b))")


@rule(
    "number-hyphen-minus",
    code="D014",
    severity="suggestion",
    when="-",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="safe",
    bad=[
        Example("It fell to ⟦-⟧40 °C in winter.", fixed="It fell to −40 °C in winter."),
        Example("A change of ⟦-⟧2.5% and ⟦-⟧3 dB.", fixed="A change of −2.5% and −3 dB."),
    ],
    good=["It fell to −40 °C.", "A 10-20% share; the score was 3 -4.", "{{convert|-40|C}} and <code>-5%</code>."],
    precision="1 of 1 hit right (English corpus)",
    guideline="MOS:MINUS",
)
def number_hyphen_minus(section: Section) -> Iterator[Problem]:
    """A hyphen before a negative number.

    The minus sign (−) is as wide as a plus, and does not part from its number at the end of a line. The fix puts it
    where a unit or a per cent sign shows that the number is a quantity.
    """
    running = running_text(section)
    for match in _MINUS.finditer(running.text):
        span = running.span_of(*match.span())
        if span.of(section.text) == "-":
            yield Problem(span, "hyphen for a minus sign", fix=Fix.replace(span, "−"))
