from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_END = re.compile(r"[:：](?=(?:''+)?\s*(?:<!--[^\n]*)?$)")


@rule(
    "heading-colon-end",
    code="S003",
    formats=("wikitext", "html"),
    severity="warning",
    when=(":", "："),
    fix="safe",
    bad=[
        Example("== History⟦:⟧ ==\nx", fixed="== History ==\nx"),
        Example("===''The Dam''⟦:⟧===\nx", fixed="===''The Dam''===\nx"),
        Example("== 歴史⟦：⟧ ==\nx", fixed="== 歴史 ==\nx", site="generic", language="ja"),
    ],
    good=["== History ==\nThese are:", "== Rome: the city ==\nx", "== 10:30 ==\nx", "== :: ==\nx"],
    guideline="MOS:HEADINGS",
    precision="no hit in the corpus and its histories",
)
def heading_colon_end(section: Section) -> Iterator[Problem]:
    """A heading that ends with a colon.

    What follows a heading belongs to it anyway; a colon is punctuation of running text. Remove it.
    """
    heading = section.heading
    if heading is None:
        return
    title = heading.title.of(section.text)
    match = _END.search(title)
    if match is None or not any(c.isalnum() for c in title[: match.start()]):
        return
    span = Span(match.start(), match.end()).shift(heading.title.start)
    yield Problem(span, "a heading ends with a colon", Fix.delete(span), help="remove the colon")
