from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule


@rule(
    "lead-title-not-bold",
    code="S024",
    severity="suggestion",
    sites=("enwiki",),
    given="is_lead",
    fix="assisted",
    bad=[
        Example("⟦Iron Dam⟧ is a dam.", fixed="'''Iron Dam''' is a dam.", title="Iron Dam"),
        Example("{{x}}\nThe ⟦iron dam⟧ is old.", fixed="{{x}}\nThe '''iron dam''' is old.", title="Iron dam"),
        Example("''⟦Iron⟧'' is a film.", fixed="'''''Iron''''' is a film.", title="Iron (film)"),
    ],
    good=[
        Example("'''Iron Dam''' is a dam.", title="Iron Dam"),
        Example("The dam of iron is old. Iron Dam is near.", title="Iron Dam"),
        Example("The [[Iron Dam]] is old.", title="Iron Dam"),
        Example("Iron Dam is old. {{x|'''Iron'''}} '''Dam'''", title="Iron Dam"),
    ],
    guideline="MOS:BOLDTITLE",
    precision="4 of 4 hits right (English corpus and histories)",
)
def lead_title_not_bold(section: Section) -> Iterator[Problem]:
    """The subject is named in the first sentence and not in bold.

    Bold shows at a glance what the article is about, and where a search brought the reader. Titles that merely
    describe the subject need not be in the sentence at all, and then have no bold; so the rule speaks only where the
    title stands there word for word.
    """
    title = section.page.title.partition(" (")[0].strip()
    if section.page.kind != "article" or not title or ":" in title:
        return
    first = next((p for p in section.paragraphs if p.kind == "text"), None)
    if first is None or "'''" in first.span.of(section.text) or not first.sentences:
        return
    sentence = first.sentences[0]
    match = re.search(rf"(?<!\w){re.escape(title)}(?!\w)", sentence.text[:120], re.IGNORECASE)
    if match is None or (match.start() > 12 and title[1:].islower()):
        return
    span = sentence.span_of(*match.span())
    if span.of(section.text) != match.group() or any(n.start <= span.start < n.end for n in section.links):
        return
    fix = Fix((Edit(span.start, span.start, "'''"), Edit(span.end, span.end, "'''")), "assisted")
    yield Problem(Span(span.start, span.end), "the subject is not in bold in the first sentence", fix)
