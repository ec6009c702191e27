"""What the rules for broken prose add to linting, as a ratio to mwparserfromhell.parse on the same texts.

    python tests/bench/bench_prose.py [--articles N]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import mwparserfromhell

from articlewatch.article import Article, Snapshot, parse
from articlewatch.article.fluency.evidence import broken
from articlewatch.lint import load_rules

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "wikitext" / "en"


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the least CPU time of some runs."""
    best = float("inf")
    for _ in range(times):
        before = time.process_time()
        work()
        best = min(best, time.process_time() - before)
    return best


def main() -> None:
    """Print the three times and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=40)
    files = sorted(CORPUS.glob("*.wikitext"))
    Random(2).shuffle(files)
    texts = [f.read_text("utf-8", "replace") for f in files[: parser.parse_args().articles]]
    rules = [r for r in load_rules() if r.category == "prose" and r.code <= "P022" and r.scope == "section"]

    def prepare() -> list[Article]:
        articles = [parse(Snapshot(text)) for text in texts]
        # Sentences are made by the prose layer for whoever asks first; they are not the rules' cost.
        for article in articles:
            for section in article.sections:
                for paragraph in section.paragraphs:
                    for sentence in paragraph.sentences:
                        len(sentence.masked)
        return articles

    def lint(articles: list[Article]) -> int:
        broken.cache_clear()
        return sum(
            1
            for article in articles
            for section in article.sections
            for rule in rules
            if rule.may_hit(section.text)
            for _ in rule.check(section, **rule.options)
        )

    megabytes = sum(map(len, texts)) / 1e6
    peer = seconds(lambda: [mwparserfromhell.parse(text) for text in texts], 1)
    own = float("inf")
    for _ in range(3):
        articles = prepare()
        own = min(own, seconds(lambda articles=articles: lint(articles), 1))  # type: ignore[misc]
    print(f"{len(rules)} rules, {len(texts)} articles, {megabytes:.2f} million code points")
    print(f"mwparserfromhell.parse {peer / megabytes:.3f} s a million")
    print(f"prose rules            {own / megabytes:.3f} s a million, ratio {own / peer:.3f}")


if __name__ == "__main__":
    main()
