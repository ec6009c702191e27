"""The lines of ``<gallery>``: a file and its caption each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from articlewatch.article.nesting import block_shape
from articlewatch.article.nodes import strip_comments
from articlewatch.article.spans import Span

if TYPE_CHECKING:
    from articlewatch.article.passage import Passage


class GalleryLine(NamedTuple):
    """One line. ``file`` is what stands before the first pipe, ``caption`` the rest, both stripped."""

    span: Span
    file: str
    caption: str


def gallery_lines(passage: Passage) -> Iterator[GalleryLine]:
    """Yield the lines of all galleries of *passage* that are not blank.

    Lines within a template call or a note that runs over several lines belong to the line where it begins.
    """
    text = passage.text
    galleries = passage.tags_named("gallery")
    if not galleries:
        return
    nodes = (*passage.templates, *passage.links, *(t for t in passage.tags if t.kind == "pair"), *passage.comments)
    covered = sorted((n.start, n.end) for n in nodes)
    for tag in galleries:
        if tag.kind != "pair":
            continue
        begin, stop = tag.open_end, tag.close_start
        first, last = bisect_left(covered, (begin, 0)), bisect_left(covered, (stop, 0))
        inner = [(start - begin, min(end, stop) - begin) for start, end in covered[first:last]]
        shape = block_shape(text[begin:stop], inner)
        at = tag.open_end
        while at < tag.close_start:
            end = shape.find("\n", at - tag.open_end)
            end = tag.close_start if end < 0 else end + tag.open_end
            line = _line(text, at, end)
            if line is not None:
                yield line
            at = end + 1


def _line(text: str, start: int, end: int) -> GalleryLine | None:
    source = text[start:end]
    plain = strip_comments(source).strip()
    if not plain:
        return None
    file, _, caption = plain.partition("|")
    lead = len(source) - len(source.lstrip())
    return GalleryLine(Span(start + lead, start + len(source.rstrip())), file.strip(), caption.strip())
