"""Clean sentences of the shared corpus, split by document into train, validation and test.

The split is decided by a hash of the seed and the document's title, so it is the same everywhere and
a document never lies on both sides. Nothing here copies text into the project.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import sentencex

Part = Literal["train", "validation", "test"]

SEED = 8
SHARED = Path(__file__).resolve().parents[3] / "shared"
FILES = ("corpus/text/wikitext-2/valid.txt", "corpus/text/enwiki_plain_open.txt")

# Holes left by the extraction of the plain texts (a template or a formula that stood there), and rows of
# tables and lists that came along: no sentences of the article.
_SCAR = re.compile(
    r"\w  |  \w|\( ?[,;)]| [,;.)]|\(\s"
    r"|[|{}\[\]<>=\\]|^\W*$|<unk>|[,;]\s*\)|\w- |''|\t|: ?$"
)
_STOP = frozenset(["the", "of", "and", "in", "to", "a", "is", "was", "for", "as", "by", "with", "on", "that"])


class Document(NamedTuple):
    """One article's sound prose: where it comes from, its title, its part of the split, its sentences."""

    file: str
    title: str
    part: Part
    sentences: tuple[str, ...]


def part_of(title: str, seed: int = SEED) -> Part:
    """Return the part of the split a document belongs to: half train, 15 % validation, 35 % test."""
    place = int.from_bytes(hashlib.sha256(f"{seed}:{title}".encode()).digest()[:4], "big") / 2**32
    return "train" if place < 0.5 else "validation" if place < 0.65 else "test"


def documents(shared: Path = SHARED) -> Iterator[Document]:
    """Yield the English documents of the plain texts and rendered pages with at least five sound sentences."""
    yield from _documents(FILES[0], _wikitext2((shared / FILES[0]).read_text("utf-8")))
    yield from _documents(FILES[1], _plain((shared / FILES[1]).read_text("utf-8")))
    for path in sorted((shared / "corpus/html").glob("*/*.html")):
        name = path.relative_to(shared).as_posix()
        # Rendered pages are few and of other articles: all of them are for training.
        for document in _documents(name, _page(path)):
            yield document._replace(part="train")


def sentences(part: Part, shared: Path = SHARED) -> list[str]:
    """Return all sound sentences of one part of the split."""
    return [s for d in documents(shared) if d.part == part for s in d.sentences]


def _documents(file: str, parts: Iterator[tuple[str, list[str]]]) -> Iterator[Document]:
    for title, paragraphs in parts:
        found = tuple(s for p in paragraphs for s in _split(p) if _sound(s))
        if len(found) >= 5 and _is_english(found):
            yield Document(file, title, part_of(title), found)


def _split(paragraph: str) -> list[str]:
    return [s.strip() for s in sentencex.segment("en", paragraph)]


def _sound(sentence: str) -> bool:
    words = sentence.split()
    return (
        5 <= len(words) <= 80
        and sentence[-1] in '.!?"”)'
        and (sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in '"“(')
        and not _SCAR.search(sentence)
    )


def _is_english(found: tuple[str, ...]) -> bool:
    words = [w.lower() for s in found[:50] for w in s.split()]
    return sum(w in _STOP for w in words) > 0.15 * len(words)


def _wikitext2(text: str) -> Iterator[tuple[str, list[str]]]:
    title, paragraphs = "", list[str]()
    for line in text.split("\n"):
        line = line.strip()
        if re.fullmatch(r"= [^=].*[^=] =", line):
            if title:
                yield title, paragraphs
            title, paragraphs = line.strip("= "), []
        elif line and not line.startswith("="):
            paragraphs.append(detokenised(line))
    yield title, paragraphs


def detokenised(line: str) -> str:
    """Return a line of WikiText-2 with the spaces of its tokenisation taken out again."""
    line = re.sub(r" @(\W)@ ", r"\1", line)
    parts = re.split(r'(?:(?<=\s)|^)"(?=\s|$)', line)
    line = parts[0] + "".join('"' + p for i, p in enumerate(parts[1:]))
    line = re.sub(r'(^|\s)"\s*([^"]*?)\s*"', r'\1"\2"', line)
    line = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m|')(?=\s|$|[.,;:)])", r"\1", line)
    line = re.sub(r" ([.,;:!?%)\]])", r"\1", line)
    line = re.sub(r"([(\[$£€]) ", r"\1", line)
    line = re.sub(r" ([–—]) (?=\d)", r"\1", line) if re.search(r"\d [–—] \d", line) else line
    return re.sub(r"(\d) / (\d)", r"\1/\2", line).strip()


def _plain(text: str) -> Iterator[tuple[str, list[str]]]:
    for block in re.split(r"(?m)^=== ", text)[1:]:
        title, _, body = block.partition("\n")
        yield title.removesuffix(" ==="), [p for p in body.split("\n") if len(p) > 60]


def _page(path: Path) -> Iterator[tuple[str, list[str]]]:
    text = re.sub(r"(?s)<(sup|style|script|math|table)\b.*?</\1>", "", path.read_text("utf-8", "replace"))
    paragraphs = [re.sub(r"<[^>]*>", "", p) for p in re.findall(r"(?s)<p\b[^>]*>(.*?)</p>", text)]
    paragraphs = [" ".join(html.unescape(p).split()) for p in paragraphs]
    yield path.stem, [re.sub(r"\[[^\]]{1,12}\]", "", p) for p in paragraphs if len(p) > 60]


if __name__ == "__main__":
    counts: dict[str, list[int]] = {}
    for document in documents():
        print(f"{document.part:10} {len(document.sentences):6} {document.file} {document.title}")
        row = counts.setdefault(document.part, [0, 0])
        row[0] += 1
        row[1] += len(document.sentences)
    for part, (n, m) in counts.items():
        print(f"{part}: {n} documents, {m} sentences")
