"""``articlewatch diff``: its options, its exit status, and what it says about input it cannot use."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from articlewatch.cli.main import main


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("old.wikitext").write_text("== A ==\nIt opened in 1932.<ref>http://a.example/x</ref>\n", encoding="utf-8")
    Path("new.wikitext").write_text("== A ==\nIt opened in 1934.<ref>http://a.example/x</ref>\n", encoding="utf-8")
    return "old.wikitext", "new.wikitext"


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    status = main(["diff", *args])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_difference_is_no_failure(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *files)
    assert (status, err) == (0, "")
    assert "number changed: 1932 → 1934 (source unchanged)" in out
    assert "[-1932-]{+1934+}" in out


def test_exit_code_on_request(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, *files, "--exit-code")[0] == 1
    assert run(capsys, files[0], files[0], "--exit-code") == (0, "no differences\n", "")


def test_stat_leaves_the_lines_out(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, *files, "--stat")
    assert "1932 → 1934" in out
    assert "{+" not in out


@pytest.mark.parametrize("name", ["json", "html", "markdown", "unified"])
def test_formats(name: str, files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, *files, "--format", name)
    assert status == 0
    assert "1934" in out


def test_findings_across_the_edit(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, *files, "--lint", "--format", "json")
    found = json.loads(out)["findings"]
    assert "bare-url" in [remark["rule"] for remark in found["standing"]]
    assert not found["introduced"]
    Path("new.wikitext").write_text("== A ==\nIt opened in 1934.\n", encoding="utf-8")
    _, out, _ = run(capsys, *files, "--lint", "--format", "json")
    found = json.loads(out)["findings"]
    assert "bare-url" in [remark["rule"] for remark in found["fixed"]]


def test_standard_input(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(files[1]).read_bytes())))
    assert "1934" in run(capsys, files[0], "-")[1]
    assert run(capsys, "-", "-") == (
        2,
        "",
        "articlewatch: only one side can be standard input (see 'articlewatch diff --help')\n",
    )


def test_empty_files_are_texts(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").write_bytes(b"")
    assert run(capsys, "empty", "empty")[1] == "no differences\n"
    assert run(capsys, files[0], "empty")[1].startswith("blanking")


def test_white_space_and_line_ends_are_differences(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("dos").write_bytes(b"A line.\r\n")
    Path("unix").write_bytes(b"A line.\n")
    assert run(capsys, "dos", "unix")[1].startswith("whitespace only")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "bad: a binary file (NUL at byte 8)"),
        (b"caf\xe9 here", "bad: not UTF-8 (byte 3 is 0xe9)"),
        (None, "bad: cannot be read (No such file or directory)"),
    ],
)
def test_unreadable_input_ends_in_one_line(
    content: bytes | None, says: str, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path("bad").write_bytes(content)
    assert run(capsys, "bad", files[1]) == (3, "", f"articlewatch: {says}\n")


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (["--only", "citation"], "did you mean 'citations'?"),
        (["--ignore", "spaces"], "unknown thing to ignore 'spaces'"),
        (["--format", "htm"], "did you mean 'html'?"),
    ],
)
def test_mistyped_options(
    option: list[str], says: str, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, *files, *option)
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
