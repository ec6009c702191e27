"""What a source hands over: one text with what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["wikitext", "plain", "html"]


@dataclass(frozen=True, slots=True)
class Revision:
    """Metadata of one revision of a page, as a wiki gives it.

    ``timestamp`` is ISO 8601 in UTC (``2024-12-08T06:18:00Z``); ``sha1`` is hexadecimal.
    The ``*_hidden`` flags say that the wiki withholds that field from the public. ``size`` is in
    bytes; ``model`` is the content model, ``wikitext`` for an article.
    """

    revid: int
    parentid: int = 0
    pageid: int = 0
    timestamp: str = ""
    user: str = ""
    comment: str = ""
    size: int = 0
    sha1: str = ""
    minor: bool = False
    tags: tuple[str, ...] = ()
    user_hidden: bool = False
    comment_hidden: bool = False
    text_hidden: bool = False
    suppressed: bool = False
    userid: int = 0
    model: str = "wikitext"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The text of an article at one moment."""

    text: str
    title: str = ""
    format: Format = "wikitext"
    path: str = ""
    site: str = ""
    language: str = ""
    revision: Revision | None = None
