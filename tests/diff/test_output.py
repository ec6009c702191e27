"""How a comparison is shown: on a terminal, as HTML, Markdown, JSON and unified diff."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import articlewatch.diff
from articlewatch.article.cells import columns
from articlewatch.diff import Diff, compare
from articlewatch.diff.html import render_html
from articlewatch.diff.markdown import render_markdown
from articlewatch.diff.meaning import explain
from articlewatch.diff.record import record
from articlewatch.diff.report import DiffReport, Remark
from articlewatch.diff.terminal import render_text
from articlewatch.diff.unified import render_unified

Pairs = list[tuple[str, str]]

_OLD = """Ferrow is a town on the river Alder.

== Harbour ==
The harbour was built in 1866 for the coal trade.

== Church ==
The church has a tower of brick, and it stands on the hill above the river.

== Mill ==
The mill closed.
"""
_NEW = """Ferrow is a town on the river Alder.

== Church ==
The church has a tower of brick, and it stands on the hill above the river.

== Harbour ==
The harbour was built in 1868 for the coal trade.

== Mill ==
The mill closed.
The fish market stayed open.
"""


def report(old: str, new: str, **rest: Any) -> DiffReport:
    diff = compare(old, new)
    return DiffReport(diff, explain(diff), **rest)


def test_the_terminal_shows_moves_edits_and_new_lines() -> None:
    assert render_text(report(_OLD, _NEW)) == (
        "copy-edit, move; words +6 −1\n"
        "  Harbour\n"
        "    section moved: Harbour (with edits)\n"
        "    number changed: 1866 → 1868 (no source)\n"
        "\n"
        "── Harbour ─────────────────────────────────────────────────────────────────────\n"
        "  6 > moved from lines 3–4 (Harbour), with edits:\n"
        "    > == Harbour ==\n"
        "    > The harbour was built in [-1866-]{+1868+} for the coal trade.\n"
        "\n"
        "── Mill ────────────────────────────────────────────────────────────────────────\n"
        " 10   The mill closed.\n"
        " 11 + The fish market stayed open.\n"
    )


def test_colour_replaces_brackets_but_not_meaning() -> None:
    text = render_text(report("It opened in 1932.\n", "It opened in 1934.\n"), color=True)
    assert "\x1b[31;9m1932\x1b[0m\x1b[32;4m1934\x1b[0m" in text
    assert "[-" not in text
    assert "\x1b" not in render_text(report("It opened in 1932.\n", "It opened in 1934.\n"))


def test_side_by_side() -> None:
    text = render_text(report("It opened in 1932 here.\n", "It opened in 1934 here.\n"), side_by_side=True, width=70)
    assert text.splitlines()[-1] == "  1 ~ It opened in [-1932-] here.    │ It opened in {+1934+} here."


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = render_text(report("a plain line\n", "a \x1b[31mred\x07 line\u202e\n"))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("width", [40, 80, 133])
@pytest.mark.parametrize("side_by_side", [False, True])
def test_no_row_is_wider_than_the_terminal(revision_pairs: Pairs, width: int, side_by_side: bool) -> None:
    for old, new in revision_pairs[::3]:
        text = render_text(report(old, new), width=width, side_by_side=side_by_side)
        wide = [line for line in text.splitlines() if columns(line) > width]
        assert wide == []


def test_nothing_to_show_is_said() -> None:
    assert render_text(report("same\n", "same\n")) == "no differences\n"
    assert render_text(DiffReport(compare("a\n", "a\n"))) == "no differences\n"


def test_a_coarse_answer_is_owned_up_to() -> None:
    old = " ".join(f"old{n}" for n in range(300))
    new = " ".join(f"new{n}" for n in range(300))
    assert "one place was compared coarsely" in render_text(DiffReport(compare(old, new, budget=10)))


@pytest.mark.parametrize(
    ("ignore", "old", "new", "shown"),
    [
        ("whitespace", "one  two\nthree\n", "one two\nTHREE\n", ["three", "THREE"]),
        ("case", "one  two\nthree\n", "one two\nTHREE\n", [" "]),
        ("punctuation", "one, two\nit is three\n", "one two\nit is four\n", ["three", "four"]),
    ],
)
def test_ignoring(ignore: Any, old: str, new: str, shown: list[str]) -> None:
    parts = [p for hunk in report(old, new, ignore=frozenset([ignore])).hunks() for p in hunk.parts]
    assert [part.text for part in parts if part.mark != "same"] == shown


def test_only_some_kinds_of_change() -> None:
    old = "The hall was built in 1910.\n\nIt has a [[tower]].\n"
    new = "The hall was built in 1911.\n\nIt has a tower.\n"
    text = render_text(report(old, new, only=frozenset(["number"])), context=0)
    assert "1911" in text
    assert "tower" not in text


def test_html_stands_alone_and_escapes() -> None:
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)> & \"quotes\" '</style>'"
    page = render_html(report("Old text here.\n", f"Old {evil} text here.\n", old_name="<a>", new_name="b&c"))

    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.seen: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.add(tag)
            assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.seen
    assert "img" not in tags.seen
    assert {"ins", "style", "main"} <= tags.seen
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_markdown_escapes_what_markdown_would_take() -> None:
    text = render_markdown(report("A [[link]] here.\n", "A [[link|*star*]] here <b>.\n"))
    assert "<b>" not in text
    assert "<ins>\\|\\*star\\*</ins>" in text


def test_json_follows_its_schema_and_replays(revision_pairs: Pairs) -> None:
    schema = json.loads((Path(articlewatch.diff.__file__).parent / "diff.schema.json").read_text(encoding="utf-8"))
    remark = Remark(
        "fixed", "bare-url", "C001", "warning", "a bare URL", ("Church",), compare("a", "a").ops[0].old, None
    )
    for old, new in revision_pairs[::5]:
        data = json.loads(json.dumps(record(report(old, new, remarks=(remark,)))))
        jsonschema.validate(data, schema)
        made = "".join(
            old[op["old"]["start"] : op["old"]["end"]] if op["kind"] in ("equal", "move") else op.get("inserted", "")
            for op in data["ops"]
        )
        assert made == new


def test_findings_are_told() -> None:
    span = compare("a", "a").ops[0].old
    remarks = (
        Remark("introduced", "bare-url", "C001", "warning", "a bare URL", ("Church",), None, span),
        Remark("standing", "double-word", "P001", "warning", "the the", (), span, span),
    )
    text = render_text(report("a\n", "b\n", remarks=remarks))
    assert "findings: 1 introduced, 0 fixed, 1 standing\n  + C001 bare-url: a bare URL (Church)\n" in text


_PATCH = shutil.which("patch")


@pytest.mark.skipif(_PATCH is None, reason="patch is not installed")
def test_unified_diffs_can_be_applied(revision_pairs: Pairs, tmp_path: Path) -> None:
    extra = [("a\nb", "a\nb\n"), ("a\nb\n", "a\nb"), ("", "x\n"), ("x\n", ""), ("a\nb", "a\nc"), (_OLD, _NEW)]
    for number, (old, new) in enumerate([*revision_pairs[::6], *extra]):
        if "\r" in old + new:
            continue
        target, change = tmp_path / f"{number}.txt", tmp_path / f"{number}.diff"
        target.write_bytes(old.encode())
        change.write_bytes(render_unified(compare(old, new), old_name="a", new_name="b").encode())
        run = subprocess.run(
            [str(_PATCH), "--binary", "-s", str(target), str(change)], capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
        assert (target.read_bytes() if target.exists() else b"") == new.encode()


def test_unified_of_equal_texts_is_empty() -> None:
    assert render_unified(compare("a\n", "a\n")) == ""


_FORMATS: list[Callable[[DiffReport], str]] = [render_html, render_markdown, render_text]


@pytest.mark.parametrize("render", _FORMATS)
def test_every_changed_word_is_shown(render: Callable[[DiffReport], str], revision_pairs: Pairs) -> None:
    """Nothing that came or went may be lost on the way to the reader."""
    for old, new in revision_pairs[:40:4]:
        shown = re.sub(r"[^\w]", "", render(report(old, new)))
        for word in _changed_words(compare(old, new)):
            assert word in shown


def _changed_words(diff: Diff) -> set[str]:
    words: set[str] = set()
    for op in diff.edits():
        if op.kind != "move":
            words.update(re.findall(r"[A-Za-z]{5,20}", op.old.of(diff.old) + " " + op.new.of(diff.new)))
    return words
