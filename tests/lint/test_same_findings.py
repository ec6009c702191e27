"""The same findings however a text is linted: alone, after others, through the section cache, in several processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shared_corpus import corpus_files

from articlewatch.article import Snapshot
from articlewatch.lint import Linter, Rule
from articlewatch.lint.finding import Finding, SnapshotResult


def read(path: Path) -> Snapshot:
    """The snapshot in *path*; its folder is named for its language."""
    text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    language = path.parent.name
    return Snapshot(text, title=path.stem, site="enwiki" if language == "en" else "generic", language=language)


def check_result(snapshot: Snapshot, result: SnapshotResult) -> None:
    """Every span a finding names lies within the text, and findings stand in its order."""
    size = len(snapshot.text)

    def inside(finding: Finding) -> bool:
        spans = [finding.span, *(r.span for r in finding.related)]
        if finding.fix is not None:
            spans += [type(finding.span)(e.start, e.end) for e in finding.fix.edits]
        return all(0 <= start <= end <= size for start, end in spans)

    assert all(map(inside, result.findings))
    assert [f.span for f in result.findings] == sorted(f.span for f in result.findings)
    assert len({f.fingerprint for f in result.findings}) == len(result.findings)


def check_pair(linter: Linter, alone: Linter, old: Path, new: Path) -> None:
    """*linter*, which has seen much, and a linter that has seen nothing say the same of a revision."""
    linter.lint(read(old))
    snapshot = read(new)
    found = linter.lint(snapshot)
    check_result(snapshot, found)
    assert found == alone.lint(snapshot), new


def pairs(shared: Path) -> list[tuple[Path, Path]]:
    """(older, newer revision) of the corpus."""
    olds = corpus_files(shared, "revisions/pairs/*/*.old.wikitext")
    return [(old, old.with_name(old.name.replace(".old.", ".new."))) for old in olds]


def test_a_sample_of_pairs_through_the_cache(rules: list[Rule], shared: Path) -> None:
    linter = Linter(rules)
    small = [(old, new) for old, new in pairs(shared) if old.stat().st_size < 60_000]
    for old, new in small[::16]:
        check_pair(linter, Linter(rules), old, new)


@pytest.mark.corpus
def test_all_pairs_through_the_cache(rules: list[Rule], shared: Path) -> None:
    linter = Linter(rules, cache_size=300)
    for old, new in pairs(shared):
        check_pair(linter, Linter(rules), old, new)


@pytest.mark.corpus
def test_the_whole_corpus(rules: list[Rule], shared: Path) -> None:
    """No crash, every span within the text, and the second time (all from the cache) as the first."""
    linter = Linter(rules)
    for path in corpus_files(shared, "wikitext/*/*"):
        snapshot = read(path)
        found = linter.lint(snapshot)
        check_result(snapshot, found)
        assert linter.lint(snapshot) == found, path


#: A page with something in every section, and edits of it.
PAGE = (
    "{{Use dmy dates}}\nThe the bridge opened in in 1932.<ref>https://e.org/a</ref>\n\n"
    "== History ==\nIt was was closed on May 5th, 1940. [[Bridge|Bridge]]s.\n\n"
    "=== Later ===\nSome text <b>unclosed.\n\n== Later ==\nThe the bridge again.<ref>https://e.org/a</ref>\n\n"
    "== References ==\n{{reflist}}\n[[Category:Bridges]]\n[[Category:Bridges]]\n"
)
EDITS = [
    ("== History ==", "== Past =="),
    ("{{Use dmy dates}}", "{{Use mdy dates}}"),
    ("{{Use dmy dates}}\n", ""),
    ("=== Later ===", "==== Later ===="),
    ("== Later ==\nThe", "The"),
    ("<b>unclosed", "{{unclosed"),
    ("in in 1932", "in 1932"),
    ("== References ==\n", ""),
    ("It was was", "<!-- open"),
    ("The the bridge opened", "#REDIRECT [[Bridge]]"),
    ("</ref>\n\n== History", "\n\n== History"),
]


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_edits_through_the_cache(rules: list[Rule], old: str, new: str) -> None:
    linter = Linter(rules, profile="enwiki")
    linter.lint(Snapshot(PAGE, title="A bridge"))
    edited = Snapshot(PAGE.replace(old, new), title="A bridge")
    assert edited.text != PAGE
    assert linter.lint(edited) == Linter(rules, profile="enwiki").lint(edited)
    assert linter.lint(Snapshot(PAGE, title="A bridge")).findings, "and back again"


def command(*arguments: str) -> list[dict[str, object]]:
    """The snapshots of ``articlewatch lint --format json`` with *arguments*."""
    done = subprocess.run(
        [sys.executable, "-m", "articlewatch", "lint", "--isolated", "--exit-zero", "--format", "json", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["snapshots"]
    return found


def test_alone_together_and_in_parallel(tmp_path: Path) -> None:
    paths = []
    for number, (old, new) in enumerate(EDITS[:4]):
        path = tmp_path / f"{number}.wikitext"
        path.write_text(PAGE.replace(old, new), encoding="utf-8")
        paths.append(str(path))
    together = command(*paths)
    assert len(together) == 4 and all(snapshot["findings"] for snapshot in together)
    assert command("--jobs", "2", *paths) == together
    assert command(paths[2]) == [together[2]]
