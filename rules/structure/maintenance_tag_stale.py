from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from articlewatch.article import Article, Section, Span, Template
from articlewatch.lint import Example, Fix, Problem, rule

_UNSOURCED = frozenset(["unreferenced", "blp unsourced", "blp unreferenced", "unreferenced blp", "unsourced"])
_UNSOURCED_SECTION = frozenset(["unreferenced section", "unreferencedsection", "unsourced section"])
_NO_INLINE = frozenset(["no footnotes", "nofootnotes", "blp no footnotes"])
_UNCATEGORIZED = frozenset(["uncategorized", "uncategorised", "uncat", "uncategorized stub"])
_DEAD_END = frozenset(["dead end", "deadend", "dead-end"])
_EMPTY = frozenset(["empty section", "emptysection", "empty"])
_LEADLESS = frozenset(["lead missing", "leadmissing", "no lead", "nolead", "no intro", "intro missing"])
_KEYS = _UNSOURCED | _UNSOURCED_SECTION | _NO_INLINE | _UNCATEGORIZED | _DEAD_END | _EMPTY | _LEADLESS


@rule(
    "maintenance-tag-stale",
    code="S035",
    severity="warning",
    when="{{",
    sites=("enwiki",),
    fix="assisted",
    supersedes=("maintenance-tag",),
    bad=[
        Example("⟦{{Unreferenced|date=May 2010}}⟧\nOld.<ref>Smith 1990</ref>", fixed="Old.<ref>Smith 1990</ref>"),
        Example("Old.\n⟦{{Uncategorized}}⟧\n[[Category:Dams]]", fixed="Old.\n[[Category:Dams]]"),
        "== A ==\n⟦{{Empty section}}⟧\n" + "The dam was built of clay and stone. " * 8,
    ],
    good=[
        "{{Unreferenced|date=May 2010}}\nOld.<ref group=note>As told.</ref>",
        "== A ==\n{{Unreferenced section}}\nOld.\n== B ==\nOld.<ref>Smith</ref>",
        "{{Refimprove}}\nOld.<ref>Smith</ref>\n== C ==\n{{Empty section}}\n",
    ],
    guideline="WP:MTR",
    precision="5 of 5 read hits right (English)",
)
def maintenance_tag_stale(article: Article) -> Iterator[Problem]:
    """A maintenance tag that says what is no longer so.

    “Unreferenced” above an article with references, “uncategorized” beside a category, “empty section” over a full
    one: somebody mended the fault and left the tag. See that it is so, and remove it.
    """
    facts = _Facts(article)
    for section in article.sections:
        for template in section.templates_with_role("box-maintenance"):
            key = template.key.lower()
            if key not in _KEYS or section.is_opaque(template.start):
                continue
            reason = _contradiction(facts, section, key)
            if reason:
                span = template.span.shift(section.offset)
                fix = Fix.delete(_line(article.text, span, template), safety="assisted")
                yield Problem(span, f"“{template.name}” stands, but {reason}", fix, help="remove the tag")


class _Facts:
    """What is counted once for the whole page, and only when a tag asks for it."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def sources(self) -> int:
        return sum(_sources(section) for section in self.article.sections)

    @cached_property
    def links(self) -> int:
        return sum(len(section.wikilinks) for section in self.article.sections)


def _contradiction(facts: _Facts, section: Section, key: str) -> str:
    if key in _UNSOURCED:
        count = facts.sources
        return f"the article cites {count} sources" if count > 1 else "the article cites a source" if count else ""
    if key in _UNSOURCED_SECTION:
        return "the section cites a source" if _sources(section) else ""
    if key in _NO_INLINE:
        count = facts.sources
        return f"the article has {count} inline citations" if count > 2 else ""
    if key in _UNCATEGORIZED:
        return "the page is in a category" if facts.article.categories else ""
    if key in _DEAD_END:
        return "the article links to others" if facts.links > 3 else ""
    words = sum(p.words for p in section.paragraphs if p.kind == "text")
    if key in _EMPTY:
        return f"the section has {words} words" if words > 40 else ""
    return f"the lead has {words} words" if section.index == 0 and words > 60 else ""


def _sources(section: Section) -> int:
    """How many citations a section has that name a source, and are no explanatory notes."""
    return sum(
        1
        for c in section.citations
        if c.kind in ("ref", "short") and not c.group and (c.kind == "short" or c.content_span)
    )


def _line(text: str, span: Span, template: Template) -> Span:
    starts = span.start == 0 or text[span.start - 1] == "\n"
    if template.depth == 0 and starts and text[span.end : span.end + 1] == "\n":
        return Span(span.start, span.end + 1)
    return span
