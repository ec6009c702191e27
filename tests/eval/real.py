"""Recall on sentences that editors really broke, and every hit of the prose rules over the corpus for reading.

    python tests/eval/real.py            recall on real_broken.jsonl
    python tests/eval/real.py --hits     the hits over the English articles of the corpus, one a line

real_broken.jsonl was made by reading articles and pairs of revisions, not by looking at what the rules find: file
(and line of a file of revisions), the broken place in code points of the text, its kind, and a hash of the sentence.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections import Counter
from functools import cache
from pathlib import Path

from clean_text import SHARED

from articlewatch.article import Snapshot
from articlewatch.lint import Finding, load_rules
from articlewatch.lint.engine import Linter
from articlewatch.lint.settings import Settings

HERE = Path(__file__).parent
REACH = 15
RULES = frozenset(
    {
        "doubled-word",
        "doubled-phrase",
        "bare-month",
        "month-without-day",
        "date-without-preposition",
        "year-missing",
        "verb-form",
        "agreement",
        "although-but",
        "word-clash",
        "wrong-article",
        "dangling-end",
        "punctuation-run",
        "lost-space",
        "split-word",
        "placeholder-text",
        "machine-text",
        "sentence-start-lost",
        "sentence-end-lost",
        "unbalanced-bracket",
        "unbalanced-quote",
        "garbled-sentence",
    }
)


@cache
def linter() -> Linter:
    """Return a linter with the rules for broken prose and no others."""
    return Linter([rule for rule in load_rules() if rule.id in RULES], Settings())


@cache
def text_of(file: str, line: int | None) -> str:
    """Return the wikitext of a file of the corpus, or of one revision in a file of revisions."""
    path = SHARED / file
    if line is None:
        return path.read_text("utf-8", "replace")
    with lzma.open(path, "rt", encoding="utf-8") as revisions:
        return str(json.loads(revisions.read().splitlines()[line])["text"])


@cache
def findings(file: str, line: int | None) -> list[Finding]:
    """Return what the rules find in it."""
    return list(linter().lint(Snapshot(text_of(file, line), title=Path(file).stem)).findings)


def recall() -> None:
    """Print how many of the broken places are found, per kind."""
    total, found = Counter[str](), Counter[str]()
    for row in map(json.loads, (HERE / "real_broken.jsonl").read_text("utf-8").splitlines()):
        here = findings(row["file"], row.get("line"))
        total[row["kind"]] += 1
        found[row["kind"]] += any(f.span.start - REACH < row["end"] and row["start"] < f.span.end + REACH for f in here)
    for kind, n in total.most_common():
        print(f"{kind:26} {found[kind]:3} of {n:3}")
    print(f"{'all':26} {found.total():3} of {total.total():3}   {found.total() / total.total():.2f}")


def hits() -> None:
    """Print every hit over the English articles with a little of its surroundings."""
    for path in sorted((SHARED / "corpus/wikitext/en").glob("*.wikitext")):
        name = path.relative_to(SHARED).as_posix()
        text = text_of(name, None)
        for f in findings(name, None):
            start, end = f.span
            place = f"{text[max(0, start - 60) : start]}⟦{text[start:end]}⟧{text[end : end + 40]}"
            print(f"{f.rule:24} {path.stem[:20]:20} {start:7} {' '.join(place.split())}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hits", action="store_true")
    if parser.parse_args().hits:
        hits()
    else:
        recall()
