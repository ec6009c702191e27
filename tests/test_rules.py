"""Every rule's examples, run: found must equal due, fixes must come out as stated."""

from __future__ import annotations

import pytest

from articlewatch.lint import Rule, load_rules
from articlewatch.lint.examples import check_examples
from articlewatch.lint.rule import CATEGORIES

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_examples(rule: Rule) -> None:
    assert check_examples(rule, RULES) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_form(rule: Rule) -> None:
    assert rule.category in CATEGORIES, "a built-in rule lies in a folder named for its category"
    assert rule.code.startswith(CATEGORIES[rule.category])
    assert rule.check.__code__.co_filename.endswith(f"{rule.id.replace('-', '_')}.py")
    first, _, rest = rule.docs.partition("\n")
    assert first.endswith(".") and rest.strip(), "the manual has a first line and says why it matters"
