from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Problem, rule

_LINES = "\n\n".join(["The dam was built of clay and stone by the people of the valley. " * 8] * 4)


@rule(
    "lead-too-long",
    code="S025",
    formats=("wikitext", "html"),
    severity="suggestion",
    sites=("enwiki",),
    given="is_lead",
    bad=[
        Example(_LINES + "\n\n⟦It broke in 1932⟧."),
        Example(_LINES + "\n\n⟦It broke in 1933⟧.\n== A ==\nx", options={"words": 100}),
    ],
    good=[_LINES, "The dam.\n\nIt.\n\nIs.\n\nOld.\n\nReally.", "== A ==\n" + _LINES + "\n\nOld."],
    guideline="MOS:LEADLENGTH",
    precision="7 of 8 read hits right (English)",
)
def lead_too_long(section: Section, *, paragraphs: int = 4, words: int = 350) -> Iterator[Problem]:
    """A lead of more than four paragraphs.

    The lead is a summary; the guideline holds four paragraphs for enough even for the longest article. Move detail into
    the sections. Leads of fewer than ``words`` words are left alone, however they are divided.
    """
    if section.page.kind not in ("article", "list"):
        return
    texts = [p for p in section.paragraphs if p.kind == "text" and p.words > 3]
    if len(texts) <= paragraphs or sum(p.words for p in texts) < words:
        return
    extra = texts[paragraphs]
    head = " ".join(extra.text.split(" ")[:4]).rstrip(".,;:")
    span = extra.span_of(0, len(head))
    yield Problem(span, f"the lead has {len(texts)} paragraphs", help=f"keep to {paragraphs}")
