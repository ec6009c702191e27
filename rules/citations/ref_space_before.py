from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_MARKS = frozenset(".,;:!?)\"'”’»")


@rule(
    "ref-space-before",
    code="C078",
    severity="suggestion",
    when=re.compile(r"[^\s|=*#:] {1,3}(?:<ref|\{\{(?:[Ss]fn|[Ee]fn|[Rr]\|))", re.IGNORECASE),
    fix="safe",
    bad=[
        Example("It opened.⟦ ⟧<ref>A</ref> It closed.", fixed="It opened.<ref>A</ref> It closed."),
        Example("It opened⟦ ⟧<ref name=a /> and closed.", fixed="It opened<ref name=a /> and closed."),
        Example("It opened.<ref>A</ref>⟦ ⟧<ref>B</ref>", fixed="It opened.<ref>A</ref><ref>B</ref>"),
    ],
    good=[
        "It opened.<ref>A</ref> It closed.",
        "{|\n| 12 || <ref>A</ref>\n|}",
        "* <ref>A</ref>\n{{Infobox |a= <ref>A</ref>}}",
        "<references> <ref name=a>A</ref> <ref name=b>B</ref></references>",
    ],
    precision="23 of 24 read hits right (English corpus); the wrong one: a cell of a family tree",
    guideline="MOS:REFSPACE",
)
def ref_space_before(section: Section) -> Iterator[Problem]:
    """A blank before a reference.

    The number may then stand alone at the beginning of the next line. It follows the text or punctuation mark directly.
    """
    text = section.text
    for citation in section.citations:
        if citation.kind not in ("ref", "reuse", "call", "footnote") and not (
            citation.template and citation.template.key.startswith("sfn")
        ):
            continue
        start = citation.start
        while start > 0 and text[start - 1] == " ":
            start -= 1
        if not 0 < citation.start - start <= 3:
            continue
        before = text[start - 1 : start]
        if not before or not (before.isalnum() or before in _MARKS or text.endswith("</ref>", 0, start)):
            continue
        line = text.rfind("\n", 0, start) + 1
        if text[line:start].strip(" *#:;|!") == "" or text[line : line + 1] in "|!":
            continue
        span = Span(start, citation.start)
        yield Problem(span, "blank before a reference", Fix.delete(span), help="remove it")
