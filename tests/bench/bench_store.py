"""Measures the store: size against the raw text, CPU time to write, and to read at random and in order.

    python tests/bench/bench_store.py [--intervals N]

Raw is the sum of the UTF-8 bytes of all revisions; the size is that of the whole SQLite file. Reading at random
is measured with the cache of unpacked texts emptied before every read, as when another program asks for one
revision. Wanted: at most 1/20 of the raw text on consecutive revisions, at most 1 ms CPU for a random read.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import histories

from articlewatch.article.snapshot import Revision
from articlewatch.history.pages import put_page, put_site
from articlewatch.history.recording import put_revision
from articlewatch.history.revisions import history, text_of
from articlewatch.history.store import open_store
from articlewatch.sources.records import Page, Site

_AT_ONCE = 50  # revisions in a transaction, as a fetch writes them
_READS = 300


def measure(name: str, texts: Iterable[str]) -> None:
    """Write *texts* as one history, read them back, and print a line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite"
        count = raw = 0
        writing = 0.0
        with open_store(path) as store:
            with store.transaction():
                page = put_page(store, put_site(store, Site("bench")), Page(1, name), live=True)
            batch: list[str] = []

            def write() -> None:
                nonlocal count, writing
                began = time.process_time()
                with store.transaction():
                    for text in batch:
                        count += 1
                        stamp = f"2020-01-01T{count // 3600:02}:{count // 60 % 60:02}:{count % 60:02}Z"
                        put_revision(store, page, Revision(count, timestamp=stamp), text, live=True)
                writing += time.process_time() - began
                batch.clear()

            for text in texts:
                raw += len(text.encode())
                batch.append(text)
                if len(batch) == _AT_ONCE:
                    write()
            write()
            everything = list(history(store, page))
            chance = random.Random(1)
            reads = []
            for stored in chance.choices(everything, k=_READS):
                store.texts.clear()
                began = time.process_time()
                text_of(store, stored)
                reads.append(time.process_time() - began)
            store.texts.clear()
            began = time.process_time()
            for stored in everything:
                text_of(store, stored)
            in_order = time.process_time() - began
        size = path.stat().st_size
    print(
        f"{name:34} {count:5} revisions {raw / 1e6:7.1f} MB raw {size / 1e6:6.2f} MB kept  x{raw / size:5.1f}"
        f"  write {writing / count * 1e3:5.2f} ms  random read {statistics.mean(reads) * 1e3:5.2f} ms"
        f" (worst {max(reads) * 1e3:4.2f})  in order {in_order / count * 1e3:5.2f} ms"
    )


def main() -> None:
    """Print one line a history."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--intervals", type=int, default=10, help="hundreds of revisions of the large article")
    options = parser.parse_args()
    measure("115 revisions, a short article", histories.from_dump("derek_panza_115revs.xml.bz2", "Derek Panza"))
    measure("104 early revisions", histories.from_dump("enwiki-20140102.tiny.xml.gz", "Anarchism"))
    measure("every 100th revision, a large one", histories.every_hundredth())
    measure("consecutive, a large article", histories.consecutive(options.intervals))


if __name__ == "__main__":
    main()
