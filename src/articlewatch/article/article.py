"""A parsed snapshot: sections as a tree, and indexes over the whole page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import Literal, TypeVar

from articlewatch.article.citations import Citation
from articlewatch.article.cuts import Cuts, Page, find_cuts
from articlewatch.article.gathered import Gathered, KeyT, Tally
from articlewatch.article.images import Image
from articlewatch.article.nodes import Comment, ExternalLink, Tag, Template, Wikilink, strip_comments
from articlewatch.article.once import cached_property
from articlewatch.article.passage import Passage
from articlewatch.article.plain import PlainPassage
from articlewatch.article.profile import Profile, load_profile, profile_for
from articlewatch.article.prose import Paragraph, Prose, Sentence
from articlewatch.article.quotes import OpenQuote
from articlewatch.article.scan import Heading, Scan, cut
from articlewatch.article.snapshot import Format, Snapshot
from articlewatch.article.spans import LineIndex, Span
from articlewatch.article.tables import Table
from articlewatch.article.tagpairs import MAX_NESTING
from articlewatch.article.tags import EXTENSION_TAGS
from articlewatch.errors import ConfigurationError

T = TypeVar("T")
PageKind = Literal["article", "redirect", "disambiguation", "list"]

#: Roles of templates that say something of the page they stand on.
_DECLARING = frozenset(["dmy", "mdy", "english", "disambiguation"])
_MARKUP = re.compile(r"<[^<>]*>|\{\{[^{}]*\}\}|'{2,}|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a section's rules may know of its page: enough to judge, little enough to be cached by.

    ``date_style`` is ``dmy`` or ``mdy`` when the page declares one, ``english`` the key of its ``{{Use … English}}``.
    """

    title: str = ""
    language: str = ""
    profile: str = "generic"
    format: Format = "wikitext"
    kind: PageKind = "article"
    date_style: str = ""
    english: str = ""


