"""Rules that say of each place how bad it is: an error only where the page is broken or wrong for sure."""

from __future__ import annotations

import pytest

from articlewatch.article import Snapshot
from articlewatch.lint import Linter, Rule


@pytest.fixture(scope="module")
def linter(rules: list[Rule]) -> Linter:
    return Linter(rules)


@pytest.mark.parametrize(
    ("rule", "text", "severity"),
    [
        ("unclosed-tag", "A <small>remark and more.", "error"),
        ("unclosed-tag", "A <span>remark and more.", "warning"),
        ("unclosed-tag", "{|\n| <center>a\n|-\n| b\n|}", "warning"),
        ("unclosed-tag", "[[File:A.jpg|thumb|<center>The bridge]]", "warning"),
        ("unclosed-tag", "<gallery>\nFile:A.jpg|<center>The bridge\n</gallery>", "warning"),
        ("unclosed-tag", "{|\n| H<sub>2O\n|}", "error"),
        ("unclosed-tag", "{|\n| <nowiki>[[a]]\n|}", "error"),
        ("misnested-tags", "A <b>bold <span>word</b> here</span>.", "warning"),
        ("misnested-tags", "A <small>note ''that begins</small> here'' and ends.", "suggestion"),
        ("cite-generic-name", "{{cite news |title=A |newspaper=B |author=Editor}}", "error"),
        ("cite-generic-name", "{{cite news |title=A |newspaper=B |author=Staff}}", "warning"),
        ("cite-deprecated-param", "{{cite book |title=A |last=B |coauthors=C}}", "error"),
        ("cite-deprecated-param", "{{cite web |title=A |url=https://example.org |deadurl=no}}", "warning"),
    ],
)
def test_the_severity_fits_the_place(linter: Linter, rule: str, text: str, severity: str) -> None:
    found = [f for f in linter.lint(Snapshot(text, title="Example", site="enwiki")).findings if f.rule == rule]
    assert [f.severity for f in found] == [severity]


def test_a_word_taken_out_by_an_edit_is_a_warning(linter: Linter) -> None:
    def broken(text: str, previous: str) -> list[str]:
        found = linter.lint(Snapshot(text, title="Example"), Snapshot(previous, title="Example")).findings
        return [f.severity for f in found if f.rule == "sentence-broken-by-edit"]

    before = "The town is the centre of all trade in the region."
    assert broken("The town is the centre all trade in the region.", before) == ["warning"]
    assert broken("The town is is the centre of all trade in the region.", before) == ["error"]
