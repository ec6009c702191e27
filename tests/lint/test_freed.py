"""What linting leaves is freed at once: nothing of it is left to the cyclic garbage collector."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator

import pytest

from articlewatch.article import Snapshot
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.lint.rule import Example


@pytest.fixture
def garbage() -> Iterator[list[object]]:
    """Where a collection puts what nothing else could free; none is made unasked."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield gc.garbage
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def snapshot(text: str, example: Example) -> Snapshot:
    text = text.replace("⟦", "").replace("⟧", "")
    return Snapshot(text, title=example.title, format=example.format, site=example.site, language=example.language)


def lint(linter: Linter, examples: list[Example]) -> None:
    for example in examples:
        previous = None if example.previous is None else snapshot(example.previous, example)
        linter.lint(snapshot(example.text, example), previous)


def test_an_article_is_freed_without_the_collector(rules: list[Rule], garbage: list[object]) -> None:
    examples = [example for rule in rules for example in (*rule.bad, *rule.good)]
    linter = Linter(rules, Settings(preview=True), cache_size=0)
    lint(linter, examples[::50])  # what is made once and kept
    gc.collect()
    garbage.clear()
    lint(linter, examples)
    gc.collect()
    assert Counter(type(thing).__name__ for thing in garbage) == {}