class Section:
    """A heading and what follows it up to the next heading; index 0 is the lead, with no heading.

    Spans of everything asked of a section are code points of :attr:`text`, the section's own text, so that what a
    rule finds in it depends on nothing else of the page. ``offset`` leads back to the article.
    """

    def __init__(
        self,
        passage: Passage,
        offset: int,
        index: int,
        level: int,
        title: str,
        path: tuple[str, ...],
        role: str,
        page: PageContext,
        parent: int,
    ) -> None:
        self.passage = passage
        self.offset = offset
        self.index = index
        self.level = level
        self.title = title
        #: Titles of the headings down to this section; empty for the lead.
        self.path = path
        #: ``lead``, ``body``, or what the profile says of its heading: ``references``, ``see-also`` …
        self.role = role
        self.page = page
        #: Index of the section this one is a subsection of, or -1.
        self.parent = parent

    @property
    def text(self) -> str:
        """The section as written, its heading line included, its subsections not."""
        return self.passage.text

    @property
    def span(self) -> Span:
        """Where the section stands in the article."""
        return Span(self.offset, self.offset + len(self.passage.text))

    @property
    def profile(self) -> Profile:
        """The facts of the wiki."""
        return self.passage.profile

    @property
    def is_lead(self) -> bool:
        """Whether this is what stands before the first heading."""
        return self.role == "lead"

    @property
    def heading(self) -> Heading | None:
        """The section's own heading line; None in the lead."""
        headings = self.passage.headings
        return headings[0] if self.index and headings else None

    @property
    def body_start(self) -> int:
        """Where the text after the heading line begins, in code points of :attr:`text`."""
        return self.heading.span.end if self.heading else 0

    # The passage's indexes, so that a rule asks its section.

    @property
    def scan(self) -> Scan:
        """The result of the first pass."""
        return self.passage.scan

    @property
    def templates(self) -> list[Template]:
        """See :attr:`Passage.templates`."""
        return self.passage.templates

    def templates_named(self, *keys: str) -> list[Template]:
        """Return the templates with one of *keys* (first letter lower-case, blanks), in the order of the text."""
        by_key = self.passage.templates_by_key
        found = [t for key in keys for t in by_key.get(key, ())]
        found.sort(key=lambda t: t.start)
        return found

    def templates_with_role(self, *roles: str) -> list[Template]:
        """See :meth:`Passage.templates_with_role`."""
        return self.passage.templates_with_role(*roles)

    @property
    def links(self) -> list[Wikilink]:
        """See :attr:`Passage.links`."""
        return self.passage.links

    @property
    def wikilinks(self) -> list[Wikilink]:
        """See :attr:`Passage.wikilinks`."""
        return self.passage.wikilinks

    @property
    def files(self) -> list[Wikilink]:
        """See :attr:`Passage.files`."""
        return self.passage.files

    @property
    def categories(self) -> list[Wikilink]:
        """See :attr:`Passage.categories`."""
        return self.passage.categories

    @property
    def language_links(self) -> list[Wikilink]:
        """See :attr:`Passage.language_links`."""
        return self.passage.language_links

    @property
    def images(self) -> list[Image]:
        """See :attr:`Passage.images`."""
        return self.passage.images

    @property
    def open_quotes(self) -> list[OpenQuote]:
        """See :attr:`Passage.open_quotes`."""
        return self.passage.open_quotes

    @property
    def external_links(self) -> list[ExternalLink]:
        """See :attr:`Passage.external_links`."""
        return self.passage.external_links

    @property
    def arguments(self) -> list[Span]:
        """See :attr:`Passage.arguments`."""
        return self.passage.arguments

    @property
    def tags(self) -> list[Tag]:
        """See :attr:`Passage.tags`."""
        return self.passage.tags

    def tags_named(self, *names: str) -> list[Tag]:
        """See :meth:`Passage.tags_named`."""
        return self.passage.tags_named(*names)

    @property
    def comments(self) -> list[Comment]:
        """See :attr:`Passage.comments`."""
        return self.passage.comments

    @property
    def tables(self) -> list[Span]:
        """See :attr:`Passage.tables`."""
        return self.passage.tables

    @property
    def grids(self) -> list[Table]:
        """See :attr:`Passage.grids`."""
        return self.passage.grids

    @property
    def shape(self) -> str:
        """See :attr:`Passage.shape`."""
        return self.passage.shape

    @property
    def citations(self) -> list[Citation]:
        """See :attr:`Passage.citations`."""
        return self.passage.citations

    @property
    def paragraphs(self) -> list[Paragraph]:
        """See :attr:`Passage.paragraphs`."""
        return self.passage.paragraphs

    @property
    def prose(self) -> Prose:
        """See :attr:`Passage.prose`."""
        return self.passage.prose

    @property
    def sentences(self) -> Iterator[Sentence]:
        """The sentences of all paragraphs and list items."""
        for paragraph in self.passage.paragraphs:
            yield from paragraph.sentences

    def is_opaque(self, offset: int) -> bool:
        """See :meth:`Passage.is_opaque`."""
        return self.passage.is_opaque(offset)

    def in_ref(self, offset: int) -> bool:
        """See :meth:`Passage.in_ref`."""
        return self.passage.in_ref(offset)

    def in_template(self, offset: int) -> bool:
        """See :meth:`Passage.in_template`."""
        return self.passage.in_template(offset)

    def in_table(self, offset: int) -> bool:
        """See :meth:`Passage.in_table`."""
        return self.passage.in_table(offset)

    def __repr__(self) -> str:
        return f"Section({self.index}, {'/'.join(self.path) or 'lead'!r})"


