"""Files of the shared corpus beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def corpus_files(shared: Path, *patterns: str) -> Iterator[Path]:
    """Yield the corpus files that match *patterns*, in the order of their paths."""
    for pattern in patterns:
        yield from sorted(path for path in (shared / "corpus").glob(pattern) if path.is_file())
