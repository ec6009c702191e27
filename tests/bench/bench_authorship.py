"""Measures how far ``blame --words`` agrees with WikiWho about who wrote each word, and the time of both.

    pip install --no-deps WikiWho && python tests/bench/bench_authorship.py

WikiWho 1.0.3 is its authors' own program (MIT). Agreement is the share of the characters of the last text, spaces left
out, that both give to the same revision; *in and out* the share of these for which the lists of revisions that took
them out and put them back are the same too. Characters that WikiWho's cutting changes are left out. The histories are
those of the shared corpus and of ``snapshots/``. CPU time, in one process.

Measured in November 2026 (revisions, agreement, WikiWho's time divided by ours): the planted history 12, 0.985, 3.9;
1.6 Band 67, 0.981, 1.7; Derek Panza 106, 0.987, 1.2; Anarchism, its first edits, 97, 0.993, 1.3; every hundredth
revision of Anarchism, the last 30, 0.961, 9.5; real edits of Anarchism replayed 102, 0.999, 1.6. In and out: between
0.991 (Anarchism, its first edits) and 1.000.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import histories

from articlewatch.article import Revision
from articlewatch.history.authorship import Authorship, Written
from articlewatch.sources.records import PageRevision
from articlewatch.sources.xmldump import DumpError, read_dump

PLANTED = Path(__file__).resolve().parents[2] / "snapshots" / "fall-of-the-assad-government.xml"
LEAST = 12

History = list[tuple[Revision, str]]


def from_dump(path: Path) -> Iterator[tuple[str, History]]:
    """Yield the articles of a dump with at least so many revisions that there is something to tell."""
    pages: dict[str, History] = {}
    try:
        for record in read_dump(str(path)):
            if isinstance(record, PageRevision) and record.page.ns == 0 and record.text is not None:
                pages.setdefault(record.page.title, []).append((record.revision, record.text))
    except DumpError:
        pass  # one of the corpus's dumps was cut by those who published it
    yield from ((title, history) for title, history in pages.items() if len(history) >= LEAST)


def numbered(texts: list[str]) -> History:
    """Return texts as revisions numbered from 1."""
    return [(Revision(number, timestamp=f"2020-01-01T{number:06}Z"), text) for number, text in enumerate(texts, 1)]


def ours(history: History, *, trace: bool = False) -> list[Written]:
    """Return what the program says."""
    authorship = Authorship(trace=trace)
    for revision, text in history:
        authorship.add(revision, text, last=revision is history[-1][0])
    return authorship.written(history[-1][1])


def theirs(history: History) -> Iterator[tuple[str, int, list[int], list[int]]]:
    """Yield the tokens of the last text that WikiWho kept: (token, came with, taken out by, put back by)."""
    from WikiWho.utils import iter_rev_tokens
    from WikiWho.wikiwho import Wikiwho

    program: Any = Wikiwho("")
    program.analyse_article(
        [
            {"revid": r.revid, "timestamp": r.timestamp, "*": text, "userid": 1, "user": "",
             "sha1": hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()}
            | ({"comment": r.comment} if r.comment else {}) | ({"minor": ""} if r.minor else {})
            for r, text in history
        ]
    )  # fmt: skip
    last = program.revisions[program.ordered_revisions[-1]]
    assert last.id == history[-1][0].revid, "WikiWho takes the last revision for vandalism"
    for word in iter_rev_tokens(last):
        yield word.value, word.origin_rev_id, word.outbound, word.inbound


def agreement(
    text: str, mine: list[Written], other: list[tuple[str, int, list[int], list[int]]]
) -> tuple[float, float]:
    """Return the shares of characters to which both give the same revision, and of these the same later ones too."""
    origin = {at: run for run in mine for at in range(run.span.start, run.span.end)}
    lower = text.lower() if len(text.lower()) == len(text) else text
    at, same, traced, all_of_them = 0, 0, 0, 0
    for value, revision, out, back in other:
        start = lower.find(value, at, at + 200)
        if start < 0:
            continue
        at = start + len(value)
        all_of_them += len(value)
        for place in range(start, at):
            run = origin.get(place)
            if run is not None and run.revision.revid == revision:
                same += 1
                traced += [r.revid for r in run.out] == list(out) and [r.revid for r in run.back] == list(back)
    return same / all_of_them, traced / same


def main() -> None:
    """Print the agreement over each history."""
    found = [
        *from_dump(PLANTED),
        *from_dump(histories.REVISIONS / "derek_panza_115revs.xml.bz2"),
        *from_dump(histories.REVISIONS / "enwiki-20140102.tiny.xml.gz"),
        ("Anarchism, every 100th, the last 30", numbered(histories.every_hundredth()[-30:])),
        ("Anarchism, edits replayed", numbered(list(histories.consecutive(1)))),
    ]
    for title, history in found:
        began = time.process_time()
        ours(history)
        half = time.process_time()
        other = list(theirs(history))
        end = time.process_time()
        share, traced = agreement(history[-1][1], ours(history, trace=True), other)
        print(
            f"{title}: {len(history)} revisions, agreement {share:.3f}, in and out {traced:.3f}, {half - began:.2f} s, "
            f"WikiWho {end - half:.2f} s, ratio {(end - half) / (half - began):.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