class PassageCache:
    """Parsed passages by their text, so that a revision pays only for what it touched.

    Holds at most *size* passages, the least recently used leave first.
    """

    def __init__(self, size: int = 4096) -> None:
        self._size = size
        self._passages: OrderedDict[tuple[str, str, str], Passage] = OrderedDict()
        #: The page cut last: most often the revision before the next one asked for.
        self.page: Page | None = None

    def get(self, text: str, profile: Profile, language: str, scanned: Callable[[], Scan | None]) -> Passage:
        """Return the passage that reads *text*, parsing it if it is not known; *scanned* may spare it the scan."""
        key = (text, profile.id, language)
        passage = self._passages.get(key)
        if passage is None:
            passage = self._passages[key] = Passage(text, profile, language, scanned())
            if len(self._passages) > self._size:
                self._passages.popitem(last=False)
        else:
            self._passages.move_to_end(key)
        return passage

    def keep(self, passages: Sequence[Passage]) -> None:
        """Take note that *passages*, got from here before, are in use."""
        known = self._passages
        for passage in passages:
            key = (passage.text, passage.profile.id, passage.language)
            if key in known:
                known.move_to_end(key)


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


def parse(
    snapshot: Snapshot | str,
    *,
    profile: Profile | str | None = None,
    cache: PassageCache | None = None,
) -> Article:
    """Parse a snapshot, or wikitext given as a string, into an :class:`Article`.

    *profile* is a site profile or its name; by default it follows from the snapshot's site (a host, a URL or
    a profile's name), and is the English Wikipedia's when nothing is known. Any text yields an article: faults of
    markup are left to
    the rules. Raises ConfigurationError for an unknown profile or a format that is not parsed here.
    """
    if isinstance(snapshot, str):
        snapshot = Snapshot(snapshot)
    if profile is None:
        profile = profile_for(snapshot.site) if snapshot.site else load_profile("enwiki")
    elif isinstance(profile, str):
        profile = load_profile(profile)
    language = snapshot.language or profile.language
    if snapshot.format == "plain":
        page = PageContext(title=snapshot.title, language=language, profile=profile.id, format="plain")
        passage = PlainPassage(snapshot.text, profile, language)
        lead = Section(passage, 0, 0, 0, "", (), "lead", page, -1)
        return Article(snapshot, profile, page, [lead])
    if snapshot.format == "html":
        return _parse_rendered(snapshot, profile)
    if snapshot.format != "wikitext":
        raise ConfigurationError(f"cannot parse a snapshot of format {snapshot.format!r}")
    return _parse_wikitext(snapshot, profile, language, cache)


def _parse_wikitext(snapshot: Snapshot, profile: Profile, language: str, cache: PassageCache | None) -> Article:
    text = snapshot.text
    if cache is None:
        cache = PassageCache()
    last = cache.page
    cuts = find_cuts(text, last)
    places = [0, *(h.span.start for h in cuts.headings), len(text)]
    passages = _passages(text, cuts, places, profile, language, cache)
    before = last.gathered if last is not None and _are_of(last.passages, profile, language) else None
    gathered = Gathered(passages, before, cuts.head, cuts.tail)
    cache.page = Page(text, cuts.headings, passages, gathered)
    page = _page_context(snapshot, profile, language, passages)
    outline: list[tuple[int, str, int, Passage]] = [(0, "", 0, passages[0])]
    for index, heading in enumerate(cuts.headings, 1):
        title = plain_heading(text[heading.title.start : heading.title.end])
        outline.append((heading.level, title, places[index], passages[index]))
    return Article(snapshot, profile, page, _nest(outline, profile, page), gathered)


def _are_of(passages: Sequence[Passage], profile: Profile, language: str) -> bool:
    return passages[0].profile is profile and passages[0].language == language


def _passages(
    text: str, cuts: Cuts, places: Sequence[int], profile: Profile, language: str, cache: PassageCache
) -> list[Passage]:
    """The passages of *text* between each two of *places*; those of the revision before are not even looked up."""
    head: Sequence[Passage] = ()
    tail: Sequence[Passage] = ()
    known = cache.page.passages if cache.page is not None else ()
    if known and _are_of(known, profile, language):
        head, tail = known[: cuts.head], known[len(known) - cuts.tail :]
        cache.keep(head)
    begin, scanned = cuts.begin, cuts.scanned
    middle = [
        cache.get(text[start:end], profile, language, partial(_cut, scanned, start - begin, end - begin))
        for start, end in pairwise(places[len(head) : len(places) - len(tail)])
    ]
    cache.keep(tail)
    return [*head, *middle, *tail]


