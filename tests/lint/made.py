"""A few small rules for tests of the engine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from articlewatch.article import Article, Section, Span
from articlewatch.lint import Problem, Rule, rule


def word_rule(id: str, code: str, word: str, *, category: str = "prose", scope: str = "section", **rest: Any) -> Rule:
    """Return a rule that reports every *word*, one for sections outside comments only.

    Its option ``least`` is the number of letters that the word must have.
    """

    def check_section(section: Section, *, least: int = 1, marks: tuple[str, ...] = ()) -> Iterator[Problem]:
        """A word.

        It is there.
        """
        yield from (p for p in find(section.text, least) if not section.is_opaque(p.span.start))

    def check_article(article: Article, *, least: int = 1, marks: tuple[str, ...] = ()) -> Iterator[Problem]:
        """A word.

        It is there.
        """
        yield from find(article.text, least)

    def find(text: str, least: int) -> Iterator[Problem]:
        for match in re.finditer(rf"\b{word}\b", text):
            if len(match.group()) >= least:
                yield Problem(Span(*match.span()), f"the word {word}")

    check: Callable[..., Iterator[Problem]] = check_section if scope == "section" else check_article
    declared = rule(id, code=code, severity="warning", bad=[f"⟦{word}⟧"], good=["x"], **rest)(check)
    built: Rule = declared.__articlewatch_rule__  # type: ignore[attr-defined]
    return replace(built, category=category)


RED = word_rule("red-word", "P901", "red")
BLUE = word_rule("blue-word", "P902", "blue", scope="article", preview=True)
GREEN = word_rule("green-word", "L901", "green", category="links")
RULES = [RED, BLUE, GREEN]
