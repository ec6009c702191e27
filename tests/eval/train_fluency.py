"""Train the weights of articlewatch.article.fluency from sound and damaged sentences.

    python tests/eval/train_fluency.py [--out PATH]

The sentences are those of the train half of clean_text.py (Wikipedia prose, CC BY-SA); the weights are sums
over hashed features and hold no text. Needs numpy. The result is the same on every run: the split, the damage
and the optimiser are fixed by the seed.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

import numpy as np
from clean_text import SEED, sentences
from damage import (
    Damaged,
    bare_month,
    bare_year,
    content_word_lost,
    date_without_preposition,
    end_lost_with_stop,
    year_lost,
)

from articlewatch.article.fluency.gaps import BUCKETS, features, gaps
from articlewatch.article.patterns_en.hit import Words

DAMAGES = {
    bare_month: 3,
    date_without_preposition: 3,
    bare_year: 2,
    year_lost: 3,
    content_word_lost: 2,
    end_lost_with_stop: 2,
}
EPOCHS = 300
PENALTY = 2e-5


def examples(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return features, labels and weights: the gaps of the sound sentences, and the damaged places."""
    rng = Random(SEED)
    rows: list[tuple[int, ...]] = []
    labels: list[int] = []
    for text in texts:
        sentence = Words(text)
        for gap in gaps(sentence):
            rows.append(features(sentence, gap))
            labels.append(0)
        seen = set()
        for damage, times in DAMAGES.items():
            for _ in range(times):
                one = damage(text, rng)
                if one is None or one.text in seen:
                    continue
                seen.add(one.text)
                row = damaged_row(one)
                if row is not None:
                    rows.append(row)
                    labels.append(1)
    y = np.array(labels, dtype=np.float64)
    return np.array(rows, dtype=np.int64), y, np.where(y > 0, 0.3, 1.0)


def damaged_row(one: Damaged) -> tuple[int, ...] | None:
    """Return the features of the gap at the damaged place, or None when no gap is seen there."""
    sentence = Words(one.text)
    for gap in gaps(sentence):
        start = sentence.span(gap.at - 1, gap.at)
        if one.start - 2 <= start[1] and start[0] <= one.end + 2:
            return features(sentence, gap)
    return None


def train(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression with an L2 penalty, by Adam on the whole data."""
    w = np.zeros(BUCKETS)
    m, v = np.zeros(BUCKETS), np.zeros(BUCKETS)
    scale = weight / weight.sum()
    for step in range(1, EPOCHS + 1):
        p = 1 / (1 + np.exp(-w[x].sum(axis=1)))
        error = np.repeat((p - y) * scale, x.shape[1])
        grad = np.bincount(x.ravel(), weights=error, minlength=BUCKETS) + PENALTY * w
        m = 0.9 * m + 0.1 * grad
        v = 0.999 * v + 0.001 * grad**2
        w -= 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def main() -> None:
    """Train, quantise to one byte a weight, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    source = Path(__file__).resolve().parents[2] / "src" / "articlewatch" / "article" / "fluency"
    parser.add_argument("--out", type=Path, default=source / "weights.bin")
    options = parser.parse_args()
    x, y, weight = examples(sentences("train"))
    print(f"{len(y)} gaps, {int(y.sum())} of them damaged")
    w = train(x, y, weight)
    step = np.abs(w).max() / 127
    quantised = np.round(w / step).astype(np.int8)
    options.out.write_bytes(np.float32(step).tobytes() + quantised.tobytes())
    print(f"step {step:.4f}, {np.count_nonzero(quantised)} weights not zero, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
