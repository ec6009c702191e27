from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Example, Fix, Problem, rule

_INVISIBLE = re.compile(
    r"[\u200b\u200e\u200f\u2028\u2029\ufeff\u00ad\ufffd\u0080-\u009f\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f\u200a\u2060]"
)


@rule(
    "cite-invisible-char",
    code="C052",
    severity="error",
    sites=("enwiki",),
    when=_INVISIBLE,
    fix="safe",
    bad=[
        Example("{{cite book |title=A⟦\u200b⟧B |last=C}}", fixed="{{cite book |title=AB |last=C}}"),
        Example("{{cite book |title=A |isbn=⟦\u200e⟧0198534531}}", fixed="{{cite book |title=A |isbn=0198534531}}"),
        "{{cite book |title=A⟦\ufffd⟧B}}",
    ],
    good=["{{cite book |title=A B}}", "{{cite book |title=A&nbsp;B}}", "{{cite book |title=म\u200dी}}"],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#invisible_char",
)
def cite_invisible_char(section: Section) -> Iterator[Problem]:
    """A character in a citation that nobody sees: zero-width space, direction mark, soft hyphen, control character.

    It comes along when text is copied, breaks searches and links, and makes the page show an error. The replacement
    character � stands for a letter that was lost: look it up.
    """
    for cite in cs1_citations(section):
        if not _INVISIBLE.search(section.text, cite.template.start, cite.template.end):
            continue
        for parameter in cite.params:
            for match in _INVISIBLE.finditer(section.text, *parameter.value_span):
                char = match.group()
                fix = (
                    None
                    if char == "\ufffd"
                    else Fix.replace(Span(*match.span()), " " if char in "\u200a\u2028\u2029" else "")
                )
                yield Problem(
                    Span(*match.span()),
                    f"invisible character U+{ord(char):04X}" if char != "\ufffd" else "a letter was lost here",
                    fix,
                    help="remove it" if fix else "look the word up in the source",
                )
