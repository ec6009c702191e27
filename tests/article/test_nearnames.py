"""Names that differ by one letter, whatever names were looked at before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articlewatch.article import nearnames
from articlewatch.article.nearnames import near_names

NAMES = st.lists(st.text("abc", min_size=4, max_size=7), max_size=30, unique=True)


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_a_history_of_pages(pages: list[list[str]]) -> None:
    for names in pages:
        found = near_names(names)
        nearnames._KNOWN.clear()
        assert found == near_names(names)
        for one, other in found:
            assert names.index(one) < names.index(other)
            assert abs(len(one) - len(other)) <= 1


def test_the_first_letter_and_the_ending_are_certain() -> None:
    assert near_names(["mezzeh", "mazzeh", "bezzeh", "mezzes"]) == [("mezzeh", "mazzeh")]
    assert near_names(["arab", "arob"]) == []
