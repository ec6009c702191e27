"""Measures following findings through consecutive revisions of a large article beside linting each from scratch.

    python tests/bench/bench_follow.py [--intervals N] [--scratch N]

*Incremental* is what ``articlewatch log`` pays for a history: the linter with its caches, the difference between
revisions, and writing to the store. *Scratch* is a new linter for each revision, of which only every so many are
measured. CPU time, in one process. Wanted: at least 15 times as fast as scratch.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import histories

from articlewatch.article import Revision, Snapshot
from articlewatch.history.following import follow_page
from articlewatch.history.pages import put_page, put_site
from articlewatch.history.recording import put_revision
from articlewatch.history.store import open_store
from articlewatch.lint import Linter, load_rules
from articlewatch.sources.records import Page, Site


def main() -> None:
    """Print the times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--intervals", type=int, default=2, help="hundreds of revisions")
    parser.add_argument("--scratch", type=int, default=8, help="how many revisions to lint from scratch")
    options = parser.parse_args()
    rules = load_rules()
    texts = list(histories.consecutive(options.intervals))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store.sqlite") as store:
        with store.transaction():
            page = put_page(store, put_site(store, Site("en.wikipedia.org", language="en")), Page(1, "A"), live=True)
            for number, text in enumerate(texts, 1):
                stamp = f"2020-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
                put_revision(store, page, Revision(number, timestamp=stamp), text, live=True)
        linter = Linter(rules)
        began = time.process_time()
        steps = follow_page(store, page, linter)
        incremental = (time.process_time() - began) / len(steps)
    sample = [text for text in texts[:: max(1, len(texts) // options.scratch)] if text]
    began = time.process_time()
    for text in sample:
        Linter(rules).lint(Snapshot(text, "A", site="en.wikipedia.org", language="en"))
    scratch = (time.process_time() - began) / len(sample)
    print(
        f"{len(steps)} revisions of {sum(map(len, texts)) / len(texts) / 1000:.0f} K code points, {len(rules)} rules: "
        f"incremental {incremental * 1e3:.1f} ms, scratch {scratch * 1e3:.0f} ms a revision, "
        f"ratio {scratch / incremental:.1f}"
    )


if __name__ == "__main__":
    main()
