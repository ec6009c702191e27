"""What kind of edit it was: revert, blanking, typo, copy-edit, citation work, expansion …"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha1

from rapidfuzz.distance import OSA

from articlewatch.diff.meaning.change import Change, EditKind, What
from articlewatch.diff.model import Diff

#: A page this long that shrinks below the second figure and loses that share was blanked (WikiWho's rule).
_LONG, _SHORT, _LOST = 1000, 1000, 0.6
#: So many words of running text more than before, and so many times as many as went, make an expansion.
_MANY_WORDS, _TIMES = 20, 3
#: A typo is mended by at most so many letters in a word, in at most so many words.
_LETTERS, _WORDS, _SHORT_WORD = 2, 3, 5

_WORK: tuple[tuple[EditKind, frozenset[What]], ...] = (
    ("citation work", frozenset({"citation"})),
    ("link work", frozenset({"wikilink", "external link"})),
    ("template work", frozenset({"template", "parameter"})),
    ("category work", frozenset({"category"})),
    ("media work", frozenset({"media"})),
)


def classify(
    diff: Diff,
    changes: Sequence[Change],
    added: Sequence[str],
    removed: Sequence[str],
    earlier: Collection[str] = (),
) -> tuple[EditKind, ...]:
    """Return what kinds of edit it was, the most telling first.

    *added* and *removed* are words of running text; *earlier* holds the SHA-1 of earlier revisions in hexadecimal,
    the one before left out: a text that was there already is a revert.
    """
    if diff.identical:
        return ("no change",)
    kinds: list[EditKind] = []
    if earlier and sha1(diff.new.encode("utf-8", "surrogatepass")).hexdigest() in earlier:
        kinds.append("revert")
    if _is_blanking(diff):
        return (*kinds, "blanking")
    edits = [op for op in diff.edits() if op.kind != "move"]
    if not edits:
        return (*kinds, "move")
    if all(_is_blank(op.old.of(diff.old)) and _is_blank(op.new.of(diff.new)) for op in edits):
        return (*kinds, "whitespace only")
    if any(c.what == "section" and c.kind == "removed" for c in changes) and len(removed) > 2 * len(added):
        kinds.append("section blanking")
    kinds += [kind for kind, whats in _WORK if any(change.what in whats for change in changes)]
    kinds += _prose_kinds(diff, added, removed, only_prose=not kinds)
    if any(block.kind == "moved" for block in diff.blocks):
        kinds.append("move")
    return tuple(kinds) or ("copy-edit",)


def _is_blanking(diff: Diff) -> bool:
    if _is_blank(diff.new):
        return not _is_blank(diff.old)
    return len(diff.old) > _LONG and len(diff.new) < min(_SHORT, (1 - _LOST) * len(diff.old))


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _prose_kinds(diff: Diff, added: Sequence[str], removed: Sequence[str], *, only_prose: bool) -> list[EditKind]:
    if not added and not removed:
        return ["copy-edit"] if only_prose else []
    if only_prose and _is_typo(diff):
        return ["typo"]
    if len(added) - len(removed) >= _MANY_WORDS and len(added) >= _TIMES * len(removed):
        return ["expansion"]
    if len(removed) - len(added) >= _MANY_WORDS and len(removed) >= _TIMES * len(added):
        return ["removal"]
    if min(len(added), len(removed)) >= _MANY_WORDS:
        return ["rewriting"]
    return ["copy-edit"]


def _is_typo(diff: Diff) -> bool:
    """Say whether only the letters of a few words changed; a changed figure is never a typo."""
    edits = [op for op in diff.edits() if op.kind != "move"]
    if len(edits) > _WORDS:
        return False
    for op in edits:
        before, after = op.old.of(diff.old), op.new.of(diff.new)
        if not (before.isalpha() and after.isalpha()):
            return False
        # In a short word two letters make another word: "the" and "that".
        most = _LETTERS if min(len(before), len(after)) > _SHORT_WORD else 1
        if OSA.distance(before, after, score_cutoff=most) > most:
            return False
    return bool(edits)
