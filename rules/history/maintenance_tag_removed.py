from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Template
from articlewatch.lint import Problem, Revised, rule
from articlewatch.lint.rule import Example

_ASKS_FOR_SOURCE = frozenset(("citation needed", "cn", "fact", "cb", "cite quote", "citequote"))
_NO_SOURCES = frozenset(("unreferenced", "unreferenced section", "blp unsourced", "blp unreferenced"))
_BARE_URLS = frozenset(("cleanup bare urls", "bare urls", "bare url", "linkrot", "link rot"))


@rule(
    "maintenance-tag-removed",
    code="H005",
    severity="warning",
    sites=("enwiki",),
    supersedes=("uncited-paragraph", "uncited-number"),
    bad=[
        Example(
            "⟦The bridge is 80 metres long.⟧ It is red.",
            previous="The bridge is 80 metres long.{{citation needed|date=May 2020}} It is red.",
        ),
        Example("⟦⟧The bridge is red.", previous="{{Unreferenced|date=May 2020}}\nThe bridge is red."),
    ],
    good=[
        Example(
            "The bridge is 80 metres long.<ref>Smith 1990</ref> It is red.",
            previous="The bridge is 80 metres long.{{citation needed|date=May 2020}} It is red.",
        ),
        Example("It is red.", previous="The bridge is 80 metres long.{{citation needed|date=May 2020}} It is red."),
        Example(
            "The bridge is red.<ref>Smith 1990</ref>",
            previous="{{Unreferenced|date=May 2020}}\nThe bridge is red.<ref>Smith 1990</ref>",
        ),
    ],
    precision="10 of 10 read hits right (real histories)",
    guideline="WP:WTRMT",
)
def maintenance_tag_removed(revised: Revised) -> Iterator[Problem]:
    """A maintenance tag taken out in this edit although what it complained of still stands.

    The tag told readers and editors that something is missing; now nothing does. Mend the fault, or put the tag back.
    Judged are the tags whose complaint can be seen in the text: citation needed, unreferenced, bare URLs.
    """
    text = revised.old.text
    for template in (
        found.moved(text, section.offset)
        for section in revised.changed_before()
        for found in section.templates_with_role("inline-maintenance", "box-maintenance")
    ):
        where = revised.diff.map_span(template.span)
        if where is not None and revised.text[where.start : where.end] == template.source:
            continue
        key = template.key.lower()
        if key in _ASKS_FOR_SOURCE:
            yield from _sentence_still_bare(revised, template)
        elif key in _NO_SOURCES and not revised.new.templates_named(template.key):
            if not any(citation.cites_in_text for citation in revised.new.citations):
                yield _gone(revised, template, "and the page still has no citation")
        elif key in _BARE_URLS and not revised.new.templates_named(template.key):
            bare = [citation for citation in revised.new.citations if citation.is_bare_url]
            if bare:
                yield Problem(bare[0].span, f"{{{{{template.name}}}}} was taken out, and bare URLs still stand")


def _sentence_still_bare(revised: Revised, template: Template) -> Iterator[Problem]:
    before = revised.sentence_of(template.start, old=True)
    where = revised.diff.map_span(before.span) if before else None
    if before is None or where is None or where.end <= where.start:
        return
    now = revised.sentence_of(where.start)
    if now is None or now.text != before.text or revised.is_cited(now):
        return
    end = now.span.end
    if revised.text[end : end + 40].lstrip().startswith("{{"):
        return
    yield Problem(
        now.span,
        f"{{{{{template.name}}}}} was taken out, and the sentence still has no citation",
        help="cite a source, or put the tag back",
    )


def _gone(revised: Revised, template: Template, why: str) -> Problem:
    where = revised.diff.map_span(template.span._replace(start=template.end))
    at = min(where.start if where else 0, len(revised.text))
    span = template.span._replace(start=at, end=at)
    return Problem(span, f"{{{{{template.name}}}}} was taken out, {why}", help="mend the fault, or put the tag back")
