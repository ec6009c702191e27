"""Citations: every use of a source in an article, however it is written."""

from __future__ import annotations

import re
from typing import Literal, Self

from articlewatch.article.nodes import Node, Tag, strip_comments
from articlewatch.article.spans import Span
from articlewatch.article.templates import Template

CitationKind = Literal["ref", "reuse", "list-defined", "short", "footnote", "call", "marker", "update"]

_BARE = re.compile(r"\[?(?:https?:|ftps?:)?//[^\s\[\]<>\"{}|]+\]?[.,;]?(?:\s*\{\{[^{}]*\}\})?", re.IGNORECASE)
_URL = re.compile(r"(?:https?|ftps?)://[^\s\[\]<>\"{}|]+", re.IGNORECASE)


class Citation(Node):
    """One use of a source, or its definition in a list.

    ``kind`` is ``ref`` (``<ref>`` with content), ``reuse`` (``<ref name=x/>``), ``list-defined`` (a ``<ref>``
    inside ``<references>`` or ``{{reflist|refs=}}``), ``short`` (``{{sfn}}``, ``{{harvnb}}`` …), ``footnote``
    (``{{efn}}``, ``{{refn}}``), ``call`` (``{{r}}``), ``marker`` (``[12]`` in a plain-text snapshot) or ``update`` (its
    ``[update]`` mark). ``content_span`` is empty for a use without content.
    """

    __slots__ = ("content_span", "group", "kind", "name", "tag", "template", "templates")

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        kind: CitationKind,
        *,
        name: str = "",
        group: str = "",
        content_span: Span | None = None,
        templates: tuple[Template, ...] = (),
        tag: Tag | None = None,
        template: Template | None = None,
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.kind: CitationKind = kind
        self.name = name
        self.group = group
        self.content_span = content_span or Span(end, end)
        self.templates = templates
        self.tag = tag
        self.template = template

    def moved(self, text: str, by: int) -> Self:
        """Return the same citation as part of *text*, *by* code points further on."""
        return type(self)(
            text,
            self.start + by,
            self.end + by,
            self.kind,
            name=self.name,
            group=self.group,
            content_span=self.content_span.shift(by),
            templates=tuple(t.moved(text, by) for t in self.templates),
            tag=self.tag.moved(text, by) if self.tag else None,
            template=self.template.moved(text, by) if self.template else None,
        )

    @property
    def content(self) -> str:
        """The content as written, stripped; empty for a use without content."""
        return self.text[self.content_span.start : self.content_span.end].strip()

    @property
    def is_definition(self) -> bool:
        """Say whether the citation carries the source itself."""
        return self.kind in ("ref", "list-defined", "footnote") and bool(self.content)

    @property
    def cites_in_text(self) -> bool:
        """Say whether a reader of the running text meets this citation (a definition in a list is not met)."""
        return self.kind != "list-defined"

    @property
    def is_bare_url(self) -> bool:
        """Say whether the content is nothing but a URL."""
        content = strip_comments(self.content).strip()
        return _BARE.fullmatch(content) is not None

    @property
    def url(self) -> str:
        """The first URL of the source, or an empty string."""
        for template in self.templates:
            url = template.value("url", "chapter-url", "archive-url")
            if url:
                return url
        match = _URL.search(self.content)
        return match.group() if match else ""
