"""Time and size of the report beside the linting it rests on: python tests/bench/bench_report.py [article …].

Linting and reporting are timed in turns in one process, so that a busy machine slows both alike; the best of three
counts. Without arguments it takes made-up articles of 300, 3,000 and 20,000 findings, and the corpus where it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from articlewatch.article import Snapshot
from articlewatch.lint import Linter, Rule, load_rules
from articlewatch.report import Report, make_page
from articlewatch.report.reporters import FORMS, render

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "wikitext" / "en"
_TURNS = 3
_LARGEST = 4
_FAULTS = ("It was was so.", "A lonely ]] bracket.", "On December 8th, 2024 it began.", "[[Tree|Tree]] grows.")


def made_up(findings: int) -> Snapshot:
    """Return an article with about so many findings, ten to a section."""
    lines = []
    for number in range(findings):
        if number % 10 == 0:
            lines.append(f"== Part {number} ==")
        lines.append(f"Sentence {number} about a place that many people know well. {_FAULTS[number % 4]}\n")
    return Snapshot("\n".join(lines), title=f"Made up {findings}", site="en.wikipedia.org")


def subjects(arguments: list[str]) -> Iterator[Snapshot]:
    """Yield what is measured."""
    files = [Path(name) for name in arguments]
    if not files:
        yield from map(made_up, (300, 3000, 20000))
        files = sorted(CORPUS.glob("*.wikitext"), key=lambda file: -file.stat().st_size)[:_LARGEST]
    for file in files:
        yield Snapshot(file.read_text(encoding="utf-8"), title=file.stem, site="en.wikipedia.org")


def measure(snapshot: Snapshot, rules: list[Rule]) -> str:
    """Return a line of figures."""
    lint = page = html = float("inf")
    for _ in range(_TURNS):
        linter = Linter(rules)  # a new one each time: it keeps what it found in sections it has seen
        began = perf_counter()
        result = linter.lint(snapshot)
        linted = perf_counter()
        made = make_page(result, linter)
        paged = perf_counter()
        report = Report((made,), tuple(active.rule.info for active in linter.active), version="0")
        text = render("html", report)
        lint, page, html = min(lint, linted - began), min(page, paged - linted), min(html, perf_counter() - paged)
    sizes = " ".join(f"{name} {len(render(name, report).encode()) // 1000}" for name in FORMS if name != "html")
    return (
        f"{snapshot.title[:28]:28} {len(made.items):6} {len(made.sources):5} {len(text.encode()) / 1000:8.1f} "
        f"{lint:7.3f} {page + html:7.3f} {(page + html) / lint:6.2f}   {page / lint:5.2f} {html / lint:5.2f}   {sizes}"
    )


def main() -> None:
    """Print a line of figures for each article."""
    head = "article                      finds  srcs  html kB  lint s   rep. s  ratio    page  html   other forms, kB"
    print(head)
    rules = load_rules()
    for snapshot in subjects(sys.argv[1:]):
        print(measure(snapshot, rules), flush=True)


if __name__ == "__main__":
    main()
