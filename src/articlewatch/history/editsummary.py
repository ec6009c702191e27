"""What an edit did, in numbers and words short enough to keep one of each revision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from articlewatch.article import Article
from articlewatch.article.prose import Paragraph
from articlewatch.diff import Diff
from articlewatch.diff.meaning.sideview import SideView
from articlewatch.diff.meaning.touched import NEW, OLD, Touched
from articlewatch.diff.meaning.wordcount import edited_words
from articlewatch.lint.revised import Revised


@dataclass(frozen=True, slots=True)
class EditSummary:
    """One edit.

    ``parent`` is the id of the revision it is told against: the last before it whose text is known, 0 for none.
    ``kinds`` say what kind of edit it was, the most telling first. ``inserted`` and ``deleted`` are code points of
    source, ``words_added`` and ``words_removed`` words of running text; what only moved counts as neither. ``moved``
    counts passages that stand elsewhere now. ``sections`` are the paths of the sections touched, those of the new text
    before those that are gone; the lead is an empty path. ``nodes`` counts what was inserted, removed, changed or moved
    in the vocabulary of mwedittypes: {"Reference": {"insert": 1}}.
    """

    parent: int
    kinds: tuple[str, ...]
    inserted: int = 0
    deleted: int = 0
    words_added: int = 0
    words_removed: int = 0
    moved: int = 0
    sections: tuple[tuple[str, ...], ...] = ()
    nodes: dict[str, dict[str, int]] = field(default_factory=dict)


def first_summary(article: Article) -> EditSummary:
    """Return the summary of the edit that made a page."""
    words = sum(_words(paragraph) for paragraph in article.paragraphs)
    sections = tuple(dict.fromkeys(section.path for section in article.sections))
    return EditSummary(0, ("new page",), inserted=len(article.text), words_added=words, sections=sections)


def summarise(revised: Revised, parent: int, *, revert: bool = False) -> EditSummary:
    """Return the summary of an edit of revision *parent*.

    Of a *revert*, which brings nothing that was not known, and of rendered pages ``nodes`` are not counted.
    """
    diff = revised.diff
    if diff.identical:
        return EditSummary(parent, ("no change",))
    touched = Touched(diff)
    rendered = revised.page.format == "html"
    if revert or rendered:
        left, right = SideView(OLD, revised.old, touched), SideView(NEW, revised.new, touched)
        came, went = Counter(edited_words(right)), Counter(edited_words(left))
        kinds: tuple[str, ...] = ("revert",) if revert else ("edit",)
        added, removed = (came - went).total(), (went - came).total()
        nodes: dict[str, dict[str, int]] = {}
    else:
        meaning = revised.meaning
        kinds, nodes = meaning.kinds, meaning.edit_types
        added, removed = meaning.words_added, meaning.words_removed
    inserted, deleted, moved = _counted(diff)
    paths = [section.path for section in touched.sections(NEW, revised.new)]
    paths += [section.path for section in touched.sections(OLD, revised.old)]
    return EditSummary(
        parent, kinds, inserted, deleted, added, removed, moved, tuple(dict.fromkeys(paths)), nodes
    )  # fmt: skip


def _counted(diff: Diff) -> tuple[int, int, int]:
    """Code points inserted and deleted, and passages moved."""
    inserted = deleted = moved = 0
    for op in diff.edits():
        if op.kind == "move":
            moved += 1
        else:
            inserted += op.new.end - op.new.start
            deleted += op.old.end - op.old.start
    return inserted, deleted, moved


def _words(paragraph: Paragraph) -> int:
    return paragraph.words if paragraph.kind in ("text", "list") else 0
