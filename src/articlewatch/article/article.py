"""A parsed snapshot: its sections, and indexes over the whole page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from articlewatch.article.citations import Citation
from articlewatch.article.gathered import Gathered, KeyT, Tally
from articlewatch.article.nodes import Comment, ExternalLink, Tag, Wikilink
from articlewatch.article.once import cached_property
from articlewatch.article.passage import Passage
from articlewatch.article.profile import Profile
from articlewatch.article.prose import Paragraph, Sentence
from articlewatch.article.scanned import Heading
from articlewatch.article.section import PageContext, Section
from articlewatch.article.snapshot import Snapshot
from articlewatch.article.spans import LineIndex, Span
from articlewatch.article.tagpairs import MAX_NESTING
from articlewatch.article.tags import EXTENSION_TAGS
from articlewatch.article.templates import Template

T = TypeVar("T")


class Article:
    """A snapshot parsed. Spans of everything asked of an article are code points of :attr:`text`."""

    def __init__(
        self,
        snapshot: Snapshot,
        profile: Profile,
        page: PageContext,
        sections: list[Section],
        gathered: Gathered | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.profile = profile
        self.page = page
        #: All sections in the order of the text; the first is the lead.
        self.sections = sections
        #: What was asked of their passages.
        self.gathered = gathered or Gathered([section.passage for section in sections])

    @property
    def text(self) -> str:
        """The snapshot's text."""
        return self.snapshot.text

    @property
    def title(self) -> str:
        """The page's title, or an empty string."""
        return self.page.title

    @property
    def lead(self) -> Section:
        """What stands before the first heading."""
        return self.sections[0]

    def each(self, extract: Callable[[Passage], T]) -> Iterator[tuple[Section, T]]:
        """Yield every section with what *extract* takes out of its passage, in the order of the text.

        The result is kept with the passage, so that a new revision pays only for the sections it touched: a rule that
        needs the whole page takes from each section what it needs this way. *extract* is a function at module level
        that depends on the passage alone; offsets in its result are those of the passage, to be moved by
        ``section.offset``.
        """
        return zip(self.sections, self.gathered.each(extract), strict=True)

    def tally(self, extract: Callable[[Passage], Iterable[KeyT]]) -> Tally[KeyT]:
        """Return how often each key that *extract* takes out of the passages occurs on the page; see :meth:`each`."""
        return self.gathered.tally(extract)

    def subsections(self, section: Section) -> list[Section]:
        """Return the direct subsections of *section*."""
        return [s for s in self.sections if s.parent == section.index]

    def full_span(self, section: Section) -> Span:
        """Return the span of *section* with all its subsections."""
        end = section.span.end
        for other in self.sections[section.index + 1 :]:
            if section.index == 0 or other.level <= section.level:
                break
            end = other.span.end
        return Span(section.offset, end)

    def section_at(self, offset: int) -> Section:
        """Return the section in which *offset* lies."""
        return self.sections[max(bisect_right(self._offsets, offset) - 1, 0)]

    @cached_property
    def _offsets(self) -> list[int]:
        return [s.offset for s in self.sections]

    @cached_property
    def lines(self) -> LineIndex:
        """Lines and columns of the text."""
        return LineIndex(self.text)

    # -- indexes over the page -----------------------------------------------------------------

    @cached_property
    def templates(self) -> list[Template]:
        """All templates in the order of the text."""
        return [n.moved(self.text, s.offset) for s in self.sections for n in s.passage.templates]

    @cached_property
    def templates_by_key(self) -> dict[str, list[Template]]:
        """Template key -> its calls in the order of the text."""
        found: dict[str, list[Template]] = {}
        for section in self.sections:
            for key, templates in section.passage.templates_by_key.items():
                moved = [t.moved(self.text, section.offset) for t in templates]
                found.setdefault(key, []).extend(moved)
        return found

    def templates_named(self, *keys: str) -> list[Template]:
        """Return the templates with one of *keys* (first letter lower-case, blanks), in the order of the text."""
        known = self.tally(_template_keys).counts
        keys = tuple(key for key in keys if key in known)
        if not keys:
            return []
        found = [
            t.moved(self.text, section.offset)
            for section in self.sections
            for key in keys
            for t in section.passage.templates_by_key.get(key, ())
        ]
        found.sort(key=lambda t: t.start)
        return found

    def templates_with_role(self, *roles: str) -> list[Template]:
        """Return the templates that have one of *roles* in the site profile."""
        return [t.moved(self.text, s.offset) for s in self.sections for t in s.passage.templates_with_role(*roles)]

    @cached_property
    def wikilinks(self) -> list[Wikilink]:
        """Links a reader can follow to a page: no files, categories or language links."""
        return [n.moved(self.text, s.offset) for s in self.sections for n in s.passage.wikilinks]

    @cached_property
    def files(self) -> list[Wikilink]:
        """``[[File:...]]``."""
        return [n.moved(self.text, s.offset) for s in self.sections for n in s.passage.files]

    @cached_property
    def categories(self) -> list[Wikilink]:
        """``[[Category:...]]``."""
        return [n.moved(self.text, s.offset) for s in self.sections for n in s.passage.categories]

    @cached_property
    def language_links(self) -> list[Wikilink]:
        """``[[de:...]]``."""
        return [n.moved(self.text, s.offset) for s in self.sections for n in s.passage.language_links]

    @cached_property
    def external_links(self) -> list[ExternalLink]:
        """Bracketed and bare URLs, those in template parameters too."""
        return [n.moved(self.text, s.offset) for s in self.sections for n in s.passage.external_links]

    @cached_property
    def tags(self) -> list[Tag]:
        """HTML and extension elements. A tag whose partner stands in another section is paired here."""
        return _pair_across([t.moved(self.text, s.offset) for s in self.sections for t in s.passage.tags])

    @cached_property
    def loose_tags(self) -> list[Tag]:
        """Tags that no partner in their own section closes: ``unclosed``, ``stray``, ``misnested``, and those pairs
        whose halves stand in different sections."""
        return _pair_across([t.moved(self.text, s.offset) for s, tags in self.each(_loose_tags) for t in tags])

    @cached_property
    def comments(self) -> list[Comment]:
        """HTML comments."""
        return [n.moved(self.text, s.offset) for s in self.sections for n in s.passage.comments]

    @cached_property
    def tables(self) -> list[Span]:
        """``{| ... |}``."""
        return [t.shift(s.offset) for s in self.sections for t in s.passage.tables]

    @cached_property
    def headings(self) -> list[Heading]:
        """All heading lines."""
        return [
            Heading(h.level, h.span.shift(s.offset), h.title.shift(s.offset))
            for s in self.sections
            for h in s.passage.headings
        ]

    @cached_property
    def citations(self) -> list[Citation]:
        """Every citation in the order of the text, definitions in lists included."""
        return [n.moved(self.text, s.offset) for s in self.sections for n in s.passage.citations]

    @cached_property
    def definitions(self) -> dict[tuple[str, str], list[Citation]]:
        """(group, name) -> the citations that define that name, in the order of the text."""
        found: dict[tuple[str, str], list[Citation]] = {}
        for citation in self.citations:
            if citation.name and citation.is_definition:
                found.setdefault((citation.group, citation.name), []).append(citation)
        return found

    def source_of(self, citation: Citation) -> Citation | None:
        """Return the citation that defines the source *citation* uses: itself, another, or None."""
        if citation.is_definition:
            return citation
        if not citation.name:
            return None
        found = self.definitions.get((citation.group, citation.name))
        return found[0] if found else None

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Paragraphs and list items in the order of the text."""
        return [p.moved(s.offset) for s in self.sections for p in s.passage.paragraphs]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """The sentences of all paragraphs and list items."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    @cached_property
    def words(self) -> int:
        """The number of words of running prose: no lists, tables, references or headings."""
        return sum(p.words for s in self.sections for p in s.passage.paragraphs if p.kind == "text")

    def __repr__(self) -> str:
        return f"Article({self.title!r}, {len(self.text)} code points, {len(self.sections)} sections)"


def _template_keys(passage: Passage) -> list[str]:
    return list(passage.templates_by_key)


def _loose_tags(passage: Passage) -> list[Tag]:
    return [tag for tag in passage.tags if tag.kind in ("unclosed", "stray", "misnested")]


def _pair_across(tags: list[Tag]) -> list[Tag]:
    """Join start and end tags that were left alone in different sections."""
    openers: dict[str, list[Tag]] = {}
    joined: dict[int, Tag] = {}
    dropped: set[int] = set()
    for tag in tags:
        if tag.name in EXTENSION_TAGS:
            continue  # what MediaWiki pairs of these, the scan of the page has paired
        if tag.kind == "unclosed":
            waiting = openers.setdefault(tag.name, [])
            if len(waiting) < MAX_NESTING:
                waiting.append(tag)
        elif tag.kind == "stray" and openers.get(tag.name):
            opener = openers[tag.name].pop()
            joined[id(opener)] = Tag(
                tag.text, tag.name, "pair", opener.start, opener.open_end, tag.close_start, tag.end
            )
            dropped.add(id(tag))
    if not joined:
        return tags
    return [joined.get(id(t), t) for t in tags if id(t) not in dropped]
