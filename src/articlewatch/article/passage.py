"""A stretch of wikitext parsed once: the unit of parsing and caching.

Everything here depends on the text and the site profile alone, never on where in a page the text stands, so a
passage found again in another revision need not be parsed again. Offsets are code points of ``passage.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from articlewatch.article.citations import Citation
from articlewatch.article.citing import find_citations
from articlewatch.article.collector import pausing_collector
from articlewatch.article.images import Image, read_image
from articlewatch.article.nesting import CutPair, block_shape, cut_pairs
from articlewatch.article.nodes import Comment, ExternalLink, Tag, Wikilink
from articlewatch.article.once import Extracted, cached_property
from articlewatch.article.profile import Profile
from articlewatch.article.prose import Paragraph, Prose
from articlewatch.article.proseview import paragraphs_of, prose_of
from articlewatch.article.quotes import OpenQuote, open_quotes
from articlewatch.article.ranges import Ranges
from articlewatch.article.scan import scan
from articlewatch.article.scanned import Heading, Scan
from articlewatch.article.spans import Span
from articlewatch.article.tables import Table, read_tables
from articlewatch.article.tagpairs import pair_tags
from articlewatch.article.tags import EXTENSION_TAGS, RAW_TAGS
from articlewatch.article.templates import Template
from articlewatch.article.wikitext import Tokens, leaves, tokenize

_start = attrgetter("start")


class Passage(Extracted):
    """A parsed stretch of wikitext with indexes for rules to ask."""

    def __init__(self, text: str, profile: Profile, language: str, scanned: Scan | None = None) -> None:
        """Parse *text*; *scanned* is the result of the first pass over it, where that is known."""
        self.text = text
        self.profile = profile
        self.language = language
        with pausing_collector():
            self.scan: Scan = scanned or scan(text)
            masked = self.scan.masked
            if "{{" in masked or "[" in masked or "//" in masked or "mailto:" in masked:
                self._tokens = tokenize(text, masked)
            else:
                self._tokens = Tokens([], [], [], [])

    # -- nodes ---------------------------------------------------------------------------------

    @cached_property
    def templates(self) -> list[Template]:
        """All templates in the order of their starts."""
        return sorted(self._tokens.templates, key=_start)

    @cached_property
    def templates_by_key(self) -> dict[str, list[Template]]:
        """Template key -> its calls in the order of the text."""
        found: dict[str, list[Template]] = {}
        for template in self.templates:
            found.setdefault(template.key, []).append(template)
        return found

    def templates_with_role(self, *roles: str) -> list[Template]:
        """Return the templates that have one of *roles* in the site profile."""
        by_role = self._keys_by_role
        if by_role.keys().isdisjoint(roles):
            return []
        keys = {key for role in roles if role in by_role for key in by_role[role]}
        by_key = self.templates_by_key
        found = [template for key in keys for template in by_key[key]]
        found.sort(key=_start)
        return found

    @cached_property
    def _keys_by_role(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in self.templates_by_key:
            for role in self.profile.roles(key):
                found.setdefault(role, []).append(key)
        return found

    @cached_property
    def links(self) -> list[Wikilink]:
        """All ``[[...]]``: links to pages, files, categories, other languages."""
        return sorted(self._tokens.wikilinks, key=_start)

    @cached_property
    def _links_by_kind(self) -> dict[str, list[Wikilink]]:
        found: dict[str, list[Wikilink]] = {}
        namespace = self.profile.namespace
        for link in self.links:
            target = link.target
            kind = ""
            if ":" in target:
                if target.startswith(":"):
                    kind = namespace(target[1:].lstrip())
                    if kind in ("file", "category", "language"):
                        kind = ""  # a leading colon makes it a plain link
                else:
                    kind = namespace(target)
            found.setdefault(kind, []).append(link)
        return found

    @cached_property
    def wikilinks(self) -> list[Wikilink]:
        """Links a reader can follow to a page: no files, categories or language links."""
        kinds = self._links_by_kind
        found = [link for kind in ("", "user", "project", "template", "interwiki") for link in kinds.get(kind, ())]
        found.sort(key=_start)
        return found

    def links_of_kind(self, kind: str) -> list[Wikilink]:
        """Return the links to one kind of page, as :meth:`Profile.namespace` names them."""
        return self._links_by_kind.get(kind, [])

    @cached_property
    def files(self) -> list[Wikilink]:
        """``[[File:...]]``."""
        return self._links_by_kind.get("file", [])

    @cached_property
    def images(self) -> list[Image]:
        """``[[File:...]]`` with their options told apart."""
        return [read_image(link, self.language) for link in self.files]

    @cached_property
    def open_quotes(self) -> list[OpenQuote]:
        """Italics and bolds that nothing closes."""
        external = [e for e in self.external_links if e.bracketed]
        return open_quotes(self.text, self.scan, self.templates, self.links, external, self.tags, self._opaque)

    @cached_property
    def categories(self) -> list[Wikilink]:
        """``[[Category:...]]``."""
        return self._links_by_kind.get("category", [])

    @cached_property
    def language_links(self) -> list[Wikilink]:
        """``[[de:...]]``: links to other language editions in the old inline form."""
        return self._links_by_kind.get("language", [])

    @cached_property
    def external_links(self) -> list[ExternalLink]:
        """Bracketed and bare URLs, those in template parameters too."""
        links = self._tokens.external_links
        for link in links:
            if not link.bracketed:
                cut = link.source.find("{{")
                if cut > 0:
                    link.end = link.start + cut
        return sorted(links, key=_start)

    @cached_property
    def arguments(self) -> list[Span]:
        """``{{{...}}}``."""
        return sorted(Span(start, end) for start, end in self._tokens.arguments)

    @cached_property
    def tags(self) -> list[Tag]:
        """HTML and extension elements, the unclosed and stray ones too."""
        return pair_tags(self.text, self.scan.tags)

    @cached_property
    def tags_by_name(self) -> dict[str, list[Tag]]:
        """Tag name -> its tags in the order of the text."""
        found: dict[str, list[Tag]] = {}
        for tag in self.tags:
            found.setdefault(tag.name, []).append(tag)
        return found

    def tags_named(self, *names: str) -> list[Tag]:
        """Return the tags with one of *names*, in the order of the text."""
        by_name = self.tags_by_name
        if len(names) == 1:
            return list(by_name.get(names[0], ()))
        found = [tag for name in names if name in by_name for tag in by_name[name]]
        found.sort(key=_start)
        return found

    @cached_property
    def cut_pairs(self) -> list[CutPair]:
        """Elements that begin in one block (list item, cell, paragraph) and end in another."""
        if "</" not in self.text:
            return []
        return cut_pairs(self.text, self.tags, self.tables, lambda: self.shape)

    @cached_property
    def shape(self) -> str:
        """The text with templates, links, extension tags and comments overwritten: what is left gives it its form."""
        covered = [(t.start, t.end) for t in self.tags if t.kind == "pair" and t.name in EXTENSION_TAGS]
        covered += [(c.start, c.end) for c in self.comments]
        covered += [(t.start, t.end) for t in self.templates if t.depth == 0]
        covered += [(w.start, w.end) for w in self.links]
        return block_shape(self.text, covered)

    @cached_property
    def grids(self) -> list[Table]:
        """The closed tables as rows of cells."""
        return read_tables(self.text, self.shape, self.tables) if self.tables else []

    @cached_property
    def comments(self) -> list[Comment]:
        """HTML comments."""
        return [Comment(self.text, start, end, closed) for start, end, closed in self.scan.comments]

    @property
    def tables(self) -> list[Span]:
        """``{| ... |}``, the closed ones."""
        return self.scan.tables

    @property
    def headings(self) -> list[Heading]:
        """Heading lines outside templates, links, tables and extension tags."""
        return self.scan.headings

    @property
    def lonely(self) -> list[Span]:
        """Braces and brackets without a partner."""
        return self.scan.lonely

    @cached_property
    def lists(self) -> list[Paragraph]:
        """List items."""
        return [p for p in self.paragraphs if p.kind == "list"]

    def leaves(self) -> Iterator[Span]:
        """Yield the spans of all marks of markup and of the text between them, without gaps: together they are the
        text.

        Comments and tags are leaves too, whatever they hold.
        """
        cuts = {place for start, end, _ in self.scan.comments for place in (start, end)}
        cuts |= {place for tag in self.scan.tags for place in (tag.start, tag.end, tag.close_start, tag.close_end)}
        places = sorted(cut for cut in cuts if cut >= 0)
        index = 0
        for start, end in leaves(self.scan.masked):
            while index < len(places) and places[index] < end:
                if places[index] > start:
                    yield Span(start, places[index])
                    start = places[index]
                index += 1
            yield Span(start, end)

    # -- ranges --------------------------------------------------------------------------------

    @cached_property
    def _opaque(self) -> list[tuple[int, int]]:
        ranges = [(start, end) for start, end, _ in self.scan.comments]
        ranges += [(t.start, t.end) for t in self.tags if t.name in RAW_TAGS and t.kind == "pair"]
        ranges.sort()
        return ranges

    @cached_property
    def _opaque_starts(self) -> list[int]:
        return [start for start, _ in self._opaque]

    def is_opaque(self, offset: int) -> bool:
        """Say whether *offset* lies in a comment or in a tag whose content is not wikitext."""
        index = bisect_right(self._opaque_starts, offset) - 1
        return index >= 0 and offset < self._opaque[index][1]

    @cached_property
    def _ref_ranges(self) -> list[tuple[int, int]]:
        return [(t.start, t.end) for t in self.tags_named("ref") if t.kind == "pair"]

    def in_ref(self, offset: int) -> bool:
        """Say whether *offset* lies in a ``<ref>`` element."""
        ranges = self._ref_ranges
        index = bisect_right(ranges, (offset, len(self.text))) - 1
        return index >= 0 and offset < ranges[index][1]

    @cached_property
    def _template_ranges(self) -> list[tuple[int, int]]:
        return [(t.start, t.end) for t in self.templates if t.depth == 0]

    def in_template(self, offset: int) -> bool:
        """Say whether *offset* lies in a template call."""
        ranges = self._template_ranges
        index = bisect_right(ranges, (offset, len(self.text))) - 1
        return index >= 0 and offset < ranges[index][1]

    def in_table(self, offset: int) -> bool:
        """Say whether *offset* lies in a table."""
        return offset in self._table_ranges

    @cached_property
    def _table_ranges(self) -> Ranges:
        return Ranges(self.scan.tables)

    # -- what is read from it -------------------------------------------------------------------

    @cached_property
    def citations(self) -> list[Citation]:
        """Every citation in the order of the text, definitions in lists included."""
        return find_citations(self)

    @cached_property
    def prose(self) -> Prose:
        """The passage without its markup."""
        return prose_of(self)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Paragraphs and list items in the order of the text."""
        return paragraphs_of(self)
