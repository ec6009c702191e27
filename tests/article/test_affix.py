"""What two texts share at their ends, for texts longer and shorter than is compared at a time."""

from __future__ import annotations

from itertools import takewhile
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlewatch.article import affix
from articlewatch.diff import affix as short_and_long

SIZES = st.sampled_from([0, 1, 3, 500, 600, (1 << 14) - 1, 1 << 14, (1 << 14) + 1, 40_000])
ENDS = st.sampled_from(["", "x", "y", "xx", "a"])


def shared(one: str, other: str) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


@pytest.mark.parametrize("module", [affix, short_and_long])
@given(SIZES, SIZES, ENDS, ENDS)
def test_any_two_texts(module: ModuleType, head: int, tail: int, one: str, other: str) -> None:
    texts = ["ab" * (head // 2) + middle + "ac" * (tail // 2) for middle in (one, other)]
    assert module.common_prefix(*texts) == shared(*texts)
    for most in (min(map(len, texts)), min(map(len, texts)) // 2):
        backwards = shared(*[text[::-1] for text in texts])
        assert module.common_suffix(*texts, most) == min(backwards, most)
