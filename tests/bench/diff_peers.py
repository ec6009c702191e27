"""Answers timing requests for deltas and mwedittypes; run by bench_diff.py in an environment that has them.

One JSON request a line on standard input ({"engine", "old", "new"}), one JSON answer a line ({"seconds"}).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import deltas
import mwedittypes


def _deltas_sequence(old: str, new: str) -> None:
    list(deltas.sequence_matcher.diff(deltas.text_split.tokenize(old), deltas.text_split.tokenize(new)))


def _deltas_segment(old: str, new: str) -> None:
    list(deltas.segment_matcher.diff(deltas.text_split.tokenize(old), deltas.text_split.tokenize(new)))


def _mwedittypes_simple(old: str, new: str) -> None:
    mwedittypes.SimpleEditTypes("wikitext", old, new, "en").get_diff()


def _mwedittypes_structured(old: str, new: str) -> None:
    mwedittypes.StructuredEditTypes("wikitext", old, new, "en").get_diff()


ENGINES: dict[str, Callable[[str, str], None]] = {
    "deltas sequence": _deltas_sequence,
    "deltas segment": _deltas_segment,
    "mwedittypes simple": _mwedittypes_simple,
    "mwedittypes structured": _mwedittypes_structured,
}


def main() -> None:
    """Serve until standard input ends."""
    for engine in ENGINES.values():
        engine("warm up", "warmed up")
    for line in sys.stdin:
        job = json.loads(line)
        start = time.perf_counter()
        ENGINES[job["engine"]](job["old"], job["new"])
        print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)


if __name__ == "__main__":
    main()
