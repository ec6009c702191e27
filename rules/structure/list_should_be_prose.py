from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Section
from articlewatch.lint import Problem, rule

_ITEM = "* The dam was built of clay and stone by the people of the valley, who needed the water for their fields.\n"


@rule(
    "list-should-be-prose",
    code="S027",
    formats=("wikitext", "html"),
    severity="suggestion",
    confidence="medium",
    when="\n*",
    sites=("enwiki",),
    preview=True,
    profiles=("ga", "fa"),
    bad=["⟦== History ==⟧\n" + _ITEM * 4, "⟦=== Use ===⟧\nIt is used:\n" + _ITEM * 5],
    good=[
        "== History ==\n* 1932\n* 1940\n* 1950\n* 1960\n",
        "== History ==\n" + _ITEM * 2,
        "== See also ==\n" + _ITEM * 4,
        "== Works ==\n" + _ITEM * 4,
    ],
    guideline="MOS:USEPROSE",
    precision="5 of 5 read hits right (English)",
)
def list_should_be_prose(article: Article, *, items: int = 4, words: int = 15) -> Iterator[Problem]:
    """A section that is a list of whole sentences.

    Prose shows how one thing follows from another; bullets leave that to the reader. At least ``items`` items of at
    least ``words`` words each, all of them ending like sentences, and next to no text besides.
    """
    for section in article.sections[1:]:
        heading = section.heading
        if heading is None or section.role != "body" or article.page.kind != "article" or section.tables:
            continue
        listed = [p for p in section.paragraphs if p.kind == "list"]
        if len(listed) < items or not _is_all(section, words):
            continue
        sentences = [p for p in listed if p.words >= words and p.text.rstrip().endswith((".", "!", "?"))]
        if len(sentences) == len(listed):
            yield Problem(heading.span.shift(section.offset), f"a list of {len(listed)} sentences", help="write prose")


def _is_all(section: Section, words: int) -> bool:
    return sum(p.words for p in section.paragraphs if p.kind == "text") < words
