from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule


@rule(
    "ref-missing-space-after",
    code="C079",
    severity="warning",
    when=re.compile(r">(?:(?<=</ref>)|(?<=/>))[^\W\d_]", re.IGNORECASE),
    fix="safe",
    supersedes=("lost-space",),
    bad=[
        Example("It opened.<ref>A</ref>⟦It⟧ closed.", fixed="It opened.<ref>A</ref> It closed."),
        Example("It opened<ref name=a>A</ref>⟦and⟧ closed.", fixed="It opened<ref name=a>A</ref> and closed."),
    ],
    good=[
        "It opened.<ref>A</ref> It closed.",
        "It opened<ref>A</ref>—and closed.",
        "The town<ref>A</ref>'s bridge, H<ref>A</ref>s",
        Example("橋<ref>A</ref>以及", site="generic", language="zh"),
        "{{Infobox |area=3<ref>A</ref>km}}",
    ],
    precision="14 of 14 hits right (corpus, histories and dumps, all languages)",
    guideline="MOS:REFSPACE",
)
def ref_missing_space_after(section: Section) -> Iterator[Problem]:
    """No blank between a reference and the word after it.

    The words on both sides of the number run together when the number is hidden or read aloud.
    """
    text = section.text
    for citation in section.citations:
        if citation.kind not in ("ref", "reuse") or section.in_template(citation.start):
            continue
        match = _WORD.match(text, citation.end)
        if match is None or not (
            text[citation.start - 1 : citation.start].isalnum() or text[citation.start - 1] in '.,;:!?)"”>'
        ):
            continue
        span = Span(*match.span())
        yield Problem(
            span, "no blank after the reference", Fix((Edit(span.start, span.start, " "),)), help="insert one"
        )


#: A word of a script that sets words apart, and not an ending such as the "s" of a plural.
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]{2,}")
