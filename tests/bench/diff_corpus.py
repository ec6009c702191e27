"""The sets of revision pairs bench_diff.py measures: real consecutive edits, and edits made by hand."""

from __future__ import annotations

import bz2
import random
import re
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

Pairs = list[tuple[str, str]]

SHARED = Path(__file__).resolve().parents[3] / "shared"
LANGUAGES = ("en", "hi", "ru", "th", "zh")
_HEADING = re.compile(r"^==[^=\n]", re.MULTILINE)
_WORD = re.compile(r"\b[a-z]{4,}\b")
_PARAGRAPH = re.compile(r"^[A-Z'\[][^\n]{600,}$", re.MULTILINE)


def recent_changes(language: str) -> Pairs:
    """Edits taken from the recent changes of one Wikipedia."""
    folder = SHARED / "corpus" / "revisions" / "pairs" / language
    return [
        (_read(old), _read(old.with_name(old.name.replace(".old.", ".new."))))
        for old in sorted(folder.glob("*.old.wikitext"))
    ]


def consecutive() -> Pairs:
    """Consecutive revisions of the pages of one export; edits that change nothing are left out."""
    texts: list[list[str]] = []
    path = SHARED / "corpus" / "revisions" / "derek_panza_115revs.xml.bz2"
    with bz2.open(path) as export, suppress(ElementTree.ParseError):
        for _, element in ElementTree.iterparse(export):
            if element.tag.endswith("}title"):
                texts.append([])
            elif element.tag.endswith("}text"):
                texts[-1].append(element.text or "")
    return [(old, new) for history in texts for old, new in pairwise(history) if old != new]


def articles(count: int) -> list[str]:
    """English articles with several sections."""
    found = []
    for path in sorted((SHARED / "corpus" / "wikitext" / "en").glob("*.wikitext")):
        text = _read(path)
        if 20_000 < len(text) < 120_000 and text.count("\n==") >= 8:
            found.append(text)
    return found[:count]


def moved_sections(count: int, *, lines: int = 0, seed: int = 7) -> Pairs:
    """Articles with one section of at least *lines* lines moved further down, past as many, and four words changed."""
    chance = random.Random(seed)
    pairs: Pairs = []
    for text in articles(200):
        starts = [match.start() for match in _HEADING.finditer(text)] + [len(text)]
        moves = [
            (start, end, target)
            for at, (start, end) in enumerate(pairwise(starts[:-2]))
            for target in starts[at + 2 : -1]
            if min(_lines(text[start:end]), _lines(text[end:target])) >= lines
        ]
        if moves and len(pairs) < count:
            start, end, target = chance.choice(moves)
            moved = text[:start] + text[end:target] + text[start:end] + text[target:]
            pairs.append((text, reword(moved, 4, chance)))
    return pairs


def _lines(text: str) -> int:
    return sum(bool(line.strip()) for line in text.split("\n"))


def split_paragraphs(count: int, seed: int = 8) -> Pairs:
    """Articles with two paragraphs split in two."""
    chance = random.Random(seed)
    pairs = []
    for text in articles(4 * count):
        paragraphs = list(_PARAGRAPH.finditer(text))
        if len(paragraphs) < 3 or len(pairs) == count:
            continue
        new = text
        for match in sorted(chance.sample(paragraphs, 2), key=lambda m: -m.start()):
            cut = match.group().find(". ", 200)
            if 0 < cut < len(match.group()) - 100:
                at = match.start() + cut + 1
                new = f"{new[:at]}\n\n{new[at + 1 :]}"
        pairs.append((text, new))
    return pairs


def reword(text: str, times: int, chance: random.Random) -> str:
    """Change some words."""
    for match in sorted(chance.sample(list(_WORD.finditer(text)), times), key=lambda m: -m.start()):
        text = f"{text[: match.start()]}{chance.choice(['altered', 'other', 'thing'])}{text[match.end() :]}"
    return text


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
