"""The sample article: what is planted is found, the export is in step, and the output is what it was."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from typing import Any

import pytest
from shared_corpus import ROOT

import articlewatch
from articlewatch import formats
from articlewatch.article import Snapshot
from articlewatch.lint import Finding, Linter, Rule
from articlewatch.lint.suppression import meta_rules
from articlewatch.sources.files import FileSource, find_snapshots, read_revisions, read_snapshot
from articlewatch.sources.xmldump import read_dump

FOLDER = ROOT / "snapshots"
ARTICLE = FOLDER / "fall-of-the-assad-government"
EXPECTED = ROOT / "tests" / "expected"

#: What planted.json calls a fault -> the rules that may name it.
NAMES = {
    "stale-as-of": {"date-stale-as-of"},
    "wrong-verb-form": {"verb-form"},
    "garbled-sentence": {"garbled-sentence", "bare-month", "sentence-broken-by-edit"},
    "number-changed-citation-kept": {"fact-changed-citation-kept"},
    "ref-bare-url": {"bare-url", "weak-source-added"},
    "refs-orphaned-by-edit": {"reference-orphaned", "ref-undefined"},
    "tag-removed-unfixed": {"maintenance-tag-removed"},
    "source-predatory-or-self-published": {"weak-source-added"},
    "quotation-marks-mixed": {"foreign-quotation-marks"},
    "uncited-number": {"uncited-number", "maintenance-tag-removed"},
}
#: What is planted and not told at its place, and why.
SILENT = {
    "infobox-empty-field": "a preview rule",
    "abbreviation-undefined": "the page spells it out further down",
    "name-spelling-inconsistent": "told once, at the first of all spellings",
    "double-space-punctuation": "fixed two revisions later; a space before a comma is told by no rule of its own",
    "weasel-words": "a cited sentence may report a belief",
    "english-variant-mixed": "the word is a proper name there",
    "cite-date-format-mixed": "the page declares a style, and the templates unify the dates themselves",
    "large-unexplained-deletion": "the vandal left a word in the edit summary",
    "uncited-number": "tagged as such until the tag goes",
    "ref-list-defined-unused": "told in the revision that took out its use",
    "lonely-bracket": "plain text has no links",
}


def planted(name: str) -> list[dict[str, Any]]:
    return list(json.loads((FOLDER / name).read_text(encoding="utf-8")))


@cache
def revisions() -> dict[int, Snapshot]:
    return {source.revision.revid: read_snapshot(source) for source in read_revisions(ARTICLE) if source.revision}


@pytest.fixture(scope="module")
def found(rules: list[Rule]) -> dict[int, tuple[Finding, ...]]:
    linter = Linter(rules)
    result = {}
    previous = None
    for revid, snapshot in revisions().items():
        result[revid] = linter.lint(snapshot, previous).findings
        previous = snapshot
    return result


def told_at(findings: tuple[Finding, ...], text: str, words: str) -> set[str]:
    at = text.index(words)
    return {f.rule for f in findings if f.span.start <= at + len(words) and at <= f.span.end}


def test_every_planted_fault_is_told_where_it_was_planted(found: dict[int, tuple[Finding, ...]]) -> None:
    silent = []
    for fault in planted("planted.json"):
        text = revisions()[fault["introduced"]].text
        names = NAMES.get(fault["fault"], {fault["fault"]})
        if not names & told_at(found[fault["introduced"]], text, fault["text"]):
            silent.append(fault["fault"])
    assert set(silent) <= SILENT.keys()
    assert len(silent) <= 14, "of 42 planted faults at least 28 are told at their place"


def test_the_plain_text_tells_what_plain_text_can(rules: list[Rule]) -> None:
    snapshot = read_snapshot(FileSource(FOLDER / "fall-of-the-assad-government.txt"))
    findings = Linter(rules).lint(snapshot).findings
    faults = planted("planted-text.json")
    silent = [
        fault["fault"]
        for fault in faults
        if not NAMES.get(fault["fault"], {fault["fault"]}) & told_at(findings, snapshot.text, fault["text"])
    ]
    assert set(silent) <= SILENT.keys()
    assert len(silent) <= 10


def test_the_export_holds_the_same_revisions() -> None:
    exported = {
        record.revision.revid: record.text
        for record in read_dump(str(FOLDER / "fall-of-the-assad-government.xml"))
        if hasattr(record, "revision")
    }
    assert exported == {revid: snapshot.text for revid, snapshot in revisions().items()}


def test_the_revert_restores_the_revision_before_the_vandalism() -> None:
    digests = [hashlib.sha1(s.text.encode(), usedforsecurity=False).hexdigest() for s in revisions().values()]
    assert digests[5] == digests[7] != digests[6]


@pytest.mark.parametrize("name", ["concise", "full"])
def test_output_is_what_it_was(rules: list[Rule], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rewrite with ``UPDATE_EXPECTED=1 pytest tests/test_snapshots.py`` after looking at what changed."""
    monkeypatch.chdir(ROOT)
    linter = Linter(rules)
    sources = find_snapshots(FOLDER.relative_to(ROOT))
    results = [linter.lint(read_snapshot(source)) for source in sources]
    output = formats.render(name, linter.report(results, version=articlewatch.__version__), width=80)
    file = EXPECTED / f"snapshots.{name}.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        file.write_text(output, encoding="utf-8")
    assert output == file.read_text(encoding="utf-8")


def test_find_snapshots_takes_the_newest_revision_for_the_folder() -> None:
    sources = find_snapshots(FOLDER)
    assert [source.path.name for source in sources] == ["r12.wikitext", "fall-of-the-assad-government.txt"]
    assert sources[0].title and sources[0].revision is not None
    assert [rule.id for rule in meta_rules()] == ["suppression-unused", "suppression-unknown-rule"]
