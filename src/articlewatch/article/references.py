"""The references of a stretch of wikitext and the lists that show them, as MediaWiki's Cite extension reads them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

from articlewatch.article.citeattributes import cite_attributes
from articlewatch.article.nodes import Tag, strip_comments
from articlewatch.article.passage import Passage
from articlewatch.article.spans import Span
from articlewatch.article.templates import Template

#: Footnote template (its key) -> the group its notes are put in.
NOTE_GROUPS = {
    "efn": "lower-alpha",
    "efn-la": "lower-alpha",
    "efn-ua": "upper-alpha",
    "efn-lr": "lower-roman",
    "efn-ur": "upper-roman",
    "efn-lg": "lower-greek",
    "efn-ug": "upper-greek",
    "notelist": "lower-alpha",
    "notes": "lower-alpha",
    "notelist-la": "lower-alpha",
    "notelist-ua": "upper-alpha",
    "notelist-lr": "lower-roman",
    "notelist-ur": "upper-roman",
    "notelist-lg": "lower-greek",
    "notelist-ug": "upper-greek",
    "notetag": "note",
    "notefoot": "note",
}

#: The attributes of ``<ref>``; with any other Cite makes no reference of it.
KNOWN = frozenset(["name", "group", "follow", "dir", "details", "extends"])


#: Group and name of a reference.
RefKey = tuple[str, str]


def ref_key(name: str) -> str:
    """Return the form in which Cite compares the name of a reference."""
    return " ".join(unescape(name).split())


class RefUse:
    """One ``<ref>``, or what a template makes one of; ``{{r|a|b}}`` gives one use for each name.

    ``span`` is the tag or template, ``content`` what the note says (empty for a use of a name), ``listed`` says
    that it stands in a reference list, ``attributes`` how many the tag has, ``written`` what Cite makes of them.
    ``tag`` is None when a template makes the reference.
    """

    __slots__ = (
        "_by",
        "_moved",
        "_node",
        "_text",
        "attributes",
        "content",
        "group",
        "listed",
        "name",
        "start",
        "written",
    )

    def __init__(self, found: FoundRef, text: str, by: int, around: RefList | None) -> None:
        # Made for every reference at every revision: what few rules ask for waits until it is asked.
        kind, self._node, self.group, self.name, self.content, self.attributes, self.written = found
        self.listed = around is not None and kind in ("tag", "note")
        if around is not None and self.listed and not self.group:
            self.group = around.group
        self._moved: Tag | Template | None = None
        self._text = text
        self._by = by
        #: Where the tag or template begins.
        self.start: int = self._node.start + by

    @property
    def span(self) -> Span:
        """The tag or template."""
        return Span(self._node.start + self._by, self._node.end + self._by)

    @property
    def is_tag(self) -> bool:
        """Say whether a tag makes the reference and no template."""
        return isinstance(self._node, Tag)

    @property
    def content_span(self) -> Span | None:
        """What stands between a pair of tags, or None."""
        node = self._node
        if not isinstance(node, Tag) or node.kind != "pair":
            return None
        return Span(node.open_end + self._by, node.close_start + self._by)

    @property
    def tag(self) -> Tag | None:
        """The tag in the article, or None."""
        if not isinstance(self._node, Tag):
            return None
        if self._moved is None:
            self._moved = self._node.moved(self._text, self._by)
        return self._moved if isinstance(self._moved, Tag) else None

    @property
    def template(self) -> Template | None:
        """The template in the article, or None."""
        if not isinstance(self._node, Template):
            return None
        if self._moved is None:
            self._moved = self._node.moved(self._text, self._by)
        return self._moved if isinstance(self._moved, Template) else None

    @property
    def key(self) -> RefKey:
        """What Cite looks a reference up by."""
        return self.group, self.name


class FoundRef(NamedTuple):
    """A reference in its passage; ``kind`` is ``tag``, ``note``, ``short`` or ``call``."""

    kind: str
    node: Tag | Template
    group: str
    name: str
    content: str
    attributes: int = 0
    written: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RefList:
    """A place where references are listed. ``inner`` is where list-defined ones stand, empty when there are none."""

    group: str
    span: Span
    inner: Span
    tag: Tag | None = None
    template: Template | None = None


def rejected(use: RefUse) -> bool:
    """Say whether Cite makes no reference of *use* because of an attribute: another fault, reported by itself."""
    return not use.written.keys() <= KNOWN or use.written.get("dir", "ltr").lower() not in ("ltr", "rtl")


def references_in(passage: Passage) -> list[RefUse]:
    """Return the references of a passage, with spans that count from its beginning.

    Lists of other sections are not known here: see ``refnames.RefIndex.is_torn``. Ask for it by ``Passage.extracted``.
    """
    inner = holding(as_lists(*passage.extracted(lists_in)))
    return [
        RefUse(found, passage.text, 0, innermost(found.node.start, inner) if inner else None)
        for found in passage.extracted(found_in)
    ]


def found_in(passage: Passage) -> list[FoundRef]:
    """Return the references of a passage in the order of the text. Ask for it by ``Passage.extracted``."""
    uses = [found_tag(tag) for tag in passage.tags_named("ref") if tag.kind in ("pair", "self")]
    for template in passage.templates_with_role("footnote"):
        raw_group = template.value("group") or NOTE_GROUPS.get(template.key.lower(), "")
        group, name = ref_key(_unquote(raw_group)), ref_key(_unquote(template.value("name")))
        uses.append(FoundRef("note", template, group, name, template.value("1", "text", "content")))
    for template in passage.templates_with_role("short-citation"):
        name = ref_key(template.value("name"))
        if name:  # on some wikis a short citation may be named and reused
            group = ref_key(_unquote(template.value("group")))
            uses.append(FoundRef("short", template, group, name, template.source))
    for key in ("r", "ref name"):
        for template in passage.templates_by_key.get(key, ()):
            group = ref_key(_unquote(template.value("group", "grp", "g")))
            uses += [
                FoundRef("call", template, group, ref_key(parameter.value), "")
                for parameter in template.params
                if parameter.value and (parameter.positional or parameter.name.isdigit())
            ]
    uses.sort(key=lambda use: (use.node.start, use.node.end))
    return uses


def found_tag(tag: Tag) -> FoundRef:
    """Return the reference that a ``<ref>`` tag makes."""
    attributes = cite_attributes(tag)
    content = strip_comments(tag.content).strip() if tag.kind == "pair" else ""
    group, name = ref_key(attributes.get("group", "")), ref_key(attributes.get("name", ""))
    return FoundRef("tag", tag, group, name, content, len(tag.attributes), attributes)


def lists_in(passage: Passage) -> tuple[list[Tag], list[Template], list[Template]]:
    """Return the tags, templates and parser functions of a passage that show lists, for :func:`as_lists`."""
    return (
        [tag for tag in passage.tags_named("references") if tag.kind in ("pair", "self")],
        passage.templates_with_role("reflist"),
        passage.templates_by_key.get("#tag:references", []),
    )


def as_lists(tags: list[Tag], templates: list[Template], calls: list[Template]) -> list[RefList]:
    """Return the lists that tags, templates and parser functions show, in this order."""
    lists = []
    for tag in tags:
        inner = tag.content_span if tag.kind == "pair" else Span(tag.end, tag.end)
        lists.append(RefList(ref_key(tag.attribute("group")), tag.span, inner, tag=tag))
    for template in templates:
        refs = template.get("refs") or template.get("notes")
        inner = refs.value_span if refs else Span(template.end, template.end)
        group = _unquote(template.value("group")) or NOTE_GROUPS.get(template.key.lower(), "")
        lists.append(RefList(ref_key(group), template.span, inner, template=template))
    for template in calls:
        first = template.get("1")
        inner = first.value_span if first else Span(template.end, template.end)
        lists.append(RefList(ref_key(_unquote(template.value("group"))), template.span, inner, template=template))
    return lists


def holding(lists: list[RefList]) -> list[RefList]:
    """Return those of *lists* that may hold definitions, by where these begin."""
    return sorted((r for r in lists if r.inner.end > r.inner.start), key=_inner_start)


def innermost(offset: int, lists: list[RefList]) -> RefList | None:
    """Return the last of *lists* (see :func:`holding`) that begins before *offset*, if it reaches it."""
    index = bisect_right(lists, offset, key=_inner_start) - 1
    return lists[index] if index >= 0 and offset < lists[index].inner.end else None


def _unquote(value: str) -> str:
    """Parser-function arguments may carry the quotes of an attribute."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _inner_start(ref_list: RefList) -> int:
    return ref_list.inner.start
