"""From a comparison to what it means, looking only at the sections that changed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection

from articlewatch.article.article import Article
from articlewatch.article.parsing import parse
from articlewatch.article.passagecache import PassageCache
from articlewatch.diff.meaning.change import Change, Meaning
from articlewatch.diff.meaning.classify import classify
from articlewatch.diff.meaning.edittypes import edit_types
from articlewatch.diff.meaning.facts import CitationWatch, fact_changes, parameter_facts
from articlewatch.diff.meaning.nodes import node_changes
from articlewatch.diff.meaning.sideview import SideView
from articlewatch.diff.meaning.structure import structure_changes
from articlewatch.diff.meaning.touched import NEW, OLD, Touched
from articlewatch.diff.meaning.wordcount import edited_words
from articlewatch.diff.model import Diff


def explain(
    diff: Diff,
    old: Article | None = None,
    new: Article | None = None,
    *,
    earlier: Collection[str] = (),
) -> Meaning:
    """Return what an edit did to an article.

    *old* and *new* are the parsed sides, if the caller has them; otherwise both texts are parsed as wikitext of the
    English Wikipedia. Sections that did not change are not looked at. *earlier* holds the SHA-1 of earlier revisions
    (hexadecimal), by which a revert is known.
    """
    cache = PassageCache()
    old = old or parse(diff.old, cache=cache)
    new = new or parse(diff.new, cache=cache)
    touched = Touched(diff)
    left, right = SideView(OLD, old, touched), SideView(NEW, new, touched)
    changes = [*structure_changes(diff, left, right, touched), *node_changes(diff, left, right)]
    changes += [
        *fact_changes(diff, left, right, CitationWatch(changes, right)),
        *parameter_facts(changes),
    ]
    came, went = Counter(edited_words(right)), Counter(edited_words(left))
    # A word that only changed its place is neither added nor removed.
    added, removed = list((came - went).elements()), list((went - came).elements())
    return Meaning(
        tuple(_in_order(changes, diff)),
        classify(diff, changes, added, removed, earlier),
        len(added),
        len(removed),
        edit_types(diff, changes, added, removed),
    )


def _in_order(changes: list[Change], diff: Diff) -> list[Change]:
    """Sort changes by the new text; what is gone comes where it was."""
    steps = sorted((op.old.start, op.new.start) for op in diff.ops if op.old.start < op.old.end)
    starts = [start for start, _ in steps]

    def place(change: Change) -> tuple[int, int]:
        if change.new is not None:
            return change.new.start, 1
        index = bisect_right(starts, change.old.start) - 1 if change.old else -1
        return (steps[index][1] if index >= 0 else 0), 0

    return sorted(changes, key=place)
