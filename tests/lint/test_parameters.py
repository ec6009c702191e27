"""Edits of template parameters: the layout of the template stays."""

from __future__ import annotations

import pytest

from articlewatch.article import parse
from articlewatch.lint.finding import apply_edits
from articlewatch.lint.parameters import delete_parameter, insert_after, rename_parameter, replace_value


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("{{t |a=1 |b=2 |c=3}}", "{{t |a=1 |c=3}}"),
        ("{{t |a=1 |b=2}}", "{{t |a=1}}"),
        ("{{t|b=2}}", "{{t}}"),
        ("{{t\n| a = 1\n| b = 2\n}}", "{{t\n| a = 1\n}}"),
        ("{{t\n| a = 1\n| b = 2\n| c = 3\n}}", "{{t\n| a = 1\n| c = 3\n}}"),
        ("{{t\n |a=1\n |b=2\n}}", "{{t\n |a=1\n}}"),
    ],
)
def test_delete(text: str, after: str) -> None:
    parameter = parse(text).templates[0].get("b")
    assert parameter is not None
    assert apply_edits(text, [delete_parameter(parameter, text)]) == after


def test_rename_replace_insert() -> None:
    text = "{{t\n| a  = 1 \n| b = 2\n}}"
    parameter = parse(text).templates[0].get("a")
    assert parameter is not None
    edits = [rename_parameter(parameter, text, "xx"), replace_value(parameter, text, "9")]
    assert apply_edits(text, edits) == "{{t\n| xx  = 9 \n| b = 2\n}}"
    assert apply_edits(text, [insert_after(parameter, text, "n", "v")]) == "{{t\n| a  = 1\n|n=v \n| b = 2\n}}"
