"""Real histories of the shared corpus, and consecutive revisions of a large article made from them."""

from __future__ import annotations

import itertools
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

from articlewatch.diff import Op, compare
from articlewatch.sources.records import PageRevision
from articlewatch.sources.xmldump import DumpError, read_dump

REVISIONS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "revisions"


def from_dump(name: str, title: str) -> list[str]:
    """Return the texts of page *title* in a dump of the corpus, in its order."""
    texts = []
    try:
        for record in read_dump(str(REVISIONS / name)):
            if isinstance(record, PageRevision) and record.page.title == title and record.text is not None:
                texts.append(record.text)
    except DumpError:
        pass  # one of the corpus's dumps was cut by those who published it
    return texts


def every_hundredth() -> list[str]:
    """Return every hundredth revision of one large article, oldest first."""
    with lzma.open(REVISIONS / "anarchism_every100th.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def consecutive(intervals: int = 10, each: int = 100) -> Iterator[str]:
    """Yield about *intervals* x *each* consecutive revisions of a large article.

    The real edits between two revisions that were a hundred apart are made one after another, as many at a time
    as it takes to get *each* revisions out of an interval. One in a hundred is blanked and restored.
    """
    snapshots = every_hundredth()[-intervals - 1 :]
    for old, new in itertools.pairwise(snapshots):
        diff = compare(old, new)
        edits = sum(op.kind not in ("equal", "move") for op in diff.ops)
        for revision in range(each):
            text = _after(diff.ops, old, new, edits * (revision + 1) // each)
            yield text
            if revision == each // 2:
                yield ""
                yield text


def _after(ops: tuple[Op, ...], old: str, new: str, edits: int) -> str:
    parts = []
    for op in ops:
        if op.kind in ("equal", "move"):
            parts.append(op.new.of(new))
            continue
        parts.append(op.new.of(new) if edits > 0 else op.old.of(old))
        edits -= 1
    return "".join(parts)
