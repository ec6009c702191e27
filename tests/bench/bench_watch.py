"""Measures a pass over a long watch-list: requests, and CPU seconds of the whole process, its start included.

    python tests/bench/bench_watch.py [--repeat N]

The wiki is a server in this process that answers as MediaWiki does, so its CPU time does not count. All rules are on.
The start is what ``articlewatch check`` takes with nothing due. Wanted: 500 unchanged pages in at most 12 requests
and 2 s of CPU, 10,000 pages of which 1 % changed in at most 320 requests.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from watch.quiet_wiki import QuietWiki, watch_all

from articlewatch.history.store import open_store


def measure(pages: int, each: int) -> tuple[float, float, int]:
    """Return the CPU seconds of a pass over *pages*, those of a pass with nothing due, and the requests."""
    wiki = QuietWiki(each)
    with tempfile.TemporaryDirectory() as folder, wiki.serving() as api:
        path = Path(folder) / "articlewatch.sqlite"
        with open_store(path) as store:
            watch_all(store, api, pages)
        whole = run(path)
        with open_store(path) as store, store.transaction():  # a changed page may have put off what came after it
            store.connection.execute("UPDATE watch SET due = 4102444800, every = 4102444800")
        asked = len(wiki.asked)
        return whole, run(path), asked


def run(store: Path) -> float:
    """Return the CPU seconds, in user and system mode, of one ``articlewatch check``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "articlewatch", "check", "--isolated", "--exit-zero", "--store", str(store)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ARTICLEWATCH_")}
    subprocess.run(command, check=True, capture_output=True, cwd=store.parent, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each, of which the median counts")
    repeat = parser.parse_args().repeat
    for pages, each, least in ((500, 0, 12), (10_000, 0, 320), (10_000, 100, 320)):
        runs = [measure(pages, each) for _ in range(repeat)]
        whole, start = (statistics.median(run[part] for run in runs) for part in (0, 1))
        changed = f"{pages // each} changed" if each else "unchanged"
        print(
            f"{pages:,} pages, {changed}: {runs[0][2]} requests (wanted: {least} at most), "
            f"{whole:.2f} s CPU, {whole / start:.1f} x the start alone ({start:.2f} s)"
        )


if __name__ == "__main__":
    main()
