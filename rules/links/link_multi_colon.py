from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_COLONS = re.compile(r"\[\[[ \t]{0,3}(::+)(?=[^\]|\n:])")


@rule(
    "link-multi-colon",
    code="L031",
    severity="warning",
    when="[[::",
    fix="safe",
    bad=[
        Example("See [[⟦::⟧Category:Dams]].", fixed="See [[:Category:Dams]]."),
        Example("* See [[⟦:::⟧de:Damm|x]].", fixed="* See [[:de:Damm|x]]."),
    ],
    good=["See [[:Category:Dams]] and [[Dam::x]].", "<nowiki>[[::x]]</nowiki>"],
    precision="no hit in the corpus and its histories",
)
def link_multi_colon(section: Section) -> Iterator[Problem]:
    """More than one colon at the beginning of a link.

    One colon makes a link of what would be a category or an image; of two the second is shown, or the link fails.
    """
    for match in _COLONS.finditer(section.text):
        if not section.is_opaque(match.start()):
            span = Span(*match.span(1))
            yield Problem(span, "more than one colon at the start of a link", Fix.replace(span, ":"), help="keep one")
