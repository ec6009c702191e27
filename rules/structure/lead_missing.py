from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Example, Problem, rule

_TEXT = "The dam was built of clay and stone by the people of the valley. " * 6
_SIGNED = re.compile(r"\d{4} \(UTC\)")


@rule(
    "lead-missing",
    code="S023",
    formats=("wikitext", "html"),
    severity="warning",
    when="==",
    sites=("enwiki",),
    bad=[
        "⟦== History ==⟧\n" + _TEXT,
        "{{Infobox dam}}\n[[File:Dam.jpg|thumb|A dam]]\n\n⟦== History ==⟧\n" + _TEXT,
    ],
    good=[
        "The dam is old.\n== History ==\n" + _TEXT,
        "== History ==\nThe dam is old.",
        "#REDIRECT [[Dam]]\n== A ==\n{{R from move}}",
        "* a list\n== A ==\n" + _TEXT,
        Example("== A ==\n" + _TEXT, title="Talk:Dam"),
        "{{x}}\n{{Excerpt|Dam}}\n== A ==\n" + _TEXT,
    ],
    guideline="MOS:LEAD",
    precision="2 of 2 read hits right (English corpus and histories)",
)
def lead_missing(article: Article) -> Iterator[Problem]:
    """An article that begins with a heading.

    The lead tells a reader what the subject is and why it matters; many read nothing else, and search engines show it.
    Write one: a sentence that says what the thing is, then the main points. Pages of a line or two are left alone.
    """
    page = article.page
    if (
        len(article.sections) < 2
        or page.kind in ("redirect", "disambiguation")
        or len(article.text) < 300
        or _is_elsewhere(article)
    ):
        return
    lead = article.lead
    heading = article.sections[1].heading
    if heading is None or any(p.kind != "object" and p.words for p in lead.paragraphs):
        return
    if any(t.key.startswith(("excerpt", "transclude", "#lst", "#section", "lst:", ":")) for t in lead.templates):
        return
    if len(_SIGNED.findall(article.text, 0, 20_000)) > 1:
        return  # a talk page under another name
    yield Problem(heading.span.shift(article.sections[1].offset), "the article has no lead", help="write one")


def _is_elsewhere(article: Article) -> bool:
    title = article.title.lower()
    return bool(article.profile.namespace(title)) or title.startswith(("talk:", "draft:", "portal:"))