def _cut(scanned: Scan, start: int, end: int) -> Scan | None:
    """What a scan says of a range; None where it does not reach."""
    return cut(scanned, start, end) if start >= 0 and end <= len(scanned.masked) else None


def _parse_rendered(snapshot: Snapshot, profile: Profile) -> Article:
    from articlewatch.article.rendered.reader import read_page  # it needs what this module defines

    rendered = read_page(snapshot.text, profile, snapshot.language)
    facts = rendered.facts
    title = snapshot.title or facts.title
    page = PageContext(
        title=title,
        language=snapshot.language or facts.language or profile.language,
        profile=profile.id,
        format="html",
        kind="disambiguation" if rendered.is_disambiguation else "list" if _is_list(title) else "article",
        date_style=facts.date_style,
    )
    outline = [(found.level, found.title, found.offset, found.passage) for found in rendered.sections]
    return Article(snapshot, profile, page, _nest(outline, profile, page))


def _nest(outline: Sequence[tuple[int, str, int, Passage]], profile: Profile, page: PageContext) -> list[Section]:
    """Return the sections of *outline*, (level, title, offset, passage) each, the lead first."""
    sections: list[Section] = []
    open_sections: list[Section] = []
    for index, (level, title, offset, passage) in enumerate(outline):
        if not index:
            sections.append(Section(passage, offset, 0, 0, "", (), "lead", page, -1))
            continue
        while open_sections and open_sections[-1].level >= level:
            open_sections.pop()
        parent = open_sections[-1] if open_sections else None
        role = profile.section_role(title)
        if role == "body" and parent is not None:
            role = parent.role
        path = (*(parent.path if parent else ()), title)
        section = Section(passage, offset, index, level, title, path, role, page, parent.index if parent else -1)
        sections.append(section)
        open_sections.append(section)
    return sections


def _is_list(title: str) -> bool:
    return title.startswith(("List of ", "Lists of "))


@lru_cache(4096)
def plain_heading(source: str) -> str:
    """Return the text of a heading without comments, notes, tags, templates, quotes and link brackets."""
    source = _without_notes(strip_comments(source))
    if any(mark in source for mark in ("<", "{{", "''", "[[")):
        source = _MARKUP.sub(lambda m: m.group(1) or "", source)
    return " ".join(source.split())


def _without_notes(source: str) -> str:
    """Return *source* without its ``<ref>`` elements."""
    lowered = source.lower()
    parts: list[str] = []
    at = 0
    while (start := lowered.find("<ref", at)) >= 0:
        opened = lowered.find(">", start)
        if opened < 0:
            break
        end = opened + 1
        if source[opened - 1] != "/":
            close = lowered.find("</ref", end)
            end = lowered.find(">", close) + 1 if close >= 0 else 0
            if not end:
                break
        parts.append(source[at:start])
        at = end
    return "".join((*parts, source[at:])) if parts else source


def _page_context(snapshot: Snapshot, profile: Profile, language: str, passages: list[Passage]) -> PageContext:
    kind: PageKind = "article"
    if profile.is_redirect(snapshot.text):
        kind = "redirect"
    elif _is_list(snapshot.title):
        kind = "list"
    date_style = english = ""
    for passage in passages:
        for key, roles in passage.extracted(_declarations):
            if "dmy" in roles:
                date_style = date_style or "dmy"
            elif "mdy" in roles:
                date_style = date_style or "mdy"
            elif "english" in roles:
                english = english or key
            elif "disambiguation" in roles and kind == "article":
                kind = "disambiguation"
    return PageContext(
        title=snapshot.title,
        language=language,
        profile=profile.id,
        kind=kind,
        date_style=date_style,
        english=english,
    )


def _declarations(passage: Passage) -> list[tuple[str, frozenset[str]]]:
    """The templates of a passage that say something of the page, with their roles."""
    roles = ((key, passage.profile.roles(key)) for key in passage.templates_by_key)
    return [(key, found) for key, found in roles if not _DECLARING.isdisjoint(found)]


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
