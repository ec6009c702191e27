from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from articlewatch.article import Section
from articlewatch.article.citationruns import citation_runs
from articlewatch.lint import Edit, Example, Fix, Problem, Span, rule

#: One mark, then something that shows that a clause ends there.
_MARK = re.compile(r"[ \t]?([.,;:])(?=[\s<\"'”’]|$)")
_CLOSERS = "\"'”’)»"


@rule(
    "ref-before-punctuation",
    code="C013",
    severity="warning",
    sites=("enwiki",),
    when=tuple(map("".join, product(("</ref>", "</Ref>", "</REF>", "/>", "}}"), ("", " ", "\t"), ".,;:"))),
    fix="safe",
    bad=[
        Example("It opened<ref>A</ref>⟦.⟧ It closed.", fixed="It opened.<ref>A</ref> It closed."),
        Example(
            "It opened<ref name=a>A</ref>{{rp|3}}<ref>B</ref>⟦,⟧ and closed.",
            fixed="It opened,<ref name=a>A</ref>{{rp|3}}<ref>B</ref> and closed.",
        ),
        Example("It opened.{{sfn|Kahn|1990}}⟦.⟧\n", fixed="It opened.{{sfn|Kahn|1990}}\n"),
        Example("It opened <ref>A</ref>⟦.⟧", fixed="It opened.<ref>A</ref>"),
    ],
    good=[
        "It opened.<ref>A</ref> It closed.",
        "It opened (in May<ref>A</ref>) and closed.",
        "It opened<ref>A</ref>—and closed.",
        "{{Infobox |a=3<ref>A</ref> |b=.5}}\n;Term<ref>B</ref>: its meaning",
        "The site<ref>A</ref>.org closed.",
    ],
    precision="14 of 14 read hits right (English corpus and histories)",
    guideline="MOS:PUNCTFOOT",
)
def ref_before_punctuation(section: Section) -> Iterator[Problem]:
    """A reference before the punctuation mark it should follow.

    On the English Wikipedia the note comes after the full stop or comma (only dashes and closing brackets follow it):
    "opened.[1]", not "opened[1].". The fix moves the mark, or drops it when one stands there already. Not applied
    within definition lists, where a colon is markup.
    """
    text = section.text
    for run in citation_runs(section.passage):
        match = _MARK.match(text, run.span.end)
        if match is None or section.is_opaque(match.start()):
            continue
        mark = match.group(1)
        if mark == "." and text[match.end(1) : match.end(1) + 1] == ".":
            continue
        line = text.rfind("\n", 0, run.span.start) + 1
        if mark == ":" and text[line : line + 1] in (";", ":", "*", "#"):
            continue
        before = run.span.start
        while before > 0 and text[before - 1] in " \t":
            before -= 1
        last = text[before - 1] if before else ""
        if not last or last in "\n|=*#:;>-–—":
            continue
        already = last in ".,;:!?" or (last in _CLOSERS and text[before - 2 : before - 1] in (".", "!", "?"))
        drop = Edit(run.span.end, match.end(1), "")
        edits = (drop,) if already else (Edit(before, run.span.start, mark), drop)
        safe = already is False or last == mark
        yield Problem(
            Span(*match.span(1)),
            f"{_NAMES[mark]} after the reference",
            Fix(edits, "safe" if safe else "assisted"),
            help="put the mark before the reference" if not already else "there is a mark before the reference already",
        )


_NAMES = {".": "full stop", ",": "comma", ";": "semicolon", ":": "colon"}
