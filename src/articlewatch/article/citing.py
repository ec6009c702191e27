"""The citations of a stretch of wikitext: ``<ref>`` elements and the templates that cite."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from articlewatch.article.citations import Citation
from articlewatch.article.nodes import Tag
from articlewatch.article.ranges import Ranges
from articlewatch.article.spans import Span
from articlewatch.article.templates import Template

if TYPE_CHECKING:
    from articlewatch.article.passage import Passage

_start = attrgetter("start")


def find_citations(passage: Passage) -> list[Citation]:
    """Return every citation in the order of the text, definitions in lists included."""
    tags = [tag for tag in passage.tags_named("ref") if tag.kind in ("pair", "self")]
    lists = _list_ranges(passage) if tags else Ranges(())
    cited = _Cited(passage)
    found = [_from_tag(passage, tag, lists, cited) for tag in tags]
    for template in passage.templates_with_role("short-citation", "footnote", "call"):
        citation = _from_template(passage, template, cited)
        if citation is not None:
            found.append(citation)
    found.sort(key=_start)
    return found


def _list_ranges(passage: Passage) -> Ranges:
    ranges = [Span(t.open_end, t.close_start) for t in passage.tags_named("references") if t.kind == "pair"]
    for template in passage.templates_with_role("reflist"):
        refs = template.get("refs") or template.get("notes")
        if refs is not None:
            ranges.append(refs.value_span)
    return Ranges(ranges)


def _from_tag(passage: Passage, tag: Tag, lists: Ranges, cited: _Cited) -> Citation:
    is_pair = tag.kind == "pair"
    return Citation(
        passage.text,
        tag.start,
        tag.end,
        "list-defined" if tag.start in lists else "ref" if is_pair else "reuse",
        name=tag.attribute("name"),
        group=tag.attribute("group"),
        content_span=tag.content_span if is_pair else None,
        templates=cited.within(tag.open_end, tag.close_start) if is_pair else (),
        tag=tag,
    )


def _from_template(passage: Passage, template: Template, cited: _Cited) -> Citation | None:
    roles = passage.profile.roles(template)
    if "short-citation" in roles:
        return Citation(passage.text, template.start, template.end, "short", template=template)
    if "footnote" in roles:
        if template.key == "#tag:ref":
            return None
        first = template.get("1")
        group = template.value("group") or ("note" if template.key != "refn" else "")
        return Citation(
            passage.text,
            template.start,
            template.end,
            "footnote",
            name=template.value("name"),
            group=group,
            content_span=first.value_span if first else None,
            templates=cited.within(template.start + 2, template.end),
            template=template,
        )
    if template.key == "rp":
        return None
    return Citation(
        passage.text,
        template.start,
        template.end,
        "call",
        name=template.value("1"),
        group=template.value("group", "g"),
        template=template,
    )


class _Cited:
    """The citation templates of a passage, by place."""

    def __init__(self, passage: Passage) -> None:
        self._templates = passage.templates_with_role("citation")
        self._starts = [template.start for template in self._templates]

    def within(self, start: int, end: int) -> tuple[Template, ...]:
        """Return those that begin in [start, end)."""
        first = bisect_left(self._starts, start)
        return tuple(self._templates[first : bisect_left(self._starts, end, first)])
