"""What a reader is told about an edit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from articlewatch.article.spans import Span

ChangeKind = Literal["added", "removed", "edited", "moved", "split", "merged", "renamed", "reused"]
What = Literal[
    "section", "heading", "paragraph", "citation", "wikilink", "external link", "template", "parameter", "media",
    "category", "table", "comment", "number", "date", "name",
]  # fmt: skip
WHATS: tuple[What, ...] = get_args(What)

#: What kind of edit it was, the most telling first.
EditKind = Literal[
    "no change", "revert", "blanking", "section blanking", "whitespace only", "move", "typo", "citation work",
    "link work", "template work", "category work", "media work", "expansion", "removal", "copy-edit", "rewriting",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed, with its place on each side (None where it is not) and the text that changed.

    ``section`` is the path of headings, of the new text where there is one, else of the old. ``name`` says which
    template, parameter, link or section it is; ``before`` and ``after`` are source text; ``note`` is a remark in
    words ("url replaced by an archived copy").
    """

    kind: ChangeKind
    what: What
    section: tuple[str, ...]
    old: Span | None = None
    new: Span | None = None
    name: str = ""
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an edit did.

    ``changes`` come in the order of the new text, those that are gone where they were. ``kinds`` say what kind of
    edit it was. ``words_added`` and ``words_removed`` count words of running text, not of references, templates or
    markup. ``edit_types`` counts nodes in the vocabulary of mwedittypes:
    {"Reference": {"insert": 1}, "Word": {"change": 2}, ...}.
    """

    changes: tuple[Change, ...]
    kinds: tuple[EditKind, ...]
    words_added: int = 0
    words_removed: int = 0
    edit_types: dict[str, dict[str, int]] = field(default_factory=dict)
