from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.passage import Passage
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
    precision="2 of 2 hits right (corpus, histories and dumps, all languages)",
)
def file_duplicate(article: Article) -> Iterator[Problem]:
    """The same picture twice on a page.

    It tells nothing new the second time. Take one out, or choose another. Small pictures in a line, such as flags, are
    left alone; only framed ones count.
    """
    first: dict[str, Span] = {}
    for section, found in article.each(_framed):
        for name, place in found:
            span = place.shift(section.offset)
            if name in first:
                yield Problem(span, f"{name} is shown before", related=(Related(first[name], "first shown here"),))
            else:
                first[name] = span


def _framed(passage: Passage) -> list[tuple[str, Span]]:
    found = []
    for image, link in zip(passage.images, passage.files, strict=True):
        if image.shows_caption:
            name = link.title.partition(":")[2].strip()
            found.append((name[:1].upper() + name[1:], link.span))
    return found
