"""Which reference defines a name and which ones use it, as MediaWiki's Cite extension resolves them.

Cite keeps one table of names per group. A name is compared after character references are decoded and white space is
collapsed; a reference inside ``<references group=x>`` belongs to the group of that list. Each list closes its group:
what follows it begins a new table, in which nothing is defined yet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from weakref import WeakKeyDictionary

from articlewatch.article.article import Article
from articlewatch.article.citeattributes import cite_attributes
from articlewatch.article.nodes import Tag, Template, strip_comments
from articlewatch.article.spans import Span

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


def ref_key(name: str) -> str:
    """Return the form in which Cite compares the name of a reference."""
    return " ".join(unescape(name).split())


@dataclass(frozen=True, slots=True)
class RefUse:
    """One ``<ref>``, or what a template makes one of; ``{{r|a|b}}`` gives one use for each name.

    ``span`` is the tag or template, ``content`` what the note says (empty for a use of a name), ``listed`` says
    that it stands in a reference list. ``tag`` is None when a template makes the reference.
    """

    group: str
    name: str
    span: Span
    content: str
    listed: bool
    tag: Tag | None = None
    template: Template | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What Cite looks a reference up by."""
        return self.group, self.name


@dataclass(frozen=True, slots=True)
class RefList:
    """A place where references are listed. ``inner`` is where list-defined ones stand, empty when there are none."""

    group: str
    span: Span
    inner: Span
    tag: Tag | None = None
    template: Template | None = None


@dataclass(frozen=True, slots=True)
class RefIndex:
    """All references of a page in the order of the text."""

    uses: list[RefUse]
    lists: list[RefList]
    #: The lists that hold definitions, by where these begin.
    inner: list[RefList]
    definitions: dict[tuple[str, str], list[RefUse]] = field(default_factory=dict)
    calls: dict[tuple[str, str], list[RefUse]] = field(default_factory=dict)
    #: Group -> the ends of its lists, ascending.
    ends: dict[str, list[int]] = field(default_factory=dict)

    def table(self, use: RefUse) -> int:
        """Return the number of the table *use* is entered in: how many lists of its group end before it."""
        return bisect_right(self.ends.get(use.group, ()), use.span.start)


_INDEXES: WeakKeyDictionary[Article, RefIndex] = WeakKeyDictionary()


def ref_index(article: Article) -> RefIndex:
    """Return the references of *article*; worked out once for each article."""
    found = _INDEXES.get(article)
    if found is None:
        found = _INDEXES[article] = _build(article)
    return found


def _build(article: Article) -> RefIndex:
    lists = list(_lists(article))
    inner = sorted((r for r in lists if r.inner.end > r.inner.start), key=_inner_start)
    uses = sorted(_uses(article, inner), key=lambda use: use.span)
    index = RefIndex(uses, lists, inner)
    for ref_list in sorted(lists, key=lambda ref_list: ref_list.span.end):
        index.ends.setdefault(ref_list.group, []).append(ref_list.span.end)
    for use in uses:
        if use.name:
            if use.content:
                index.definitions.setdefault(use.key, []).append(use)
            if not use.listed:
                index.calls.setdefault(use.key, []).append(use)
    return index


def rejected(use: RefUse) -> bool:
    """Say whether Cite makes no reference of *use* because of an attribute: another fault, reported by itself."""
    if use.tag is None:
        return False
    attributes = cite_attributes(use.tag)
    return not attributes.keys() <= KNOWN or attributes.get("dir", "ltr").lower() not in ("ltr", "rtl")


def list_around(index: RefIndex, offset: int) -> RefList | None:
    """Return the reference list among whose definitions *offset* lies, or None."""
    return _list_around(offset, index.inner)


def _lists(article: Article) -> Iterator[RefList]:
    for tag in article.tags:
        if tag.name == "references" and tag.kind != "stray":
            inner = tag.content_span if tag.kind == "pair" else Span(tag.end, tag.end)
            yield RefList(ref_key(tag.attribute("group")), tag.span, inner, tag=tag)
    for template in article.templates_with_role("reflist"):
        refs = template.get("refs") or template.get("notes")
        inner = refs.value_span if refs else Span(template.end, template.end)
        group = _unquote(template.value("group")) or NOTE_GROUPS.get(template.key.lower(), "")
        yield RefList(ref_key(group), template.span, inner, template=template)
    for template in article.templates_named("#tag:references"):
        first = template.get("1")
        inner = first.value_span if first else Span(template.end, template.end)
        yield RefList(ref_key(_unquote(template.value("group"))), template.span, inner, template=template)


def _uses(article: Article, lists: list[RefList]) -> Iterator[RefUse]:
    for tag in article.tags:
        if tag.name == "ref" and tag.kind in ("pair", "self"):
            around = _list_around(tag.start, lists)
            attributes = cite_attributes(tag)
            group = ref_key(attributes.get("group", "")) or (around.group if around else "")
            content = strip_comments(tag.content).strip() if tag.kind == "pair" else ""
            yield RefUse(group, ref_key(attributes.get("name", "")), tag.span, content, around is not None, tag=tag)
    for template in article.templates_with_role("footnote"):
        around = _list_around(template.start, lists)
        raw_group = template.value("group") or NOTE_GROUPS.get(template.key.lower(), "")
        group = ref_key(_unquote(raw_group)) or (around.group if around else "")
        content = template.value("1", "text", "content")
        name = ref_key(_unquote(template.value("name")))
        yield RefUse(group, name, template.span, content, around is not None, template=template)
    for template in article.templates_with_role("short-citation"):
        name = ref_key(template.value("name"))
        if name:  # on some wikis a short citation may be named and reused
            group = ref_key(_unquote(template.value("group")))
            yield RefUse(group, name, template.span, template.source, False, template=template)
    for template in article.templates_named("r", "ref name"):
        group = ref_key(_unquote(template.value("group", "grp", "g")))
        for parameter in template.params:
            if parameter.value and (parameter.positional or parameter.name.isdigit()):
                yield RefUse(group, ref_key(parameter.value), template.span, "", False, template=template)


def _unquote(value: str) -> str:
    """Parser-function arguments may carry the quotes of an attribute."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _list_around(offset: int, lists: list[RefList]) -> RefList | None:
    index = bisect_right(lists, offset, key=_inner_start) - 1
    return lists[index] if index >= 0 and offset < lists[index].inner.end else None


def _inner_start(ref_list: RefList) -> int:
    return ref_list.inner.start
