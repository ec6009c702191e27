"""The gate lets through exactly the rules whose own condition holds."""

from __future__ import annotations

import re
from operator import attrgetter
from pathlib import Path

import pytest
from article.fragments import wikitext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared_corpus import corpus_files

from articlewatch.article import parse
from articlewatch.lint import Rule
from articlewatch.lint.gate import Gate
from articlewatch.lint.patterns import required_wordings


@pytest.mark.parametrize(
    ("pattern", "wordings"),
    [
        (r"\bstyle\s*=", {"style"}),
        (r"a(?:bc|de)f", {"abcf", "adef"}),
        (r"[Ss]fn", {"Sfn", "sfn"}),
        (r"colou?r", {"color", "colour"}),
        (r"x*yes", {"yes"}),
        (r"(?:no|)thing", {"thing", "nothing"}),
        (r"ab{1,3}cd", {"bcd"}),
        (r"\d+|never", None),
        (r"(?:lost)?", None),
        (r"[a-z]\[\[", {"[["}),
        (r"(?=ahead)z", {"z"}),
        (r"(?i:AB)cd", {"cd"}),
    ],
)
def test_required_wordings(pattern: str, wordings: set[str] | None) -> None:
    found = required_wordings(re.compile(pattern))
    assert (set(found) if found is not None else None) == wordings


def test_required_wordings_without_regard_to_case() -> None:
    assert required_wordings(re.compile("<Div", re.IGNORECASE)) == ("<div",)
    assert required_wordings(re.compile("Straße", re.IGNORECASE)) is None


@pytest.mark.filterwarnings("ignore:Possible nested set")
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.from_regex(r"(?:[a-c|]|\(a\|[bc]\)|b\?|c\+|\[ab\]|\\b|\.){1,8}", fullmatch=True), st.data())
def test_every_match_holds_a_wording(source: str, data: st.DataObject) -> None:
    """A pattern made at random, and a text made to match it."""
    try:
        pattern = re.compile(source)
    except re.error:
        return
    wordings = required_wordings(pattern)
    text = data.draw(st.text(alphabet="abc[| ", max_size=30))
    if wordings is not None and pattern.search(text):
        assert any(wording in text for wording in wordings)


def check(rules: list[Rule], text: str) -> None:
    gate = Gate([(rule, rule.id) for rule in rules])
    sections = parse(text).sections
    asked: dict[int, set[str]] = {section.index: set() for section in sections}
    for entries, passing in gate.passing(sections):
        for section in passing:
            asked[section.index].update(entries)
    assert asked == {
        s.index: {r.id for r in rules if r.may_hit(s.text) and (r.given is None or r.given(s))} for s in sections
    }


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(text=wikitext)
def test_random_wikitext(rules: list[Rule], text: str) -> None:
    check(rules, text)


@pytest.mark.parametrize("text", ["", "K", "ſtyle = x", "<ſpan", "İ <DIV> ıbıd", "\u212a", "\ud800 [[<ref name=1>"])
def test_letters_with_odd_cases(rules: list[Rule], text: str) -> None:
    check(rules, text)


def test_real_articles(rules: list[Rule], shared: Path) -> None:
    for path in list(corpus_files(shared, "wikitext/*/*"))[::25]:
        check(rules, path.read_bytes().decode("utf-8", "replace")[:30_000])


def test_what_is_given_spares_calls_and_nothing_else(rules: list[Rule], shared: Path) -> None:
    """Where a section lacks it, the rule would have found nothing. Only rules about leads rely on not being called."""
    sparing = [(r, r.given) for r in rules if r.given and repr(r.given) != repr(attrgetter("is_lead"))]
    texts = [e.text for r in rules for e in r.bad if e.format == "wikitext"]
    texts += [path.read_bytes().decode("utf-8", "replace") for path in list(corpus_files(shared, "wikitext/*/*"))[::25]]
    sections = [section for text in texts for section in parse(text[:30_000]).sections]
    spared = 0
    for rule, has in sparing:
        for section in sections:
            if rule.may_hit(section.text) and not has(section):
                spared += 1
                assert not list(rule.check(section)), rule.id
    assert spared > 1000
