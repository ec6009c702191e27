"""What is asked of all passages of a page is the same with a revision before it as without."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from articlewatch.article import PassageCache, parse
from articlewatch.article.passage import Passage

PIECES = ["\n== A ==\n", "\n== B ==\n", "one two ", "two three ", "three ", "{{", "}}", "<!--", "-->", "[[", "one\n"]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), min_size=2, max_size=6)


def _words(passage: Passage) -> list[str]:
    return passage.text.split()


@given(TEXTS)
def test_any_history(texts: list[str]) -> None:
    cache = PassageCache()
    for text in texts:
        article = parse(text, cache=cache)
        assert [words for _, words in article.each(_words)] == [section.text.split() for section in article.sections]
        tally = article.tally(_words)
        assert tally.counts == Counter(word for section in article.sections for word in section.text.split())
        assert tally.several == {word for word, count in tally.counts.items() if count > 1}


def test_what_stayed_is_the_same_object() -> None:
    cache = PassageCache()
    before = parse("one one\n== A ==\ntwo", cache=cache).tally(_words)
    assert parse("one one\n== A ==\ntwo ", cache=cache).tally(_words) is before
    after = parse("one one\n== A ==\ntwo three", cache=cache).tally(_words)
    assert after is not before
    assert after.several is before.several
