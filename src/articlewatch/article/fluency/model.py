"""The statistical model of local fluency: a linear score for each gap, from weights of one byte each."""

from __future__ import annotations

import struct
from array import array
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from articlewatch.article.fluency.gaps import Gap, features, gaps
from articlewatch.article.patterns_en.hit import Words


class Doubt(NamedTuple):
    """A gap at which a word seems to be lost, and the log odds of that."""

    gap: Gap
    score: float


@cache
def _weights() -> tuple[float, array[int]]:
    data = files("articlewatch.article.fluency").joinpath("weights.bin").read_bytes()
    return struct.unpack("<f", data[:4])[0], array("b", data[4:])


def doubts(sentence: Words, least: float = 0.0) -> list[Doubt]:
    """Return the gaps of a sentence whose score is at least *least*, in order. Pure, and linear in its length."""
    step, weights = _weights()
    found = []
    for gap in gaps(sentence):
        score = step * sum([weights[f] for f in features(sentence, gap)])
        if score >= least:
            found.append(Doubt(gap, score))
    return found
