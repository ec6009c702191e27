"""Runs that two sequences of tokens share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articlewatch.diff.runs import common_runs

TOKENS = st.lists(st.sampled_from("abcdef"), max_size=40)


@given(TOKENS, TOKENS, st.sampled_from((0, 30, 10**6)))
def test_runs_are_equal_ordered_and_apart(a: list[str], b: list[str], budget: int) -> None:
    end_a = end_b = 0
    for i, j, length in common_runs(a, b, budget=budget):
        assert length > 0 and i >= end_a and j >= end_b
        assert a[i : i + length] == b[j : j + length]
        end_a, end_b = i + length, j + length


def test_the_longest_goes_first() -> None:
    old, new = ["the", "cat", "and", "the", "dog", "ran", "home"], ["the", "dog", "ran", "off", "and", "the", "cat"]
    assert common_runs(old, new) == [(3, 0, 3)]


def test_the_same_text_is_one_run() -> None:
    words = [str(number % 50) for number in range(5000)]
    assert common_runs(words, words) == [(0, 0, 5000)]  # though each word is too common to begin a run
    assert common_runs(words, words, budget=0) == [(0, 0, 5000)]


def test_past_the_budget_it_is_still_paired() -> None:
    words = [str(number) for number in range(3000)]
    assert sum(length for _, _, length in common_runs(words, words[::2], budget=1)) == 1500
