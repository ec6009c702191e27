"""Promises that hold for every text: made of random fragments, and real articles damaged at random."""

from __future__ import annotations

from article.fragments import WHOLE, damaged, wikitext
from article.invariants import check_article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articlewatch.article import parse

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

#: One page with every construct in its usual place.
PAGE = "".join(piece + "\n" for piece in WHOLE)


@QUICK
@given(wikitext)
def test_random_wikitext(text: str) -> None:
    check_article(parse(text))


@QUICK
@given(st.data())
def test_damaged_page(data: st.DataObject) -> None:
    check_article(parse(data.draw(damaged(PAGE))))


@QUICK
@given(wikitext, wikitext)
def test_a_heading_starts_afresh(before: str, after: str) -> None:
    """What stands after a heading that cuts the page is read as if nothing stood before it."""
    whole = parse(before + "\n== X ==\n" + after)
    cut = [s for s in whole.sections if s.offset == len(before) + 1]
    if cut:
        alone = parse("== X ==\n" + after)
        assert [s.text for s in whole.sections[cut[0].index :]] == [s.text for s in alone.sections[1:]]


@QUICK
@given(st.text(max_size=200))
def test_plain_text_of_any_kind(text: str) -> None:
    check_article(parse(text))
