"""The rules on references report what MediaWiki's Cite extension reports."""

from __future__ import annotations

import pytest
from cite_oracle.compare import RULES, compare, shown_keys, unknown_keys
from cite_oracle.pages import PAGES
from mediawiki.server import MediaWiki

pytestmark = pytest.mark.server


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_errors_that_cite_shows(mediawiki: MediaWiki, name: str) -> None:
    compared = compare(mediawiki, name)
    assert not compared.unsaid, f"no rule speaks for them: {PAGES[name]!r}"
    assert not compared.unshown, f"Cite shows no such error: {PAGES[name]!r}"


def test_every_key_is_shown_on_some_page(mediawiki: MediaWiki) -> None:
    shown = frozenset[str]().union(*(shown_keys(mediawiki, text) for text in PAGES.values()))
    assert shown == RULES.keys() - {"included_references"} - unknown_keys(mediawiki)
