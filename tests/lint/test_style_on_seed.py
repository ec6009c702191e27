"""What the rules on dates and wording say about the user's own article: all of it right, and nothing else."""

from __future__ import annotations

from pathlib import Path

from articlewatch.article import Snapshot
from articlewatch.lint import Linter, Rule

DUE = {
    ("date-stale-as-of", "As of 2022"),
    ("date-ordinal", "December 8th, 2024"),
    ("english-variant-mixed", "reorganised"),
    ("english-variant-mixed", "armored"),
    ("name-spelling-inconsistent", "Ha'yat"),
    ("name-spelling-inconsistent", "Mazzeh"),
    ("abbreviation-undefined", "OPCW"),
    ("abbreviation-undefined", "IIT"),
    ("abbreviation-undefined", "SDF"),
    ("foreign-quotation-marks", "«Our involvement over there had a cost»"),
    ("foreign-quotation-marks", "«The cost was Syria»"),
    ("near-duplicate-paragraph", "On 7 December 2024, Syrian opposition Sou"),
    ("wordiness", "during the course of"),
}


def test_seed(seed: Path, rules: list[Rule]) -> None:
    mine = [r for r in rules if r.category == "dates" or (r.category == "prose" and r.code >= "P100")]
    text = seed.read_text("utf-8")
    found = Linter(mine).lint(Snapshot(text, format="plain")).findings
    assert {(f.rule, f.span.of(text)[:41]) for f in found} == {(rule, place[:41]) for rule, place in DUE}


def test_seed_names_are_told_together(seed: Path, rules: list[Rule]) -> None:
    text = seed.read_text("utf-8")
    names = [r for r in rules if r.id == "name-spelling-inconsistent"]
    hayat, mazzeh = Linter(names).lint(Snapshot(text, format="plain")).findings
    assert {r.span.of(text) for r in hayat.related} == {"Hayat", "Hay'at"}
    assert {r.span.of(text) for r in mazzeh.related} == {"Mezzeh"}
