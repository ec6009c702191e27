"""Repairs: to a fixed point, never overlapping, nothing new after them, robots kept out where they are not wanted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from articlewatch.article import Snapshot
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.lint.fixing import SUMMARY_LENGTH, edit_summary, fix_snapshot

PAGE = "The bridge is in [[Paris|Paris]]. It opened on June 14th, 1932.\n\n[[Category:Bridges]]\n[[Category:Bridges]]\n"


@pytest.fixture(scope="module")
def linter(rules: list[Rule]) -> Linter:
    return Linter(rules)


def fixed_text(linter: Linter, text: str, **how: object) -> str:
    return fix_snapshot(linter, Snapshot(text, title="Bridge"), **how).text  # type: ignore[arg-type]


def test_safe_fixes_are_made_and_the_second_run_changes_nothing(linter: Linter) -> None:
    fixed = fix_snapshot(linter, Snapshot(PAGE, title="Bridge"))
    assert fixed.text == "The bridge is in [[Paris]]. It opened on June 14, 1932.\n\n[[Category:Bridges]]\n"
    assert Counter(f.rule for f in fixed.applied) == {
        "link-equals-text": 1,
        "date-ordinal": 1,
        "category-duplicate": 1,
    }
    again = fix_snapshot(linter, replace(fixed.snapshot, text=fixed.text))
    assert not again.changed and again.applied == ()


def test_cosmetic_fixes_need_company(linter: Linter) -> None:
    text = "The bridge is in [[Paris|Paris]].\n"
    assert fixed_text(linter, text) == text
    assert fixed_text(linter, text, cosmetic="always") == "The bridge is in [[Paris]].\n"
    assert "[[Paris|Paris]]" in fixed_text(linter, PAGE, cosmetic="never")


def test_assisted_fixes_only_when_asked(linter: Linter) -> None:
    text = "The road to to the bridge is closed.\n"
    assert fixed_text(linter, text) == text
    assert fixed_text(linter, text, assisted=True) == "The road to the bridge is closed.\n"


@pytest.mark.parametrize(
    "notice", ["{{nobots}}", "{{bots|deny=all}}", "{{bots|deny=Foo, articlewatch}}", "{{bots|allow=Foo}}", "{{in use}}"]
)
def test_pages_that_want_no_robots_are_left_alone(linter: Linter, notice: str) -> None:
    fixed = fix_snapshot(linter, Snapshot(f"{notice}\n{PAGE}", title="Bridge"))
    assert not fixed.changed and fixed.reason and fixed.withheld
    assert fix_snapshot(linter, Snapshot("{{bots|deny=Foo}}\n" + PAGE, title="Bridge")).changed


@pytest.mark.parametrize(
    ("site", "notice"),
    [
        ("de.wikipedia.org", "{{In Bearbeitung}}"),
        ("fr.wikipedia.org", "{{En travaux}}"),
        ("wiki.example.org", "{{nobots}}"),
        ("generic", "{{Bots|deny=all}}"),
        ("en.wikipedia.org", "{{GOCE in use}}"),
    ],
)
def test_they_are_on_every_wiki(linter: Linter, site: str, notice: str) -> None:
    text = "See [[dam|dam]].\n"
    assert fix_snapshot(linter, Snapshot(text, site=site), cosmetic="always").text == "See [[dam]].\n"
    fixed = fix_snapshot(linter, Snapshot(f"{notice}\n{text}", site=site), cosmetic="always")
    assert not fixed.changed and fixed.reason


def test_what_is_marked_as_meant_stays(linter: Linter) -> None:
    assert "June 14th, 1932" in fixed_text(linter, "It opened on June 14th, 1932{{sic}}.\n")
    assert "June 14th, 1932" in fixed_text(linter, "It opened on June 14th, 1932 {{As written|x}}.\n")
    assert "June 14th, 1932" not in fixed_text(linter, "It opened on June 14th, 1932{{citation needed}}.\n")


def test_what_the_mark_for_robots_follows_stays_on_every_wiki(linter: Linter) -> None:
    for site in ("generic", "en.wikipedia.org"):
        text = "See [[dam|dam]]{{cbignore}} and [[weir|weir]].\n"
        fixed = fix_snapshot(linter, Snapshot(text, site=site), cosmetic="always")
        assert fixed.text == "See [[dam|dam]]{{cbignore}} and [[weir]].\n"


def test_only_some_rules(linter: Linter) -> None:
    text = fixed_text(linter, PAGE, only=["K001"])
    assert text == PAGE.replace("[[Category:Bridges]]\n", "", 1)


def test_the_edit_summary_names_every_rule_and_stays_short(linter: Linter) -> None:
    fixed = fix_snapshot(linter, Snapshot(PAGE, title="Bridge"))
    summary = edit_summary(fixed, linter.known, version="1.0")
    assert all(name in summary for name in ("date ordinal (D003)", "category duplicate (K001)", "articlewatch 1.0"))
    many = replace(fixed, applied=tuple(replace(fixed.applied[0], rule=f"rule-number-{n}") for n in range(200)))
    assert len(edit_summary(many, linter.known, version="1.0")) <= SUMMARY_LENGTH


def check_fixing(linter: Linter, snapshot: Snapshot, *, assisted: bool) -> None:
    before = Counter(f.rule for f in linter.lint(snapshot).findings)
    fixed = fix_snapshot(linter, snapshot, assisted=assisted, cosmetic="always")
    after_snapshot = replace(snapshot, text=fixed.text)
    after = Counter(f.rule for f in linter.lint(after_snapshot).findings)
    new = {rule for rule, count in after.items() if count > before[rule]}
    assert not new, f"{snapshot.path}: {new} after fixing"
    again = fix_snapshot(linter, after_snapshot, assisted=assisted, cosmetic="always")
    assert again.text == fixed.text, f"{snapshot.path}: a second run changes something"


@pytest.mark.corpus
@pytest.mark.parametrize("assisted", [False, True])
def test_corpus_articles_come_out_sound(rules: list[Rule], shared: Path, assisted: bool) -> None:
    linter = Linter(rules, Settings(site="enwiki"))
    for path in sorted((shared / "corpus" / "wikitext" / "en").glob("*"))[::8]:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        check_fixing(linter, Snapshot(text, title=path.stem.replace("_", " "), path=str(path)), assisted=assisted)
