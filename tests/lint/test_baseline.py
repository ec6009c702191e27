"""A baseline knows its findings again after the page was rearranged."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from shared_corpus import corpus_files

from articlewatch.article import Snapshot, parse
from articlewatch.errors import ConfigurationError
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.lint.baseline import Entry, entries_of, read_baseline, split_by_baseline, write_baseline

PAGE = (
    "The bridge is red.<ref>https://example.org/a</ref>\n\n== History ==\nIt fell.<ref>https://example.org/b</ref>\n\n"
    "== Today ==\nIt stands again.<ref>https://example.org/a</ref>\n\n== References ==\n{{reflist}}\n"
)


@pytest.fixture(scope="module")
def linter(rules: list[Rule]) -> Linter:
    return Linter(rules, Settings(select=("bare-url",)))


def entries(linter: Linter, text: str) -> list[Entry]:
    return entries_of([linter.lint(Snapshot(text, title="Bridge"))])


def fresh(linter: Linter, text: str, known: list[Entry]) -> list[str]:
    return [f.excerpt for f in split_by_baseline(linter.lint(Snapshot(text, title="Bridge")), known)[0]]


def test_written_and_read_back(linter: Linter) -> None:
    known = entries(linter, PAGE)
    assert len(known) == 3
    assert sorted(read_baseline(write_baseline(known), "b.json"), key=str) == sorted(known, key=str)
    assert write_baseline(known) == write_baseline(list(reversed(known)))
    assert read_baseline(write_baseline([]), "b.json") == []


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 1}', '{"version": 99, "entries": []}', '{"version": 1, "entries": [{}]}']
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"b\.json"):
        read_baseline(text, "b.json")


def test_known_findings_are_known_again(linter: Linter) -> None:
    known = entries(linter, PAGE)
    assert fresh(linter, PAGE, known) == []
    assert fresh(linter, "A new first paragraph.\n\n" + PAGE, known) == []
    assert fresh(linter, PAGE.replace("== History ==", "== Its history =="), known) == []
    new = PAGE.replace("It fell.", "It fell.<ref>https://example.org/new</ref>")
    assert fresh(linter, new, known) == ["https://example.org/new"]


def test_one_entry_covers_one_finding(linter: Linter) -> None:
    known = entries(linter, PAGE)
    twice = PAGE.replace("It fell.", "It fell.<ref>https://example.org/b</ref>")
    assert fresh(linter, twice, known) == ["https://example.org/b"]


def test_a_page_of_another_title_has_no_entries(linter: Linter) -> None:
    result = linter.lint(Snapshot(PAGE, title="Tunnel"))
    assert len(split_by_baseline(result, entries(linter, PAGE))[0]) == 3


def rearranged(text: str, chance: random.Random) -> str:
    """Move a section, split a paragraph, insert a sentence above: nothing that changes what is wrong."""
    sections = [s.text for s in parse(text).sections]
    kind = chance.randrange(3)
    tops = [n for n, s in enumerate(parse(text).sections) if s.level == 2 and s.role == "body"]
    if kind == 0 and len(tops) > 2:
        one, other = sorted(chance.sample(tops[:-1], 2))
        block = sections[one : tops[tops.index(one) + 1]]
        rest = sections[:one] + sections[one + len(block) :]
        at = other - len(block)
        return "".join(part if part.endswith("\n") else part + "\n" for part in [*rest[:at], *block, *rest[at:]])
    if kind == 1:
        places = [i for i in range(len(text)) if text.startswith(". ", i) and text[i + 2 : i + 3].isupper()]
        article = parse(text)
        inside = [
            p.span for s in article.sections for p in [q.moved(s.offset) for q in s.paragraphs] if p.kind == "text"
        ]
        good = [i for i in places if any(s.start < i < s.end for s in inside) and "{{" not in text[i - 80 : i + 80]]
        if good:
            at = chance.choice(good)
            return text[: at + 1] + "\n\n" + text[at + 2 :]
    return text[:0] + "The following was checked by the editors of this page.\n\n" + text


@pytest.mark.corpus
def test_identity_survives_rearrangement(rules: list[Rule], shared: Path) -> None:
    linter = Linter(rules, Settings(site="enwiki"))
    chance = random.Random(11)
    kept = total = 0
    for path in list(corpus_files(shared, "wikitext/en/*"))[::3]:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        snapshot = Snapshot(text, title=path.stem)
        before = linter.lint(snapshot)
        known = entries_of([before])
        after = linter.lint(replace(snapshot, text=rearranged(text, chance)))
        new, again, _ = split_by_baseline(after, known)
        # What the rearrangement itself brought (a short lead, an uncited paragraph) is no lost identity.
        brought = max(len(after.findings) - len(before.findings), 0)
        kept += len(again)
        total += len(again) + max(len(new) - brought, 0)
    assert total > 1000
    assert kept / total >= 0.99
