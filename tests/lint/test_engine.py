"""What the engine makes of problems: order, identity, one cause one finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lint.made import GREEN, RED, RULES, word_rule

from articlewatch.article import Section, Snapshot
from articlewatch.errors import RuleError
from articlewatch.lint import Linter, Problem
from articlewatch.lint.fingerprint import EXCERPT_LENGTH, Fingerprints, excerpt_of, normalise


def prints(text: str) -> list[str]:
    """The fingerprints of what the made rules find in *text*."""
    return [f.fingerprint for f in Linter(RULES).lint(Snapshot(text)).findings]


def test_a_finding_knows_its_place() -> None:
    text = "red.\n\nText.\n\n== A ==\n=== B ===\n* one\n\nIt is [[green]] here.\n"
    red, green = Linter(RULES).lint(Snapshot(text)).findings
    assert (red.section, red.paragraph, red.excerpt, red.code) == ((), 1, "red", "P901")
    assert (green.section, green.paragraph, green.excerpt, green.category) == (("A", "B"), 2, "green", "links")
    assert green.span.of(text) == "green"


def test_fingerprints_hold_no_offsets() -> None:
    text = "red\n\n== A ==\nred and green\n"
    assert len(set(prints(text))) == 3
    assert prints("Something before.\n" + text) == prints(text)
    assert prints(text.replace("and", "next to")) == prints(text)
    assert prints(text.replace("== A ==", "== B ==")) != prints(text)


def test_a_word_that_recurs_has_its_ordinal() -> None:
    one, two = prints("red and red\n")
    assert one != two
    assert prints("red and red and red\n")[:2] == [one, two]


def test_fingerprints_disregard_case_and_white_space() -> None:
    assert normalise("A  b\n C") == "a b c"
    assert Fingerprints().make("r", ("S",), "A  b") == Fingerprints().make("r", ("S",), "a\nB")
    assert Fingerprints().make("r", ("S",), "a") != Fingerprints().make("q", ("S",), "a")
    assert Fingerprints().make("r", ("S", "a"), "b") != Fingerprints().make("r", ("S",), "a b")


def test_excerpts_are_cut() -> None:
    assert excerpt_of("a" * EXCERPT_LENGTH) == "a" * EXCERPT_LENGTH
    assert len(excerpt_of("a" * 1000)) == EXCERPT_LENGTH and excerpt_of("a" * 1000)[-1] == "…"


def test_one_cause_one_finding() -> None:
    wide = word_rule("red-green", "P903", "red green", supersedes=("red-word", "green-word"))
    found = Linter([wide, RED, GREEN]).lint(Snapshot("red green, red, green, red green")).findings
    assert [(f.rule, f.span.start) for f in found] == [
        ("red-green", 0), ("red-word", 11), ("green-word", 16), ("red-green", 23),
    ]  # fmt: skip


def test_a_superseding_rule_that_is_off_supersedes_nothing() -> None:
    wide = word_rule("red-green", "P903", "red green", supersedes=("red-word",), preview=True)
    assert [f.rule for f in Linter([wide, RED]).lint(Snapshot("red green")).findings] == ["red-word"]


def test_conditions_and_languages() -> None:
    rules = [
        word_rule("a-word", "P904", "a", when="b"),
        word_rule("c-word", "P905", "c", languages=("de",)),
        word_rule("d-word", "P906", "d", sites=("generic",)),
    ]
    linter = Linter(rules)

    def found(text: str, **rest: str) -> list[str]:
        return [f.rule for f in linter.lint(Snapshot(text, **rest)).findings]  # type: ignore[arg-type]

    assert found("a c d") == []
    assert found("a b") == ["a-word"]
    assert found("a\n== H ==\nb") == [], "the condition is asked of the section"
    assert found("c d", language="de-at", site="generic") == ["c-word", "d-word"]


def test_the_cache_forgets_but_never_lies() -> None:
    linter = Linter(RULES, cache_size=1)
    for text in ("red\n== A ==\ngreen\n", "green\n== A ==\nred\n", "red\n== A ==\ngreen\n") * 2:
        assert linter.lint(Snapshot(text)) == Linter(RULES).lint(Snapshot(text))


def test_what_was_checked() -> None:
    checked = Linter(RULES).lint(Snapshot("A.<ref>b</ref>\n\nC.<ref name=d/>\n== E ==\n* f\n")).checked
    assert (checked.sections, checked.paragraphs, checked.citations) == (2, 3, 2)


def test_a_rule_is_called_where_its_section_has_what_is_given() -> None:
    text = "red\n== A ==\nred [[File:A.jpg|thumb|red]]"
    for given, spans in [
        ("is_lead", [(0, 3)]),
        ("images", [(12, 15), (35, 38)]),
        (lambda section: section.level == 2, [(12, 15), (35, 38)]),
    ]:
        rule = word_rule("red-word", "P901", "red", given=given)
        assert [f.span for f in Linter([rule]).lint(Snapshot(text)).findings] == spans


def test_a_rule_that_breaks_down_is_named() -> None:
    def broken(section: Section) -> Iterator[Problem]:
        raise ValueError("no")

    for rule in (replace(RED, check=broken), replace(RED, check=broken, given=broken)):
        with pytest.raises(RuleError, match=r"^rule red-word broke down on 'A', section 'lead' \(ValueError: no\)$"):
            Linter([rule]).lint(Snapshot("red", title="A"))
    assert Linter([replace(RED, given=broken)]).lint(Snapshot("red")).findings
