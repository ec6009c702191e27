from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_BANG = re.compile(r"\[\[[^\[\]{}|\n]{1,200}(\{\{!\}\})[^\[\]{}|\n]{1,200}\]\]")


@rule(
    "link-template-pipe",
    code="L039",
    severity="suggestion",
    when="{{!}}",
    fix="safe",
    cosmetic=True,
    bad=[
        Example("The [[Iron bridge⟦{{!}}⟧bridge]] fell.", fixed="The [[Iron bridge|bridge]] fell."),
        Example("{{box|The [[Iron bridge⟦{{!}}⟧bridge]] fell.}}", fixed="{{box|The [[Iron bridge|bridge]] fell.}}"),
    ],
    good=["The [[Iron bridge|bridge]] fell. {{!}} {{box|a{{!}}b}}", "[[File:a.jpg{{!}}thumb|x]]"],
    precision="no hit in the corpus and its histories",
)
def link_template_pipe(section: Section) -> Iterator[Problem]:
    """A template for a pipe inside a link.

    In a link the pipe itself does no harm, not even within a template: MediaWiki keeps links whole. The template only
    hides the link from programs that read the source.
    """
    for match in _BANG.finditer(section.text):
        if not section.is_opaque(match.start()):
            span = Span(*match.span(1))
            fix = Fix.replace(span, "|", cosmetic=True)
            yield Problem(span, "a template stands for the pipe of a link", fix, help="write |")
