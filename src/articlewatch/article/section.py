"""A section: a heading and what follows it, with everything that may be asked of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articlewatch.article.citations import Citation
from articlewatch.article.images import Image
from articlewatch.article.nodes import Comment, ExternalLink, Tag, Wikilink
from articlewatch.article.passage import Passage
from articlewatch.article.profile import Profile
from articlewatch.article.prose import Paragraph, Prose, Sentence
from articlewatch.article.quotes import OpenQuote
from articlewatch.article.scanned import Heading, Scan
from articlewatch.article.snapshot import Format
from articlewatch.article.spans import Span
from articlewatch.article.tables import Table
from articlewatch.article.templates import Template

PageKind = Literal["article", "redirect", "disambiguation", "list"]


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
    date_style: Literal["dmy", "mdy", ""] = ""
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
