"""Edits counted in the vocabulary of mwedittypes, so that figures can be compared with Wikimedia's research.

The names of nodes and actions are those of https://github.com/geohci/edit-types; the counting is our own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from articlewatch.diff.meaning.change import Change, ChangeKind, What
from articlewatch.diff.model import Diff

_NODES: dict[What, str] = {
    "section": "Section",
    "heading": "Heading",
    "paragraph": "Paragraph",
    "citation": "Reference",
    "wikilink": "Wikilink",
    "external link": "ExternalLink",
    "template": "Template",
    "media": "Media",
    "category": "Category",
    "table": "Table",
    "comment": "Comment",
}
_ACTIONS: dict[ChangeKind, str] = {
    "added": "insert",
    "reused": "insert",
    "removed": "remove",
    "edited": "change",
    "renamed": "change",
    "split": "change",
    "merged": "change",
    "moved": "move",
}
_MARK = re.compile(r"[^\w\s]")
_BLANK = re.compile(r"\s")


def edit_types(
    diff: Diff, changes: Iterable[Change], added: Sequence[str], removed: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return node -> action -> how often. A template is changed once, however many parameters are."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    templates = set()
    for change in changes:
        if change.what == "parameter":
            templates.add((change.section, change.name.partition("|")[0]))
        elif change.what in _NODES:
            counts[_NODES[change.what]][_ACTIONS[change.kind]] += 1
            if change.what == "section" and change.kind == "renamed":
                counts["Heading"]["change"] += 1
    if templates:
        counts["Template"]["change"] += len(templates)
    for node, came, went in (
        ("Word", Counter(added), Counter(removed)),
        ("Punctuation", *_characters(diff, _MARK)),
        ("Whitespace", *_characters(diff, _BLANK)),
    ):
        _count(counts[node], came - went, went - came)
    return {node: dict(actions) for node, actions in sorted(counts.items()) if actions}


def _characters(diff: Diff, pattern: re.Pattern[str]) -> tuple[Counter[str], Counter[str]]:
    """Return the characters that *pattern* finds in what came in and in what went."""
    came: Counter[str] = Counter()
    went: Counter[str] = Counter()
    for op in diff.edits():
        if op.kind != "move":
            came.update(pattern.findall(op.new.of(diff.new)))
            went.update(pattern.findall(op.old.of(diff.old)))
    return came, went


def _count(actions: Counter[str], came: Counter[str], went: Counter[str]) -> None:
    """Count as many as both came and went as changed, the rest as inserted or removed."""
    changed = min(came.total(), went.total())
    for action, number in (
        ("change", changed),
        ("insert", came.total() - changed),
        ("remove", went.total() - changed),
    ):
        if number:
            actions[action] += number
