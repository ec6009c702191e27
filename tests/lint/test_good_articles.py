"""Good and featured articles carry few errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from eval.good_articles import LIMIT, judged, rate

pytestmark = pytest.mark.corpus


def test_good_articles_have_at_most_five_errors_in_ten_thousand_words(shared: Path) -> None:
    articles = list(judged(shared / "corpus" / "wikitext" / "en"))
    assert len(articles) >= 15
    assert rate(articles) <= LIMIT
