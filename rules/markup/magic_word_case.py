from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_WORDS = (
    "NOTOC", "FORCETOC", "TOC", "NOEDITSECTION", "NEWSECTIONLINK", "NONEWSECTIONLINK", "NOGALLERY", "HIDDENCAT",
    "INDEX", "NOINDEX", "STATICREDIRECT", "NOTITLECONVERT", "NOCONTENTCONVERT", "DISAMBIG", "EXPECTED_UNCONNECTED_PAGE",
)  # fmt: skip
#: MediaWiki takes these in any case; the others only as they are listed.
_ANY_CASE = frozenset(["NOTOC", "FORCETOC", "TOC", "NOEDITSECTION", "NOGALLERY", "NOTITLECONVERT", "NOCONTENTCONVERT"])
_SWITCH = re.compile(rf"(?<![_\w])_{{1,3}}({'|'.join(_WORDS)})_{{1,3}}(?![_\w])", re.IGNORECASE)


@rule(
    "magic-word-case",
    code="M047",
    severity="warning",
    when=_SWITCH,
    bad=[
        Example("⟦__noindex__⟧\nText.", fixed="__NOINDEX__\nText."),
        Example("⟦_NOTOC_⟧\nText.", fixed="__NOTOC__\nText."),
        Example("⟦__Hiddencat__⟧", fixed="__HIDDENCAT__"),
        Example("Text.\n⟦__NOTOC_⟧", fixed="Text.\n__NOTOC__"),
    ],
    good=["__NOTOC__ __notoc__\nText.", "snake_case_name and __init__", "<nowiki>__noindex__</nowiki>", "_toc"],
    fix="safe",
    guideline="H:MW",
    precision="no hit in the corpus and its histories",
)
def magic_word_case(section: Section) -> Iterator[Problem]:
    """A behaviour switch that MediaWiki does not take for one.

    Two underscores stand on both sides, and ``__NOINDEX__`` and its like only count in capitals. Otherwise readers see
    the word, and the page behaves as ever.
    """
    for match in _SWITCH.finditer(section.text):
        word = match.group(1).upper()
        if section.is_opaque(match.start()) or section.in_template(match.start()):
            continue
        written = match.group()
        right = f"__{word}__"
        if written == right or (word in _ANY_CASE and written.upper() == right):
            continue
        if word in ("INDEX", "TOC") and "__" not in written:
            continue  # too ordinary a word
        span = Span(*match.span())
        yield Problem(span, f"{written} is no behaviour switch", Fix.replace(span, right), help=f"write {right}")
