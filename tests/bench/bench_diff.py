"""Measures articlewatch.diff beside wikidiff2, difflib, deltas and mwedittypes, pair by pair in one run.

    python tests/bench/bench_diff.py [--peers-python PATH] [--slow N]

wikidiff2 needs PHP with php-wikidiff2; deltas and mwedittypes an interpreter that has them (they are no
dependencies of the project: ``python -m venv peers && peers/bin/pip install deltas mwedittypes``). What is missing
is left out and said. Times are the best of several runs; a ratio is taken per pair, engines interleaved, and the
median over the set is printed: 2.0 means that articlewatch takes twice the other's time, 0.02 that it is 50 times
as fast. Flagged are the code points shown as deleted or inserted; what is shown as moved does not count.
"""

from __future__ import annotations

import argparse
import difflib
import html
import json
import re
import shutil
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import diff_corpus

from articlewatch.diff import Diff, compare

HERE = Path(__file__).resolve().parent
REPEAT = 15
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CHANGE = re.compile(r'<(ins|del) class="diffchange[^>]*>(.*?)</\1>', re.DOTALL)
_LINE = re.compile(r'<td class="diff-(?:deleted|added)line[^>]*>(.*?)</td>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


class Server:
    """A process that answers one JSON line for each it gets."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, **job: Any) -> dict[str, Any]:
        """Send a request and wait for its answer."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


@contextmanager
def serving(command: list[str] | None) -> Iterator[Server | None]:
    """Run a server for the time of a with block; None where there is no command."""
    server = Server(command) if command else None
    try:
        yield server
    finally:
        if server:
            server.close()


def best_time(call: Callable[[], object], repeat: int) -> float:
    """Return the shortest time of *repeat* calls, in seconds."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def flagged(diff: Diff) -> int:
    """Return the code points shown as deleted or inserted; line feeds, which wikidiff2 cannot show, left out."""
    return sum(
        len(op.old.of(diff.old).replace("\n", "")) + len(op.new.of(diff.new).replace("\n", ""))
        for op in diff.ops
        if op.kind not in ("equal", "move")
    )


def flagged_wikidiff2(page: str) -> int:
    """Return the code points wikidiff2 shows as deleted or inserted: marked words, and whole lines without a mate."""
    total = 0
    for row in _ROW.findall(page):
        changes = [text for _, text in _CHANGE.findall(row)]
        if not changes and "movedpara" not in row:
            changes = _LINE.findall(row)
        total += sum(len(html.unescape(_TAG.sub("", text))) for text in changes)
    return total


def difflib_words(old: str, new: str) -> None:
    """Compare words with difflib, its heuristics on (without them it is slower by another order)."""
    difflib.SequenceMatcher(None, _TOKEN.findall(old), _TOKEN.findall(new)).get_opcodes()


def measure(name: str, pairs: diff_corpus.Pairs, wikidiff2: Server | None, peers: Server | None, slow: int) -> None:
    """Print one line a peer for a set of pairs."""
    ratios: dict[str, list[float]] = {}
    ours = theirs = 0
    step = max(len(pairs) // slow, 1)
    for number, (old, new) in enumerate(pairs):
        mine = best_time(lambda old=old, new=new: compare(old, new), REPEAT)
        ours += flagged(compare(old, new))
        if wikidiff2:
            answer = wikidiff2.ask(old=old, new=new, repeat=REPEAT)
            ratios.setdefault("wikidiff2", []).append(mine / (answer["ns"] / 1e9))
            theirs += flagged_wikidiff2(answer["html"])
        seconds = best_time(lambda old=old, new=new: difflib_words(old, new), 2)
        ratios.setdefault("difflib, words", []).append(mine / seconds)
        if number % step:
            continue
        for engine in ENGINES if peers else ():
            seconds = peers.ask(engine=engine, old=old, new=new)["seconds"] if peers else 0
            ratios.setdefault(engine, []).append(mine / seconds)
    size = int(statistics.median(len(old) for old, _ in pairs))
    print(f"\n{name}: {len(pairs)} pairs, median {size} code points")
    for engine, values in ratios.items():
        middle = statistics.median(values)
        factor = f"{middle:.2f} x its time" if middle > 0.2 else f"{1 / middle:.0f} times as fast"
        print(f"  beside {engine:24} n={len(values):3}  median {factor}")
    if wikidiff2:
        print(f"  flagged code points: articlewatch {ours}, wikidiff2 {theirs}")


ENGINES = ("deltas sequence", "deltas segment", "mwedittypes simple", "mwedittypes structured")


def measure_memory() -> None:
    """Print the extra memory a comparison of 100,000 tokens with 20 edits takes."""
    text = "".join(diff_corpus.articles(12))
    text = "".join(_TOKEN.findall(text)[:100_000])
    import random

    new = diff_corpus.reword(text, 20, random.Random(1))
    compare(text, new)
    tracemalloc.start()
    diff = compare(text, new)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    taken = best_time(lambda: compare(text, new), 5)
    print(
        f"\n100,000 tokens ({len(text)} code points), 20 edits: {peak / 1e6:.2f} MB extra, {taken * 1e3:.1f} ms, "
        f"{sum(op.kind != 'equal' for op in diff.ops)} operations"
    )


def main() -> None:
    """Run everything."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--peers-python", help="an interpreter that has deltas and mwedittypes")
    options.add_argument("--slow", type=int, default=8, help="pairs of each set to give to deltas and mwedittypes")
    given = options.parse_args()
    if not diff_corpus.SHARED.is_dir():
        sys.exit("bench_diff: the shared corpus is not beside this checkout")
    php = shutil.which("php")
    if not php:
        print("wikidiff2 left out: there is no php")
    if not given.peers_python:
        print("deltas and mwedittypes left out: no --peers-python given")
    sets = [(f"recent changes, {language}", diff_corpus.recent_changes(language)) for language in diff_corpus.LANGUAGES]
    sets += [
        ("consecutive revisions", diff_corpus.consecutive()),
        ("one section moved, four edits", diff_corpus.moved_sections(10)),
        ("one section of over 50 lines moved, four edits", diff_corpus.moved_sections(10, lines=50)),
        ("two paragraphs split", diff_corpus.split_paragraphs(10)),
    ]
    with (
        serving([php, str(HERE / "wikidiff2_server.php")] if php else None) as wikidiff2,
        serving([given.peers_python, str(HERE / "diff_peers.py")] if given.peers_python else None) as peers,
    ):
        for name, pairs in sets:
            measure(name, pairs, wikidiff2, peers, given.slow)
    measure_memory()


if __name__ == "__main__":
    main()
