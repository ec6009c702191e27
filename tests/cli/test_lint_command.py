"""``articlewatch lint`` as its user meets it: what is printed where, and the exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "articlewatch"]
FAULTY = "Opened in 1932.<ref>https://example.org/bridge</ref> It is the the longest.<ref name=gone/>\n\n{{reflist}}\n"
SOUND = "The bridge opened in 1932.<ref>{{cite book |title=Bridges |date=1990}}</ref>\n\n{{reflist}}\n"


def run(*args: str | Path, cwd: Path, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *map(str, args)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", **environ},
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Bridge.wikitext").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "Sound.wikitext").write_text(SOUND, encoding="utf-8")
    return tmp_path


def test_findings_go_to_stdout_and_fail(folder: Path) -> None:
    done = run("lint", "Bridge.wikitext", cwd=folder)
    assert done.returncode == 1
    assert "bare-url" in done.stdout and "ref-undefined" in done.stdout
    assert done.stderr == ""


def test_exit_zero_and_fail_level(folder: Path) -> None:
    assert run("lint", "Bridge.wikitext", "--exit-zero", cwd=folder).returncode == 0
    assert run("lint", "Bridge.wikitext", "--select", "bare-url", cwd=folder).returncode == 0
    assert run("lint", "Bridge.wikitext", "--select", "C001", "--fail-level", "warning", cwd=folder).returncode == 1


def test_costliest_rules_are_told_apart_from_the_findings(folder: Path) -> None:
    plain = run("lint", "Bridge.wikitext", "--exit-zero", cwd=folder)
    done = run("lint", "Bridge.wikitext", "--exit-zero", "--profile-rules", cwd=folder)
    assert done.stdout == plain.stdout
    heading, *rows = done.stderr.splitlines()
    assert "costliest rules" in heading and len(heading) <= 80 and len(rows) == 10
    costs = [float(row.split()[1]) for row in rows]
    assert costs == sorted(costs, reverse=True) and costs[0] > 0


def test_success_says_what_was_checked(folder: Path) -> None:
    done = run("lint", "Sound.wikitext", "--select", "bare-url,ref-undefined", cwd=folder)
    assert done.returncode == 0
    assert "No issues found in 1 article" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.wiki", None, "no such file or folder"),
        ("empty.wiki", b"", "empty"),
        ("binary.wiki", b"a\0b", "binary file (NUL at byte 1)"),
        ("latin1.wiki", "caf\xe9".encode("latin-1"), "not UTF-8 (byte 3 is 0xe9)"),
    ],
)
def test_a_file_that_cannot_be_read(folder: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    done = run("lint", name, "Bridge.wikitext", cwd=folder)
    assert done.returncode == 3
    assert "bare-url" in done.stdout, "the other file is still checked"
    assert done.stderr.count("\n") == 1 and said in done.stderr and name in done.stderr


def test_a_folder_without_snapshots(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing here")
    done = run("lint", ".", cwd=tmp_path)
    assert done.returncode == 3 and "no snapshots in this folder" in done.stderr


def test_byte_order_mark_and_windows_line_ends_change_nothing(folder: Path) -> None:
    plain = json.loads(run("lint", "Bridge.wikitext", "--format", "json", cwd=folder).stdout)
    (folder / "Bridge.wikitext").write_bytes(b"\xef\xbb\xbf" + FAULTY.replace("\n", "\r\n").encode())
    again = json.loads(run("lint", "Bridge.wikitext", "--format", "json", cwd=folder).stdout)
    assert again == plain


def test_standard_input(folder: Path) -> None:
    done = run("lint", "-", "--stdin-name", "Bridge.wikitext", "--format", "concise", cwd=folder, stdin=FAULTY.encode())
    assert done.returncode == 1
    assert "Bridge.wikitext:1:" in done.stdout
    assert run("lint", "-", cwd=folder, stdin=b"").returncode == 3


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("lnt",), "did you mean 'lint'"),
        (("lint", "--formt", "json", "."), "--format"),
        (("lint", "--format", "jsn", "."), "did you mean 'json'"),
        (("lint", "--select", "bare-ulr", "."), "did you mean 'bare-url'"),
        (("lint", "--output", "sarf=x", "."), "did you mean 'sarif'"),
        (("lint", "--fail-level", "eror", "."), "did you mean 'error'"),
        (("lint",), "no files given"),
        (("rule", "bare-ulr"), "did you mean 'bare-url'"),
    ],
)
def test_a_mistyped_word_is_a_usage_error(folder: Path, args: tuple[str, ...], said: str) -> None:
    done = run(*args, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr and done.stdout == ""


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('selct = ["C"]', "articlewatch.toml:1:1: unknown key 'selct'; did you mean 'select'"),
        ("select = [", "articlewatch.toml:1:"),
        ('select = "C"', "select wants a list of strings"),
        ('[severity]\nbare-url = "eror"', "did you mean 'error'"),
        ("[options.citation-overkill]\nmots = 3", "did you mean 'most'"),
        ("[options.citation-overkill]\nmost = 'x'", "wants a whole number"),
        ('select = ["nosuch-rule"]', "unknown rule 'nosuch-rule'"),
        ("site = 3", "site wants a string"),
    ],
)
def test_a_configuration_error_points_at_its_place(folder: Path, toml: str, said: str) -> None:
    (folder / "articlewatch.toml").write_text(toml, encoding="utf-8")
    done = run("lint", "Bridge.wikitext", cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr
    assert run("lint", "Bridge.wikitext", "--isolated", cwd=folder).returncode == 1


def test_configuration_is_found_upwards_and_in_pyproject(folder: Path) -> None:
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[tool.articlewatch]\nselect = ["bare-url"]\n')
    done = run("lint", "../../Bridge.wikitext", "--format", "json", cwd=inner)
    found = json.loads(done.stdout)["snapshots"][0]["findings"]
    assert {f["rule"] for f in found} == {"bare-url"}


def test_inline_and_side_file_suppression(folder: Path) -> None:
    text = "<!-- articlewatch: ignore=bare-url archived nowhere -->\n" + FAULTY
    (folder / "Bridge.wikitext").write_text(text, encoding="utf-8")
    assert "bare-url" not in run("lint", "Bridge.wikitext", cwd=folder).stdout
    (folder / "Bridge.wikitext").write_text(FAULTY, encoding="utf-8")
    side = '[[ignore]]\npage = "Bridge"\nrule = "bare-url"\nreason = "known"\n'
    (folder / "ignore.toml").write_text(side)
    done = run("lint", "Bridge.wikitext", "--ignore-file", "ignore.toml", "--select", "bare-url,Z001", cwd=folder)
    assert done.returncode == 0 and "No issues" in done.stdout
    (folder / "ignore.toml").write_text(side.replace("bare-url", "doubled-words"))
    done = run("lint", "Bridge.wikitext", "--ignore-file", "ignore.toml", "--select", "Z001", cwd=folder)
    assert "suppression-unused" in done.stdout


def test_several_reports_in_one_run(folder: Path) -> None:
    done = run(
        *("lint", "Bridge.wikitext", "--output", "sarif=a.sarif", "--output", "json=a.json"),
        *("--output", "junit=a.xml", "--output", "csv=a.csv"),
        cwd=folder,
    )
    assert done.returncode == 1
    assert json.loads((folder / "a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((folder / "a.json").read_text())["schema_version"] == 1
    assert (folder / "a.xml").read_text().startswith("<?xml")
    assert (folder / "a.csv").stat().st_size > 100
    done = run("lint", "Bridge.wikitext", "--output", "json=no/such/folder.json", cwd=folder)
    assert done.returncode == 2 and "cannot be written" in done.stderr


def test_the_same_findings_alone_together_and_in_parallel(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"Page {number}.wikitext").write_text(FAULTY * (number + 1) + SOUND, encoding="utf-8")
    together = json.loads(run("lint", ".", "--format", "json", cwd=tmp_path).stdout)
    assert json.loads(run("lint", ".", "--format", "json", "--jobs", "2", cwd=tmp_path).stdout) == together
    alone = [
        json.loads(run("lint", s["path"], "--format", "json", cwd=tmp_path).stdout)["snapshots"][0]
        for s in together["snapshots"][:3]
    ]
    assert alone == together["snapshots"][:3]


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.wikitext").write_text(FAULTY * 40, encoding="utf-8")
    done = subprocess.run(
        f"{' '.join(COMMAND)} lint . --format concise | head -n 1",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.count("\n") == 1 and done.stderr == ""


def test_interruption_is_130(tmp_path: Path) -> None:
    process = subprocess.Popen([*COMMAND, "lint", "-"], cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.5)  # until it waits for its input
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert stderr.decode().strip() == "articlewatch: interrupted"


def test_users_own_rules(folder: Path) -> None:
    made = run("new-rule", "prose/shouting", "--dir", "mine", cwd=folder)
    assert made.returncode == 0
    assert run("test-rules", "mine", cwd=folder).returncode == 1, "the skeleton's examples fail until filled in"
    rule = folder / "mine" / "prose" / "shouting.py"
    source = rule.read_text()
    rule.write_text(source.replace("preview=True", "preview=True, when=[3"))
    done = run("lint", "Bridge.wikitext", "--rules", "mine", cwd=folder)
    assert done.returncode == 2 and str(Path("mine/prose/shouting.py")) in done.stderr
    rule.write_text(source.replace('"shouting"', '"bare-url"'))  # as long as before, and written in the same second
    done = run("lint", "Bridge.wikitext", "--rules", "mine", cwd=folder)
    assert done.returncode == 2 and "already defined" in done.stderr
    rule.unlink()
    done = run("lint", "Bridge.wikitext", "--rules", "mine", cwd=folder)
    assert done.returncode == 2 and "no rules in this folder" in done.stderr


def test_a_rule_that_breaks_down_is_one_line_and_the_other_files_are_linted(folder: Path) -> None:
    run("new-rule", "prose/shouting", "--dir", "mine", cwd=folder)
    rule = folder / "mine" / "prose" / "shouting.py"
    source = rule.read_text()
    broken = (
        source[: source.index("    for template")]
        + "    if 'Sound' in section.page.title:\n        1 / 0\n    yield from ()\n"
    )
    rule.write_text(broken)
    done = run("lint", ".", "--rules", "mine", "--preview", cwd=folder)
    assert done.returncode == 3 and "bare-url" in done.stdout
    assert done.stderr.count("\n") == 1 and "rule shouting broke down on 'Sound'" in done.stderr


def test_baseline(folder: Path) -> None:
    assert run("baseline", "create", "Bridge.wikitext", cwd=folder).returncode == 0
    done = run("lint", "Bridge.wikitext", "--baseline", "articlewatch-baseline.json", cwd=folder)
    assert done.returncode == 0 and "No issues" in done.stdout
    (folder / "Bridge.wikitext").write_text("New lead.<ref>https://example.net/x</ref>\n\n" + FAULTY)
    done = run(
        *("lint", "Bridge.wikitext", "--baseline", "articlewatch-baseline.json", "--select", "bare-url"),
        *("--format", "json"),
        cwd=folder,
    )
    found = json.loads(done.stdout)["snapshots"][0]["findings"]
    assert [f["excerpt"] for f in found] == ["https://example.net/x"]
    assert run("baseline", "create", "Bridge.wikitext", cwd=folder).returncode == 2
    assert run("baseline", "update", "Bridge.wikitext", cwd=folder).returncode == 0
    (folder / "articlewatch-baseline.json").write_text("{}")
    assert run("lint", "Bridge.wikitext", "--baseline", "articlewatch-baseline.json", cwd=folder).returncode == 2


def test_help_imports_no_rules_and_no_network() -> None:
    code = "import sys; from articlewatch.cli.main import main; main(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    modules = done.stdout.rpartition("[")[2]
    for heavy in ("requests", "mwparserfromhell", "rapidfuzz", "articlewatch.lint", "articlewatch.article"):
        assert f"'{heavy}'" not in modules


SAVED = (
    "<!DOCTYPE html><html lang='en'><head><title>Bridge - Wikipedia</title></head><body><p>The bridge is is red.</p>"
    "</body></html>"
)


def test_a_saved_web_page_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(SAVED, encoding="utf-8")
    (tmp_path / "wide.htm").write_bytes(SAVED.encode("utf-16"))
    for name in ("saved.html", "wide.htm"):
        done = run("lint", name, "--select", "P,doubled-word", "--format", "json", cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        (snapshot,) = json.loads(done.stdout)["snapshots"]
        assert (snapshot["format"], snapshot["title"]) == ("html", "Bridge")
        assert [finding["rule"] for finding in snapshot["findings"]] == ["doubled-word"]
    done = run("lint", "-", "--format", "concise", cwd=tmp_path, stdin=SAVED.encode())
    assert "doubled-word" in done.stdout


def test_a_saved_web_page_that_is_cut_or_not_repaired(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(SAVED, encoding="utf-8")
    (tmp_path / "cut.html").write_bytes(SAVED.encode("utf-16")[:-1])
    (tmp_path / "other.txt").write_bytes("The bridge is is red.".encode("utf-16"))
    done = run("lint", "cut.html", "other.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "cut.html: not UTF-16" in done.stderr
    assert "other.txt: UTF-16, which is read of saved web pages" in done.stderr
    done = run("fix", "saved.html", "--write", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "articlewatch: saved.html: a rendered page is not repaired; fix its wikitext\n"
    assert (tmp_path / "saved.html").read_text(encoding="utf-8") == SAVED
