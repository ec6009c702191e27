"""What the fixes change on the page that MediaWiki makes is what they say they change."""

from __future__ import annotations

from pathlib import Path

import pytest
from fix_oracle.compare import articles, examine, examples, looks_alike
from fix_oracle.rendered import seen, tokens
from mediawiki.server import MediaWiki


@pytest.mark.server
@pytest.mark.corpus
def test_pages_differ_only_where_a_fix_says_so(mediawiki: MediaWiki, shared: Path) -> None:
    outcomes = [examine(mediawiki, snapshot) for snapshot in articles(50)]
    assert not [(outcome.title, outcome.cosmetic) for outcome in outcomes if outcome.cosmetic]
    assert not [(outcome.title, outcome.strays) for outcome in outcomes if outcome.strays]
    assert sum(outcome.changes for outcome in outcomes) > 100


@pytest.mark.server
def test_cosmetic_examples_look_the_same_after_their_fix(mediawiki: MediaWiki) -> None:
    shown = {rule: looks_alike(mediawiki, before, after) for rule, before, after in examples()}
    assert len(shown) > 20
    assert not {rule: told for rule, told in shown.items() if told}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a <b>b</b></p>", "<p>a  <b> b</b></p>"),
        ("<p>a</p>\n<p>b</p>", "<p> a </p><p>b</p>"),
        ("<p>a <small> </small>b</p>", "<p>a b</p>"),
        (
            '<p>a<sup id="x" class="reference"><a href="#1">[1]</a></sup></p>',
            '<p>a<sup class="reference">[2]</sup></p>',
        ),
    ],
)
def test_what_looks_the_same(one: str, other: str) -> None:
    assert seen(tokens(one)) == seen(tokens(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a b</p>", "<p>ab</p>"),
        ("<p>a<b> b</b></p>", "<p>a<b>b</b></p>"),
        ("<p>a</p><p>b</p>", "<p>a b</p>"),
        ("<p>a b</p>", "<p>a c</p>"),
        ('<a href="/a">x</a>', '<a href="/b">x</a>'),
        ("<p>a\N{NO-BREAK SPACE}b</p>", "<p>a b</p>"),
    ],
)
def test_what_does_not(one: str, other: str) -> None:
    assert seen(tokens(one)) != seen(tokens(other))
