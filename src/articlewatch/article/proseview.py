"""What a reader sees of a stretch of wikitext, as prose and as paragraphs."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from articlewatch.article.nodes import Tag
from articlewatch.article.prose import OBJECT, Hole, Paragraph, ParagraphKind, Prose, has_letters
from articlewatch.article.spans import Span
from articlewatch.article.tags import RAW_TAGS
from articlewatch.article.templates import Template

if TYPE_CHECKING:
    from articlewatch.article.passage import Passage

# Each begins with a literal, which is looked for much quicker than one of three.
_APOSTROPHES = re.compile(r"''+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SWITCH = re.compile(r"__[A-Z]{3,20}__")
#: Elements whose content is not prose of the article.
_OPAQUE_ELEMENTS = frozenset(
    ["code", "tt", "kbd", "samp", "var", "blockquote", "poem", "gallery", "references", "indicator", "table"]
)
_BREAKS = frozenset(["br", "hr", "p", "div", "li", "td", "th", "tr", "dd", "dt"])
_SILENT_ROLES = frozenset(
    (
        "inline-maintenance",
        "box-maintenance",
        "silent",
        "hatnote",
        "short-citation",
        "footnote",
        "call",
        "reflist",
        "infobox",
        "stub",
        "dmy",
        "mdy",
        "english",
    )
)


def prose_of(passage: Passage) -> Prose:
    """Return the passage without its markup."""
    holes, italics = _holes(passage)
    return Prose(passage.text, holes, italics)


def _holes(passage: Passage) -> tuple[list[Hole], list[tuple[int, int]]]:
    text = passage.text
    holes = [(start, end, "") for start, end, _ in passage.scan.comments]
    holes += [(start, end, "") for start, end in passage.scan.tables]
    holes += [(start, len(text), "") for start in passage.scan.unclosed_tables]
    for heading in passage.scan.headings:
        holes.append((heading.span.start, heading.span.end, ""))
    holes += [hole for tag in passage.tags for hole in _tag_holes(tag)]
    holes += [(t.start, t.end, _shown(passage, t)) for t in passage.templates if t.depth == 0]
    for kind in ("file", "category", "language"):
        holes += [(link.start, link.end, "") for link in passage.links_of_kind(kind)]
    for link in passage.wikilinks:
        end = link.end
        holes.append((link.start, link.label_start, ""))
        holes.append((end - 2, end, ""))
    for url in passage.external_links:
        if url.label:
            holes.append((url.start, url.label_span.start, ""))
            holes.append((url.end - 1, url.end, ""))
        else:
            holes.append((url.start, url.end, OBJECT))
    holes += [(*m.span(), shown) for m in _ENTITY.finditer(text) if (shown := unescape(m.group())) != m.group()]
    holes += [(*m.span(), "") for m in _SWITCH.finditer(text)]
    italics = _quote_holes(passage, holes)
    holes.sort()
    return holes, italics


def _quote_holes(passage: Passage, holes: list[Hole]) -> list[tuple[int, int]]:
    """Add the runs of apostrophes to *holes*, and return what stands in italics."""
    text = passage.text
    italics: list[tuple[int, int]] = []
    opened = -1
    for match in _APOSTROPHES.finditer(text):
        start, end = match.span()
        width = end - start
        if width == 4 or width > 5:  # the surplus apostrophes are text
            width = 3 if width == 4 else 5
            start = end - width
        holes.append((start, end, ""))
        if width == 3:
            continue
        if opened >= 0 and text.find("\n", opened, start) < 0:
            italics.append((opened, start))
            opened = -1
        else:
            opened = end
    return italics


def _shown(passage: Passage, template: Template) -> str:
    roles = passage.profile.roles(template)
    if roles and not roles.isdisjoint(_SILENT_ROLES):
        return ""
    return OBJECT


def paragraphs_of(passage: Passage) -> list[Paragraph]:
    """Return paragraphs and list items in the order of the text."""
    prose = passage.prose
    shown = prose.text
    found: list[Paragraph] = []
    begin = -1
    line_at = 0
    size = len(shown)
    while line_at <= size:
        line_end = shown.find("\n", line_at)
        if line_end < 0:
            line_end = size
        kind = _line_kind(passage, line_at, line_end)
        if kind == "text":
            if begin < 0:
                begin = line_at
            last_end = line_end
        if kind != "text" and begin >= 0:
            _add(passage, found, begin, last_end, "text")
            begin = -1
        if kind in ("list", "pre"):
            _add(passage, found, line_at, line_end, "list" if kind == "list" else "pre")
        line_at = line_end + 1
    if begin >= 0:
        _add(passage, found, begin, last_end, "text")
    return found


def _line_kind(passage: Passage, start: int, end: int) -> str:
    shown = passage.prose.text
    line = shown[start:end]
    if not line or line.isspace():
        return "blank"
    first = line[0]
    if first in "*#:;":
        return "list"
    if first == " " and passage.text[passage.prose.to_source(start, start + 1).start] == " ":
        source_at = passage.prose.to_source(start, start + 1).start
        if source_at == 0 or passage.text[source_at - 1] == "\n":
            return "pre"
    return "text"


def _add(passage: Passage, found: list[Paragraph], begin: int, end: int, kind: ParagraphKind) -> None:
    prose = passage.prose
    shown = prose.text
    text = shown[begin:end]
    bare = (text.lstrip("*#:; ") if kind == "list" else text).strip()
    if not bare:
        return
    first = begin + text.rindex(bare)
    source_start = prose.to_source(begin - 1, begin).end if begin else 0
    visible = prose.to_source(first, first).start
    if passage.text.find("\n", source_start, visible) >= 0:
        source_start = visible  # a block template, such as an infobox, ends on this line
    source_end = prose.to_source(end, end).start if end < len(shown) else len(passage.text)
    span = Span(source_start, source_end)
    if kind == "text" and not has_letters(bare):
        kind = "object"
    found.append(Paragraph(prose, first, begin + len(text.rstrip()), span, kind, len(found) + 1, passage.language))


def _tag_holes(tag: Tag) -> list[Hole]:
    """What a tag leaves in the prose."""
    if tag.kind == "pair":
        if tag.name == "ref":
            return [(tag.start, tag.end, "")]
        if tag.name in RAW_TAGS:
            return [(tag.start, tag.end, OBJECT if tag.content.strip() else "")]
        if tag.name in _OPAQUE_ELEMENTS:
            return [(tag.start, tag.end, OBJECT if tag.name in ("code", "tt", "kbd", "samp", "var") else "")]
    if tag.name in _BREAKS:
        spaced = " "
    else:
        spaced = ""
    holes = [(tag.start, tag.open_end, spaced)] if tag.open_end > tag.start else []
    if tag.end > tag.close_start:
        holes.append((tag.close_start, tag.end, ""))
    return holes
