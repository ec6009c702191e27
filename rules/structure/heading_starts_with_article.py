from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

_ARTICLE = re.compile(r"(?:The|A|An)[ ]+(?=[a-z])")


@rule(
    "heading-starts-with-article",
    code="S021",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="=",
    languages=("en",),
    sites=("enwiki",),
    bad=["== ⟦The⟧ early years ==\nx", "=== ⟦A⟧ new dam ===\nx", "==⟦The⟧ ending==\nx"],
    good=["== The Hague ==\nx", "== Early years ==\nx", "== ''The dam'' ==\nx", "== A-level ==\nx", "== Theory ==\nx"],
    guideline="MOS:HEADINGS",
    precision="14 of 14 read hits right (English)",
)
def heading_starts_with_article(section: Section) -> Iterator[Problem]:
    """A heading that begins with “The”, “A” or “An”.

    Headings are short names of sections: “Early years”, not “The early years”. Names that carry the article, with a
    capital after it, and titles of works in italics are left alone.
    """
    heading = section.heading
    if heading is None:
        return
    raw = heading.title.of(section.text)
    lead = len(raw) - len(raw.lstrip())
    match = _ARTICLE.match(raw, lead)
    if match is not None:
        word = match.group().rstrip()
        span = Span(heading.title.start + lead, heading.title.start + lead + len(word))
        yield Problem(span, f"the heading begins with “{word}”", help="leave the article out")
