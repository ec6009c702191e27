"""Measures following a page through consecutive revisions beside linting each revision from scratch.

    python tests/bench/bench_follow.py [--revisions N] [--scratch N]

Two pages: the English article of the corpus with the most running text (328,000 code points in 47 sections), onto
which real edits of another article's history are replayed one by one; and a history of 80,000 code points in 20
sections, in steps of its own edits, several at a time. What an edit costs goes by the sections it touched, so a page
of few sections cannot gain as much. Of each two figures:
*linting alone*, a linter that keeps what it found beside a new linter for each revision; and *following*, what
``articlewatch log`` does for a revision (reading it from the store, linting, the difference, the rules about edits,
the lives of findings and writing them) beside linting alone from scratch, which does none of the rest. CPU time, in
one process; scratch is measured in turn with the rest, on every so many revisions. Wanted on the large article: at
least 15 times as fast.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent))
import histories

from articlewatch.article import Revision, Snapshot
from articlewatch.history.following import follow_page
from articlewatch.history.pages import put_page, put_site
from articlewatch.history.recording import put_revision
from articlewatch.history.store import open_store
from articlewatch.lint import Linter, Rule, load_rules
from articlewatch.sources.records import Page, Site

T = TypeVar("T")


def main() -> None:
    """Print a line for each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--revisions", type=int, default=200, help="of each page")
    parser.add_argument("--scratch", type=int, default=20, help="how many revisions to lint from scratch")
    options = parser.parse_args()
    rules = load_rules()
    title, text = histories.large_article()
    compare(title, list(histories.replayed(text, options.revisions)), rules, options.scratch)
    compare("Anarchism", list(histories.consecutive(options.revisions // 100 or 1)), rules, options.scratch)


def compare(title: str, texts: list[str], rules: Sequence[Rule], sample: int) -> None:
    """Print what the revisions *texts* of a page take, one after another and from scratch."""
    snapshots = [Snapshot(text, title, site="en.wikipedia.org", language="en") for text in texts]
    linter, alone, scratch = Linter(rules), 0.0, []
    linter.lint(snapshots[0])
    for number, snapshot in enumerate(snapshots[1:]):
        alone += timed(lambda: linter.lint(snapshot))[1]  # noqa: B023
        if snapshot.text and number % max(1, len(texts) // sample) == 0:
            scratch.append(timed(lambda: Linter(rules).lint(snapshot))[1])  # noqa: B023
    incremental, whole = alone / (len(texts) - 1), sum(scratch) / len(scratch)
    following = followed(title, texts, rules) / (len(texts) - 1)
    print(
        f"{title}: {len(texts)} revisions of {sum(map(len, texts)) / len(texts) / 1000:.0f} K code points, "
        f"{len(rules)} rules; from scratch {whole * 1e3:.0f} ms a revision; "
        f"linting alone {incremental * 1e3:.1f} ms, ratio {whole / incremental:.1f}; "
        f"all of following {following * 1e3:.1f} ms, ratio {whole / following:.1f}"
    )


def followed(title: str, texts: list[str], rules: Sequence[Rule]) -> float:
    """Return the seconds it takes to follow *texts* from a store, once the first of them has been followed."""
    linter = Linter(rules)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store.sqlite") as store:
        with store.transaction():
            site = put_site(store, Site("en.wikipedia.org", language="en"))
            page = put_page(store, site, Page(1, title), live=True)
            put_revision(store, page, Revision(1, timestamp="2020-01-01T00:00:01Z"), texts[0], live=True)
        follow_page(store, page, linter)
        with store.transaction():
            for number, text in enumerate(texts[1:], 2):
                stamp = f"2020-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
                put_revision(store, page, Revision(number, timestamp=stamp), text, live=True)
        return timed(lambda: follow_page(store, page, linter))[1]


def timed(call: Callable[[], T]) -> tuple[T, float]:
    """Return what *call* returns and the seconds of CPU it took."""
    began = time.process_time()
    result = call()
    return result, time.process_time() - began


if __name__ == "__main__":
    main()
