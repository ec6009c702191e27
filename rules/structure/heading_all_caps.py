from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_WORD = re.compile(r"[^\W\d_]+")


@rule(
    "heading-all-caps",
    code="S040",
    formats=("wikitext", "html"),
    severity="warning",
    when="=",
    fix="assisted",
    bad=[
        Example("== ⟦EARLY YEARS⟧ ==\nx", fixed="== Early years ==\nx"),
        Example("=== ⟦HISTORY OF DAMS⟧ ===\nx", fixed="=== History of dams ===\nx"),
        Example("== ⟦ИСТОРИЯ ПЛОТИНЫ⟧ ==\nх", fixed="== История плотины ==\nх", site="generic", language="ru"),
    ],
    good=["== NASA ==\nx", "== BBC HD ==\nx", "== UEFA EURO ==\nx", "== Early years ==\nx", "== SS ''IRON'' ==\nx"],
    guideline="MOS:ALLCAPS",
    precision="no hit in the corpus and its histories",
)
def heading_all_caps(section: Section) -> Iterator[Problem]:
    """A heading in capitals.

    Capitals throughout are harder to read, and screen readers may spell them out. Headings of which a word could be an
    abbreviation (short, or the only one) are left alone.
    """
    heading = section.heading
    if heading is None:
        return
    raw = heading.title.of(section.text)
    title = raw.strip()
    if title.upper() != title or title.lower() == title or any(c in title for c in "{}[]<>'|&.0123456789"):
        return
    words = _WORD.findall(title)
    long = [w for w in words if len(w) >= 5]
    if not long or (len(words) == 1 and len(title) < 8) or (len(words) > 1 and len(long) < 2 and len(title) < 14):
        return
    start = heading.title.start + raw.index(title)
    span = Span(start, start + len(title))
    fix = Fix.replace(span, title[0] + title[1:].lower(), safety="assisted")
    yield Problem(span, "heading in capitals", fix, help="write it like a sentence")
