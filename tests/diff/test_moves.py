"""Moves, splits and merges: found and named in real articles, and not invented in ordinary edits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from articlewatch.diff import Block, Diff, compare

Law = Callable[[Diff], None]
Articles = list[tuple[str, str]]

_HEADING = re.compile(r"^==[^=\n]", re.MULTILINE)
_PARAGRAPH = re.compile(r"^[A-Z'\[][^\n]{400,}$", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.](?:<ref[^>]*/>|<ref[^/>]*>[^<]*</ref>)*\s+(?=[A-Z])")
_WORD = re.compile(r"\b[a-z]{4,}\b")


def _kinds(diff: Diff, *ordinary: str) -> list[str]:
    return [block.kind for block in diff.blocks if block.kind not in ordinary]


def _reword(text: str, times: int, chance: random.Random) -> str:
    for match in sorted(chance.sample(list(_WORD.finditer(text)), times), key=lambda m: -m.start()):
        text = f"{text[: match.start()]}{chance.choice(['altered', 'other', 'thing'])}{text[match.end() :]}"
    return text


def _move_section(text: str, chance: random.Random) -> tuple[str, int]:
    """Move one section further down; return the text and the size of the smaller of the two that changed places."""
    starts = [match.start() for match in _HEADING.finditer(text)] + [len(text)]
    chosen = chance.randrange(len(starts) - 3)
    start, end = starts[chosen], starts[chosen + 1]
    target = starts[chance.randrange(chosen + 2, len(starts) - 1)]
    return text[:start] + text[end:target] + text[start:end] + text[target:], min(end - start, target - end)


def _split_paragraphs(text: str, chance: random.Random) -> tuple[str, int]:
    """Split two paragraphs into two to four each; return the text and how many were split."""
    done = 0
    for match in sorted(chance.sample(list(_PARAGRAPH.finditer(text)), 2), key=lambda m: -m.start()):
        paragraph = match.group()
        ends = [m.end() for m in _SENTENCE_END.finditer(paragraph) if 60 < m.end() < len(paragraph) - 60]
        if ends:
            cuts = [0, *sorted(chance.sample(ends, min(len(ends), chance.randint(1, 3)))), len(paragraph)]
            parts = [paragraph[low:high].rstrip() for low, high in pairwise(cuts)]
            text = text[: match.start()] + "\n\n".join(parts) + text[match.end() :]
            done += 1
    return text, done


def test_a_moved_section_is_one_move(lawful: Law, articles: Articles) -> None:
    chance = random.Random(1)
    for name, text in articles[:20]:
        moved, size = _move_section(text, chance)
        diff = compare(text, moved)
        lawful(diff)
        assert _kinds(diff) == ["moved"], name
        assert diff.blocks[0].exact
        assert abs(len(diff.blocks[0].old.of(text)) - size) <= 2, name
        assert all(op.kind in ("equal", "move") for op in diff.ops), name


def test_a_moved_and_reworded_section_is_one_move_with_edits(lawful: Law, articles: Articles) -> None:
    chance = random.Random(2)
    for name, text in articles[:20]:
        moved, _ = _move_section(text, chance)
        diff = compare(text, _reword(moved, 5, chance))
        lawful(diff)
        assert _kinds(diff, "edited") == ["moved"], name


def test_splits_and_merges(lawful: Law, articles: Articles) -> None:
    chance = random.Random(3)
    seen = 0
    for name, text in articles:
        if len(_PARAGRAPH.findall(text)) < 3 or seen >= 20:
            continue
        split, count = _split_paragraphs(text, chance)
        seen += count
        for other in (split, _reword(split, 6, chance)):
            there, back = compare(text, other), compare(other, text)
            lawful(there)
            assert _kinds(there, "edited") == ["split"] * count, name
            assert _kinds(back, "edited") == ["merged"] * count, name
    assert seen >= 10


@pytest.mark.parametrize("parts", [2, 3, 5, 8])
def test_a_paragraph_cut_into_many(parts: int) -> None:
    sentences = [
        f"In {1900 + n} the {word} of the town was opened by the mayor {word.title()}son."
        for n, word in enumerate(("bridge", "harbour", "school", "market", "theatre", "library", "station", "mill"))
    ]
    per = len(sentences) // parts
    cut = "\n\n".join(" ".join(sentences[k * per : (k + 1) * per if k < parts - 1 else None]) for k in range(parts))
    diff = compare(f"Before it.\n\n{' '.join(sentences)}\n\nAfter it.\n", f"Before it.\n\n{cut}\n\nAfter it.\n")
    assert [block.kind for block in diff.blocks] == ["split"]
    assert [block.kind for block in diff.reverse().blocks] == ["merged"]


def test_a_new_paragraph_beside_an_edited_one_is_no_split() -> None:
    old = "The bridge was opened in 1932 by the mayor of the town and has two lanes.\n"
    new = f"{old[:-2]} today.\n\nThe mayor of the town lost the next vote and went to live on the coast.\n"
    assert [block.kind for block in compare(old, new).blocks] == ["edited", "inserted"]


def test_swapped_list_items_of_a_few_letters_are_not_called_moves() -> None:
    diff = compare("Intro text.\n* One\n* Two\n* Three\n", "Intro text.\n* Two\n* One\n* Three\n")
    assert "moved" not in {block.kind for block in diff.blocks}


#: Moves, splits and merges that really happen in the revision pairs; each was read and is what it is called.
_REAL = {"moved": 5, "merged": 6, "split": 1}


def test_ordinary_edits_get_no_invented_moves(
    revision_pairs: list[tuple[str, str]], histories: list[list[str]]
) -> None:
    found: list[Block] = []
    pairs = list(revision_pairs)
    for history in histories[1:]:
        pairs.extend(pairwise(history))
    for old, new in pairs:
        found += [block for block in compare(old, new).blocks if block.kind in ("moved", "split", "merged")]
    counts = {kind: sum(block.kind == kind for block in found) for kind in {block.kind for block in found}}
    assert len(pairs) > 300
    assert counts == _REAL
