"""Which reference defines a name and which ones use it, as MediaWiki's Cite extension resolves them.

Cite keeps one table of names per group. A name is compared after character references are decoded and white space is
collapsed; a reference inside ``<references group=x>`` belongs to the group of that list. Each list closes its group:
what follows it begins a new table, in which nothing is defined yet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple
from weakref import WeakKeyDictionary

from articlewatch.article.article import Article
from articlewatch.article.gathered import Gathered
from articlewatch.article.nodes import Tag
from articlewatch.article.once import cached_property
from articlewatch.article.passage import Passage
from articlewatch.article.references import (
    FoundRef,
    RefKey,
    RefList,
    RefUse,
    as_lists,
    found_in,
    found_tag,
    holding,
    innermost,
    lists_in,
    references_in,
)
from articlewatch.article.section import Section
from articlewatch.article.templates import Template


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
        self.inner = holding(self.lists)
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
            use = RefUse(found, text, offset, innermost(found.node.start + offset, inner) if inner else None)
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

    def _found(self, sections: Iterable[Section] | None) -> Iterator[tuple[FoundRef, int]]:
        page = self._page
        if page.across:
            refs = [(found_tag(tag), 0) for tag in page.across if tag.name == "ref"]
            refs += [(found, s.offset) for s in page.sections for found in s.passage.extracted(found_in)]
            yield from sorted(refs, key=lambda item: item[0].node.start + item[1])
            return
        names = self._names
        for section in page.sections if sections is None else sections:
            passage = section.passage
            if names is None:
                yield from ((found, section.offset) for found in passage.extracted(found_in))
            elif not names.isdisjoint(passage.extracted(_keys)):
                uses = zip(passage.extracted(found_in), passage.extracted(references_in), strict=True)
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


def list_around(index: RefIndex, offset: int) -> RefList | None:
    """Return the reference list among whose definitions *offset* lies, or None."""
    return innermost(offset, index.inner)


def _lists(article: Article) -> list[RefList]:
    tags = [tag for tag in article.loose_tags if tag.name == "references" and tag.kind != "stray"]
    templates: list[Template] = []
    calls: list[Template] = []
    for section, found in article.each(lists_in):
        by = section.offset
        tags += [tag.moved(article.text, by) for tag in found[0]]
        templates += [template.moved(article.text, by) for template in found[1]]
        calls += [template.moved(article.text, by) for template in found[2]]
    tags.sort(key=lambda tag: tag.start)
    return as_lists(tags, templates, calls)


def _defined(passage: Passage) -> list[RefKey]:
    return [use.key for use in passage.extracted(references_in) if use.name and use.content]


def _called(passage: Passage) -> list[RefKey]:
    return [use.key for use in passage.extracted(references_in) if use.name and not use.listed]


def _keys(passage: Passage) -> frozenset[RefKey]:
    return frozenset([use.key for use in passage.extracted(references_in)])
