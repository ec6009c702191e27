from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.lint import Problem, rule

_LONG = "The bridge was built in the year when the town grew. " * 60


@rule(
    "infobox-missing",
    code="T013",
    severity="suggestion",
    confidence="low",
    preview=True,
    sites=("enwiki",),
    bad=["⟦The '''Bridge''' ⟧was built. " + _LONG + "\n[[Category:Bridges]]"],
    good=[
        "{{Infobox bridge|name=A}}\n" + _LONG,
        "{{Taxobox}}\n" + _LONG,
        "A short article.",
        "{{disambiguation}}\n" + _LONG,
    ],
    profiles=("ga",),
    guideline="MOS:INFOBOX",
    precision="119 hits, not read: off by default",
)
def infobox_missing(article: Article, *, minimum_words: int = 400) -> Iterator[Problem]:
    """An article of some length without an infobox.

    Readers find the main facts of people, places and works in a box at the top. Whether a subject takes one is for the
    editors of its field to say: many articles on ideas and arts do without on purpose.
    """
    if article.page.kind != "article" or article.words < minimum_words:
        return
    for template in article.lead.templates:
        name = template.key.lower()
        if "infobox" in article.profile.roles(template) or "box" in name or name.endswith("sidebar"):
            return
    first = next((p for p in article.lead.paragraphs if p.kind == "text"), None)
    if first is not None:
        start = first.span.start
        yield Problem(Span(start, start + 17 if len(article.text) > start + 17 else first.span.end), "no infobox")
