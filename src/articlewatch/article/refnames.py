"""Which reference defines a name and which ones use it, as MediaWiki's Cite extension resolves them.

Cite keeps one table of names per group. A name is compared after character references are decoded and white space is
collapsed; a reference inside ``<references group=x>`` belongs to the group of that list. Each list closes its group:
what follows it begins a new table, in which nothing is defined yet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from types import MappingProxyType
from typing import NamedTuple
from weakref import WeakKeyDictionary

from articlewatch.article.article import Article
from articlewatch.article.citeattributes import cite_attributes
from articlewatch.article.gathered import Gathered
from articlewatch.article.nodes import Tag, strip_comments
from articlewatch.article.passage import Passage
from articlewatch.article.section import Section
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

    def __init__(self, found: _Found, text: str, by: int, around: RefList | None) -> None:
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


class _Found(NamedTuple):
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


class _Page(NamedTuple):
    """What the index of a page rests on: not the article itself, which would never be forgotten.

    ``across`` are pairs whose halves stand in different sections, so that a section does not tell what is in it.
    """

    text: str
    sections: Sequence[Section]
    gathered: Gathered
    lists: list[RefList]
    across: list[Tag]


class RefIndex:
    """The references of a page, in the order of the text.

    What it can say without walking through them (``defined``, ``called``, ``defined_twice``) costs another revision of
    the page no more than what was edited; so a rule asks that first, and then for the uses of the names in question
    (:meth:`narrowed`) or in some sections (:meth:`walk`).
    """

    def __init__(self, page: _Page, names: Set[RefKey] | None = None) -> None:
        self._page = page
        self._names = names
        self.lists = page.lists
        #: The lists that hold definitions, by where these begin.
        self.inner = _inner(self.lists)
        #: Group -> the ends of its lists, ascending.
        self.ends: dict[str, list[int]] = {}
        for ref_list in sorted(self.lists, key=lambda ref_list: ref_list.span.end):
            self.ends.setdefault(ref_list.group, []).append(ref_list.span.end)

    @cached_property
    def uses(self) -> list[RefUse]:
        """All references, or those with one of the names in question."""
        return list(self.walk())

    @cached_property
    def definitions(self) -> dict[RefKey, list[RefUse]]:
        """Key of a name -> where it is defined."""
        return _by_key(use for use in self.uses if use.name and use.content)

    @cached_property
    def calls(self) -> dict[RefKey, list[RefUse]]:
        """Key of a name -> where it is used, its definition in the text among them."""
        return _by_key(use for use in self.uses if use.name and not use.listed)

    @property
    def is_torn(self) -> bool:
        """Say whether halves of a reference or of a list stand in different sections: no section tells what it has."""
        return bool(self._page.across)

    @property
    def defined(self) -> Set[RefKey]:
        """The keys that are defined on the page."""
        return self._all.definitions.keys() if self.is_torn else self._page.gathered.tally(_defined).counts.keys()

    @property
    def defined_twice(self) -> Set[RefKey]:
        """The keys that are defined more than once."""
        if self.is_torn:
            return {key for key, found in self._all.definitions.items() if len(found) > 1}
        return self._page.gathered.tally(_defined).several

    @property
    def called(self) -> Set[RefKey]:
        """The keys that are used on the page."""
        return self._all.calls.keys() if self.is_torn else self._page.gathered.tally(_called).counts.keys()

    @property
    def keys(self) -> Set[RefKey]:
        """The keys of all references; that of one without a name ends with ""."""
        if self.is_torn:
            return {use.key for use in self._all.uses}
        return self._page.gathered.tally(_keys).counts.keys()

    def narrowed(self, names: Set[RefKey]) -> RefIndex:
        """Return the index of the references whose key is one of *names*; see :attr:`keys`."""
        return RefIndex(self._page, names)

    def walk(self, sections: Iterable[Section] | None = None) -> Iterator[RefUse]:
        """Yield the references, where *sections* are given those in them and perhaps some others."""
        inner, text = self.inner, self._page.text
        for found, offset in self._found(sections):
            use = RefUse(found, text, offset, _list_around(found.node.start + offset, inner) if inner else None)
            if self._names is None or use.key in self._names:
                yield use

    def walk_from(self, offset: int) -> Iterator[RefUse]:
        """Yield the references that begin at *offset* or later."""
        sections = [section for section in self._page.sections if section.span.end >= offset]
        return (use for use in self.walk(sections) if use.start >= offset)

    def table(self, use: RefUse) -> int:
        """Return the number of the table *use* is entered in: how many lists of its group end before it."""
        ends = self.ends.get(use.group)
        return bisect_right(ends, use.start) if ends else 0

    @cached_property
    def _all(self) -> RefIndex:
        return self if self._names is None else RefIndex(self._page)

    def _found(self, sections: Iterable[Section] | None) -> Iterator[tuple[_Found, int]]:
        page = self._page
        if page.across:
            refs = [(_of_tag(tag), 0) for tag in page.across if tag.name == "ref"]
            refs += [(found, s.offset) for s in page.sections for found in s.passage.extracted(_passage_uses)]
            yield from sorted(refs, key=lambda item: item[0].node.start + item[1])
            return
        names = self._names
        for section in page.sections if sections is None else sections:
            passage = section.passage
            if names is None:
                yield from ((found, section.offset) for found in passage.extracted(_passage_uses))
            elif not names.isdisjoint(passage.extracted(_keys)):
                uses = zip(passage.extracted(_passage_uses), passage.extracted(references_in), strict=True)
                yield from ((found, section.offset) for found, use in uses if use.key in names)


_INDEXES: WeakKeyDictionary[Article, RefIndex] = WeakKeyDictionary()


def ref_index(article: Article) -> RefIndex:
    """Return the references of *article*; worked out once for each article."""
    found = _INDEXES.get(article)
    if found is None:
        across = [tag for tag in article.loose_tags if tag.kind == "pair" and tag.name in ("ref", "references")]
        page = _Page(article.text, article.sections, article.gathered, _lists(article), across)
        found = _INDEXES[article] = RefIndex(page)
    return found


def _by_key(uses: Iterable[RefUse]) -> dict[RefKey, list[RefUse]]:
    found: dict[RefKey, list[RefUse]] = {}
    for use in uses:
        found.setdefault(use.key, []).append(use)
    return found


def rejected(use: RefUse) -> bool:
    """Say whether Cite makes no reference of *use* because of an attribute: another fault, reported by itself."""
    return not use.written.keys() <= KNOWN or use.written.get("dir", "ltr").lower() not in ("ltr", "rtl")


def list_around(index: RefIndex, offset: int) -> RefList | None:
    """Return the reference list among whose definitions *offset* lies, or None."""
    return _list_around(offset, index.inner)


def _lists(article: Article) -> list[RefList]:
    tags = [tag for tag in article.loose_tags if tag.name == "references" and tag.kind != "stray"]
    templates: list[Template] = []
    calls: list[Template] = []
    for section, found in article.each(_passage_lists):
        by = section.offset
        tags += [tag.moved(article.text, by) for tag in found[0]]
        templates += [template.moved(article.text, by) for template in found[1]]
        calls += [template.moved(article.text, by) for template in found[2]]
    tags.sort(key=lambda tag: tag.start)
    return _as_lists(tags, templates, calls)


def _as_lists(tags: list[Tag], templates: list[Template], calls: list[Template]) -> list[RefList]:
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


def _passage_lists(passage: Passage) -> tuple[list[Tag], list[Template], list[Template]]:
    return (
        [tag for tag in passage.tags_named("references") if tag.kind in ("pair", "self")],
        passage.templates_with_role("reflist"),
        passage.templates_by_key.get("#tag:references", []),
    )


def _of_tag(tag: Tag) -> _Found:
    attributes = cite_attributes(tag)
    content = strip_comments(tag.content).strip() if tag.kind == "pair" else ""
    group, name = ref_key(attributes.get("group", "")), ref_key(attributes.get("name", ""))
    return _Found("tag", tag, group, name, content, len(tag.attributes), attributes)


def _passage_uses(passage: Passage) -> list[_Found]:
    uses = [_of_tag(tag) for tag in passage.tags_named("ref") if tag.kind in ("pair", "self")]
    for template in passage.templates_with_role("footnote"):
        raw_group = template.value("group") or NOTE_GROUPS.get(template.key.lower(), "")
        group, name = ref_key(_unquote(raw_group)), ref_key(_unquote(template.value("name")))
        uses.append(_Found("note", template, group, name, template.value("1", "text", "content")))
    for template in passage.templates_with_role("short-citation"):
        name = ref_key(template.value("name"))
        if name:  # on some wikis a short citation may be named and reused
            group = ref_key(_unquote(template.value("group")))
            uses.append(_Found("short", template, group, name, template.source))
    for key in ("r", "ref name"):
        for template in passage.templates_by_key.get(key, ()):
            group = ref_key(_unquote(template.value("group", "grp", "g")))
            uses += [
                _Found("call", template, group, ref_key(parameter.value), "")
                for parameter in template.params
                if parameter.value and (parameter.positional or parameter.name.isdigit())
            ]
    uses.sort(key=lambda use: (use.node.start, use.node.end))
    return uses


def references_in(passage: Passage) -> list[RefUse]:
    """Return the references of a passage, with spans that count from its beginning.

    Lists of other sections are not known here: see :attr:`RefIndex.is_torn`. Ask for it by ``Passage.extracted``.
    """
    inner = _inner(_as_lists(*passage.extracted(_passage_lists)))
    return [
        RefUse(found, passage.text, 0, _list_around(found.node.start, inner) if inner else None)
        for found in passage.extracted(_passage_uses)
    ]


def _defined(passage: Passage) -> list[RefKey]:
    return [use.key for use in passage.extracted(references_in) if use.name and use.content]


def _called(passage: Passage) -> list[RefKey]:
    return [use.key for use in passage.extracted(references_in) if use.name and not use.listed]


def _keys(passage: Passage) -> frozenset[RefKey]:
    return frozenset([use.key for use in passage.extracted(references_in)])


def _unquote(value: str) -> str:
    """Parser-function arguments may carry the quotes of an attribute."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _inner(lists: list[RefList]) -> list[RefList]:
    return sorted((r for r in lists if r.inner.end > r.inner.start), key=_inner_start)


def _list_around(offset: int, lists: list[RefList]) -> RefList | None:
    index = bisect_right(lists, offset, key=_inner_start) - 1
    return lists[index] if index >= 0 and offset < lists[index].inner.end else None


def _inner_start(ref_list: RefList) -> int:
    return ref_list.inner.start
