"""Measure the prose patterns: recall on damaged sentences, false alarms on sound ones.

    python tests/eval/evaluate.py [--part test] [--limit 400] [--show-false]

A damaged sentence counts as found when a hit at or above the threshold touches the damaged place (within
two words). Sound sentences come from documents no weight was trained on.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter

from clean_text import SEED, sentences
from damage import KINDS, Damaged, damaged

from articlewatch.article.fluency import broken
from articlewatch.article.patterns_en import Hit, hits
from articlewatch.article.patterns_en.balance import unbalanced_brackets
from articlewatch.article.patterns_en.edges import end_lost, start_lost

REACH = 15
WITH_MODEL = True


def all_hits(text: str) -> list[Hit]:
    """Return every pattern's hits in a sentence that stands as a paragraph of its own."""
    found = list(broken(text) if WITH_MODEL else hits(text)) + list(unbalanced_brackets(text))
    found += [h for h in (start_lost(text, ""), end_lost(text)) if h is not None]
    return found


def is_found(one: Damaged, found: list[Hit]) -> bool:
    """Say whether one of the hits lies at the damaged place, give or take *REACH* code points."""
    return any(h.start - REACH < one.end and one.start < h.end + REACH for h in found)


def excerpt(text: str, start: int, end: int) -> str:
    """Return the place with a little of its surroundings."""
    return f"{text[max(0, start - 70) : start]}⟦{text[start:end]}⟧{text[end : end + 50]}"


def main() -> None:
    """Print recall per kind of damage, then false alarms per kind of hit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("train", "validation", "test"), default="test")
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--threshold", type=float, default=1.0)
    parser.add_argument("--show-false", action="store_true")
    parser.add_argument("--show-missed", metavar="KIND")
    parser.add_argument("--patterns-only", action="store_true", help="leave the statistical model out")
    options = parser.parse_args()
    global WITH_MODEL
    WITH_MODEL = not options.patterns_only
    clean = sentences(options.part)
    print(f"part {options.part}: {len(clean)} sentences, seed {SEED}, threshold {options.threshold}")
    for kind in KINDS:
        texts = damaged(kind, clean, options.limit, SEED)
        strong = [[h for h in all_hits(d.text) if h.weight >= options.threshold] for d in texts]
        found = sum(is_found(d, s) for d, s in zip(texts, strong, strict=True))
        print(f"{kind:26} {found:5} of {len(texts):5}   {found / max(1, len(texts)):.2f}")
        if kind == options.show_missed:
            for d, s in zip(texts, strong, strict=True):
                if not is_found(d, s):
                    print("   ", excerpt(d.text, d.start, d.end))
    _false_alarms(clean, options.threshold, options.show_false)


def _false_alarms(clean: list[str], threshold: float, show: bool) -> None:
    broken.cache_clear()
    before = time.process_time()
    found = [(text, [h for h in all_hits(text) if h.weight >= threshold]) for text in clean]
    spent = time.process_time() - before
    counts = Counter(h.kind for _, strong in found for h in strong)
    flagged = sum(1 for _, strong in found if strong)
    print(f"\nsound sentences flagged: {flagged} of {len(clean)} = {1000 * flagged / len(clean):.2f} per 1,000")
    print(f"speed: {len(clean) / spent:.0f} sentences a second")
    for kind, n in counts.most_common():
        print(f"{kind:26} {n:5}   {1000 * n / len(clean):.2f} per 1,000")
    if show:
        for text, strong in found:
            for h in strong:
                print(f"{h.kind:24} {excerpt(text, h.start, h.end)}")


if __name__ == "__main__":
    main()
