"""The quick question which sentences may be broken never passes over one that is."""

from __future__ import annotations

import random

import pytest

from articlewatch.article.fluency import broken
from articlewatch.article.fluency.suspects import read
from articlewatch.lint import load_rules

_OPENINGS = ("The bridge, which is old, was", "In May 2004 he and the mayor have", "Although it is a town of")
_REST = "built in 1932 by one of the largest firms (from Leeds), and it was not released until March 3, 1990."


def _texts() -> list[str]:
    told = [e.text for rule in load_rules() if "en" in rule.languages for e in (*rule.bad, *rule.good)]
    plain = [t.replace("⟦", "").replace("⟧", "") for t in told]
    return [s for t in plain for s in t.split("\n") if s] + [f"{opening} {_REST}" for opening in _OPENINGS]


def _damaged(text: str, rng: random.Random) -> str:
    """*text* with one word left out, written twice, or joined to the next."""
    words = text.split(" ")
    at = rng.randrange(len(words))
    how = rng.randrange(3)
    if how == 0:
        del words[at]
    elif how == 1:
        words.insert(at, words[at])
    else:
        words[at : at + 2] = ["".join(words[at : at + 2])]
    return " ".join(words)


@pytest.mark.parametrize("seed", range(4))
def test_every_broken_sentence_is_suspected(seed: int) -> None:
    rng = random.Random(seed)
    texts = [_damaged(_damaged(text, rng), rng) if seed else text for text in _texts()]
    broken_ones = {i for i, text in enumerate(texts) if broken(text)}
    assert len(broken_ones) > 50
    found = set(read(texts).suspects)
    assert broken_ones <= found
    assert len(found) < len(texts)


def test_a_separator_in_the_text_makes_all_suspect() -> None:
    assert read(["A \0 bridge.", "It was the the first.", "It is old."]).suspects == [0, 1, 2]


def test_nothing_of_nothing() -> None:
    assert read([]).suspects == []


def test_words_are_told_whole_and_in_parts() -> None:
    words = read(["It wasn’t the café's 12kms.", "Dogs' bones!"]).words
    assert {"it", "wasn’t", "wasn", "t", "the", "café", "caf", "s", "kms", "dogs", "bones"} - words <= {"café"}
