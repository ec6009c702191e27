from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_BAD = re.compile(
    r"</\s?br\s?/?\s?>|<\s?br\s?[\\.,:;|*]\s?/?\s?>|<\\\s?br\s?/?\s?>|<\s+br\s?/?\s?>"
    r"|<br\s?/\s+>|<\s?br\s?//\s?>",
    re.IGNORECASE,
)


@rule(
    "malformed-br",
    code="M009",
    severity="warning",
    when=re.compile(r"br\s?[\\/.,:;|*>]", re.IGNORECASE),
    bad=[
        Example("one⟦</br>⟧two", fixed="one<br />two"),
        Example("one⟦<br\\>⟧two⟦<br.>⟧three", fixed="one<br />two<br />three"),
        Example("one⟦<\\br>⟧two ⟦< br>⟧", fixed="one<br />two <br />"),
        "one⟦<br//>⟧two",
    ],
    good=[
        "one<br>two<br/>three<br />four<BR>five<br clear=all>",
        "<nowiki></br></nowiki> <!-- <br.> --> <code>a<b</code>",
        "<math>a<br.></math>",
    ],
    fix="safe",
    guideline="H:BR",
    precision="14 of 14 read hits right (corpus, histories and dumps, all languages)",
)
def malformed_br(section: Section) -> Iterator[Problem]:
    """A line break written in a way that HTML does not know.

    ``</br>`` is only understood by forgiving browsers, and ``<br\\>`` or ``<br.>`` are shown to the reader as they
    stand. Write ``<br />``.
    """
    for match in _BAD.finditer(section.text):
        if section.is_opaque(match.start()):
            continue
        span = Span(*match.span())
        yield Problem(span, f"{match.group()} is not a line break", Fix.replace(span, "<br />"), help="write <br />")
