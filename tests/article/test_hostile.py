"""Texts made to hurt a parser end in an article, soon, and with all promises kept; how soon is told by the bench."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from article.invariants import check_article

from articlewatch.article import Snapshot, parse
from articlewatch.lint import Linter, Rule

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from hostile import named

KINDS = named()


@pytest.mark.parametrize("name", KINDS)
def test_hostile(name: str) -> None:
    check_article(parse(KINDS[name](4000)), every=7)


@pytest.mark.corpus
@pytest.mark.parametrize("name", KINDS)
def test_a_hundred_thousand_of_it_are_linted(rules: list[Rule], name: str) -> None:
    text = KINDS[name](100_000)
    result = Linter(rules).lint(Snapshot(text))
    assert all(0 <= f.span.start <= f.span.end <= len(text) for f in result.findings)
