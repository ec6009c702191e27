from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.images import read_image
from articlewatch.article.nodes import Wikilink
from articlewatch.lint import Problem, Related, rule


@rule(
    "file-duplicate",
    code="F012",
    severity="suggestion",
    when=":",
    bad=[
        "[[File:Bridge.jpg|thumb|The bridge]]\n\n⟦[[File:Bridge.jpg|thumb|left|Again]]⟧",
        "[[File:Bridge.jpg|thumb|A]]\n== B ==\n⟦[[Image:bridge.jpg|thumb|C]]⟧",
    ],
    good=[
        "[[File:Bridge.jpg|thumb|A]] [[File:River.jpg|thumb|B]]",
        "[[File:Flag.svg|20px]] A, [[File:Flag.svg|20px]] B",
        "[[File:Bridge.jpg|thumb|A]] <!-- [[File:Bridge.jpg|thumb|A]] -->",
    ],
    guideline="MOS:IMAGES",
    precision="1 of 1 read hits right (corpus, all languages)",
)
def file_duplicate(article: Article) -> Iterator[Problem]:
    """The same picture twice on a page.

    It tells nothing new the second time. Take one out, or choose another. Small pictures in a line, such as flags, are
    left alone; only framed ones count.
    """
    first: dict[str, Wikilink] = {}
    for link in article.files:
        if not read_image(link, article.page.language).shows_caption:
            continue
        name = link.title.partition(":")[2].strip()
        name = name[:1].upper() + name[1:]
        if name in first:
            yield Problem(
                link.span, f"{name} is shown before", related=(Related(first[name].span, "first shown here"),)
            )
        else:
            first[name] = link
