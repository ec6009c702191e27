from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from mediawiki.exports import export_xml, page_of_texts
from mediawiki.runner import run as run_program

Run = Callable[..., tuple[int, str, str]]

GOOD = (
    "'''Bridge''' is a bridge in Test.<ref>{{cite web |url=https://a.test/1 |title=A}}</ref>\n\n"
    "== History ==\nIt opened.\n"
)
DOUBLED = GOOD.replace("It opened.", "It opened in in spring.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = page_of_texts("Bridge", [GOOD, DOUBLED, "", DOUBLED, GOOD.replace("It", "This")], users=("Ann Lee", "Bo"))
    (tmp_path / "dump.xml").write_text(export_xml([page]))
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    assert run_program(folder, "import", "dump.xml")[0] == 0
    return lambda *arguments: run_program(folder, *arguments, "--isolated", "--site-profile", "enwiki")


def test_log(run: Run) -> None:
    status, out, err = run("log", "Bridge", "--select", "doubled-word")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == ["5", "4", "3", "2", "1"]
    assert "−1" in lines[0] and "+1" in lines[3] and "new page" in lines[4]
    assert "revert  restores 2, undoing 1" in lines[1] and "blanking" in lines[2]
    _, out, _ = run("log", "Bridge", "--limit", "2", "--format", "jsonl", "--anonymise")
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["revid"] for record in records] == [5, 4]
    assert {record["user"] for record in records} == {"Editor 1", "Editor 2"}
    assert records[1]["findings"]["restored"] == 2 and records[1]["kinds"] == ["revert"]


def test_history(run: Run) -> None:
    status, out, _ = run("history", "Bridge", "--rule", "doubled-word")
    assert status == 0
    assert out.splitlines() == [
        "doubled-word: fixed in History: in in",
        "    introduced    2  2020-01-01T00:07:00Z  Bo",
        "    fixed         5  2020-01-01T00:28:00Z  Ann Lee",
    ]
    _, out, _ = run("history", "Bridge", "--rule", "doubled-word", "--status", "standing")
    assert out == ""
    _, out, _ = run("history", "Bridge", "--rule", "doubled-word", "--format", "jsonl", "--anonymise")
    record = json.loads(out)
    assert [event["revid"] for event in record["events"]] == [2, 5] and "Ann" not in out


def test_blame(run: Run, folder: Path) -> None:
    texts = [GOOD, DOUBLED, f"More of it.\n\n{DOUBLED}"]
    xml = export_xml([page_of_texts("Tunnel", texts, pageid=2, first=20, users=("Ann", "Bo"))])
    (folder / "more.xml").write_text(xml)
    run_program(folder, "import", "more.xml")
    status, out, _ = run("blame", "Tunnel", "--rule", "doubled-word")
    assert (status, out) == (0, "6:11  doubled-word  21  2020-01-01T00:07:00Z  Bo  in in\n")
    _, out, _ = run("blame", "Tunnel", "--rule", "doubled-word", "--format", "jsonl")
    record = json.loads(out)
    assert (record["line"], record["column"]) == (6, 11) and record["excerpt"] == "in in"


@pytest.mark.parametrize(
    "arguments",
    [
        ("log", "Nowhere"),
        ("history", "Bridge", "--select", "no-such-rule"),
        ("blame", "Bridge", "--site", "other.wiki"),
    ],
)
def test_errors_are_one_line(arguments: tuple[str, ...], run: Run) -> None:
    status, out, err = run(*arguments)
    assert status in (2, 3) and out == "" and err.count("\n") == 1, err
