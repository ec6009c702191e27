from __future__ import annotations

import json
from pathlib import Path

import pytest
from mediawiki.exports import ExportPage, ExportRevision, export_xml, page_of_texts
from mediawiki.runner import run
from mediawiki.server import MediaWiki


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    pages = [
        page_of_texts("Bridge", ["one\n", "one two"], first=10),
        ExportPage(2, "Tunnel", [ExportRevision(20, "text"), ExportRevision(21, None, user=None)]),
    ]
    path = tmp_path / "dump.xml"
    path.write_text(export_xml(pages))
    return path


def test_import_show_export(tmp_path: Path, dump: Path) -> None:
    status, out, err = run(tmp_path, "import", "dump.xml")
    assert (status, out, err) == (0, "dump.xml: pages: 2, new revisions: 4, texts hidden by the wiki: 1\n", "")
    assert run(tmp_path, "show", "Bridge") == (0, "one two", "")
    assert run(tmp_path, "show", "bridge@10") == (0, "one\n", "")
    status, out, _ = run(tmp_path, "show", "rev:21", "--info")
    assert status == 0 and "user      (hidden)" in out and "sha1      (hidden)" in out
    status, out, err = run(tmp_path, "show", "rev:21")
    assert (status, out) == (3, "") and err == "articlewatch: revision 21: the wiki hides its text, so it is not kept\n"
    status, out, _ = run(tmp_path, "export", "Bridge", "--anonymise")
    assert status == 0 and [json.loads(line)["user_text"] for line in out.splitlines()] == ["Editor 1"] * 2
    status, _, _ = run(tmp_path, "export", "--format", "csv", "-o", "all.csv")
    assert status == 0 and (tmp_path / "all.csv").read_bytes().count(b"\r\n") >= 5


def test_import_from_standard_input(tmp_path: Path, dump: Path) -> None:
    status, out, _ = run(tmp_path, "import", "-", "--namespace", "0", stdin=dump.read_bytes())
    assert status == 0 and out.startswith("-: pages: 2, new revisions: 4")


def test_a_truncated_dump_is_incomplete(tmp_path: Path, dump: Path) -> None:
    dump.write_text(dump.read_text()[:-200])
    status, out, err = run(tmp_path, "import", "dump.xml")
    assert status == 3 and "new revisions: 3" in out
    assert err.count("\n") == 1 and "ends before its end tag" in err


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["fetch"], 2, "name a page"),
        (["fetch", "Bridge"], 2, "operator's contact"),
        (["fetch", "Bridge", "--contact", "you@example.org"], 2, "placeholder"),
        (["fetch", "Bridge", "--revisions", "-1"], 2, "--revisions takes a number or 'all'"),
        (["fetch", "Bridge", "--since", "yesterday"], 2, "--since takes a date"),
        (["fetch", "--from-file", "nowhere.txt"], 3, "nowhere.txt: No such file"),
        (["fetch", "X", "--wiki", "http://127.0.0.1:9/"], 3, "127.0.0.1:9: no connection"),
        (["import", "nowhere.xml"], 3, "nowhere.xml: No such file"),
        (["show", "Bridge", "--store", "nowhere.sqlite"], 3, "no such store"),
        (["export", "Nothing"], 3, "no page 'Nothing'"),
        (["show", "Nothing", "--store", "dump.xml"], 3, "not a store"),
    ],
)
def test_errors_are_one_line(tmp_path: Path, dump: Path, arguments: list[str], status: int, words: str) -> None:
    if arguments[0] == "export":
        run(tmp_path, "import", "dump.xml")
    code, out, err = run(tmp_path, *arguments)
    assert (code, out, err.count("\n")) == (status, "", 1) and words in err, err


def test_secrets_are_taken_from_the_environment_only(tmp_path: Path) -> None:
    _, help_page, _ = run(tmp_path, "fetch", "--help")
    assert "ARTICLEWATCH_OAUTH_TOKEN" in help_page and "--token" not in help_page and "--password" not in help_page
    status, _, err = run(tmp_path, "fetch", "X", environment={"ARTICLEWATCH_OAUTH_TOKEN": "abc"})
    assert status == 2 and "ARTICLEWATCH_WIKI" in err and "abc" not in err


@pytest.mark.server
def test_fetch(tmp_path: Path, mediawiki: MediaWiki) -> None:
    title = f"Cli {tmp_path.name}".replace("_", " ")
    mediawiki.import_pages([page_of_texts(title, [f"text {n}" for n in range(5)])])
    environment = {"ARTICLEWATCH_WIKI": mediawiki.url}
    (tmp_path / "titles.txt").write_text(f"# my pages\n{title}\n\nBad[title\n")
    arguments = ("fetch", "--from-file", "titles.txt", "--revisions", "all")
    status, out, err = run(tmp_path, *arguments, environment=environment)
    assert (status, out) == (3, "pages: 1, new revisions: 5, texts: 5, pages not found: 1\n")
    assert err.startswith("articlewatch: 'Bad[title': The requested page title contains invalid characters")
    address = f"{mediawiki.url}/index.php/{title.replace(' ', '_')}"
    assert run(tmp_path, "fetch", address) == (0, "pages: 1, new revisions: 0, texts: 0, unchanged pages: 1\n", "")
    assert run(tmp_path, "show", f"{title}") == (0, "text 4", "")
    bot = {"ARTICLEWATCH_WIKI_USER": "TestBot@tests", "ARTICLEWATCH_WIKI_PASSWORD": "wrong"}
    status, out, err = run(tmp_path, "fetch", title, environment=environment | bot)
    assert status == 2 and "refused" in err and err.count("\n") == 1
