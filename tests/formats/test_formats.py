"""Every format: golden output, its published schema, and the same bytes for the same report."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from report_factories import RULES, find, finding, one, report, result, rich

import articlewatch.formats
from articlewatch import formats
from articlewatch.article.snapshot import Revision
from articlewatch.article.spans import Span
from articlewatch.errors import ConfigurationError
from articlewatch.lint.finding import Edit, Fix

SCHEMAS = Path(__file__).parent / "schemas"
MACHINE = [name for name in formats.NAMES if name != "full"]


@pytest.mark.parametrize("name", MACHINE)
def test_golden(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{name}.txt", formats.render(name, rich()))


@pytest.mark.parametrize("name", formats.NAMES)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert formats.render(name, rich()) == formats.render(name, copy.deepcopy(rich()))
    text = formats.render(name, report(result("fine")))
    assert text == "" or text.endswith("\n")


def test_hash_order_does_not_show() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from report_factories import rich; "
        "from articlewatch import formats; "
        "sys.stdout.buffer.write(''.join(formats.render(n, rich()) for n in formats.NAMES).encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_a_format_is_imported_when_it_is_asked_for() -> None:
    code = "import sys, articlewatch.formats; print([m for m in sys.modules if 'articlewatch.formats.' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_unknown_format() -> None:
    with pytest.raises(ConfigurationError, match="no such format 'sarfi'; did you mean 'sarif'"):
        formats.render("sarfi", rich())
    with pytest.raises(ConfigurationError, match="known are full, concise"):
        formats.render("qqqqq", rich())


# JSON


def lint_schema() -> Any:
    return json.loads((Path(articlewatch.formats.__file__).parent / "lint.schema.json").read_text())


def test_json_is_valid_under_its_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(lint_schema())
    for lint in (rich(), report(), report(result("fine"))):
        jsonschema.validate(json.loads(formats.render("json", lint)), lint_schema())


def test_the_schema_is_strict() -> None:
    document = json.loads(formats.render("json", rich()))
    document["snapshots"][0]["findings"][0]["new"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, lint_schema())


def test_json_offsets_are_code_points_of_the_text() -> None:
    lint = rich()
    document = json.loads(formats.render("json", lint))
    text = lint.results[0].snapshot.text
    lines = text.split("\n")
    for found in document["snapshots"][0]["findings"]:
        assert text[found["start"] : found["end"]] == found["excerpt"]
        assert lines[found["line"] - 1][found["column"] - 1] == found["excerpt"][0]
        assert lines[found["end_line"] - 1][found["end_column"] - 2] == found["excerpt"][-1]


def test_json_keeps_any_text_exactly_and_can_always_be_written() -> None:
    text = "a\x1b[0m\x9b1m\u202e\ud800\u2028\x00é漢"
    encoded = formats.render("json", one(text, text))
    encoded.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", encoded)
    assert "é漢" in encoded
    assert json.loads(encoded)["snapshots"][0]["findings"][0]["excerpt"] == text


def test_jsonl_has_one_finding_a_line() -> None:
    lines = formats.render("jsonl", rich()).splitlines()
    whole = json.loads(formats.render("json", rich()))["snapshots"][0]
    assert len(lines) == 4
    for line, found in zip(lines, whole["findings"], strict=True):
        row = json.loads(line)
        assert row.pop("schema_version") == 1
        assert [row.pop(key) for key in ("path", "title", "format")] == ["bridge.wiki", "Bridge", "wikitext"]
        assert row == found
    assert formats.render("jsonl", report(result("fine"))) == ""


# SARIF


def sarif(lint: Any) -> Any:
    log = json.loads(formats.render("sarif", lint))
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text())
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    assert not list(validator.iter_errors(log))
    return log["runs"][0]


@pytest.mark.parametrize("lint", [rich(), report(), report(result("fine", title="", path=""))])
def test_sarif_is_valid(lint: Any) -> None:
    sarif(lint)


def test_sarif_regions_fingerprints_sections_suppressions_and_failures() -> None:
    run = sarif(rich())
    text = rich().results[0].snapshot.text
    assert run["columnKind"] == "unicodeCodePoints"
    for found in run["results"]:
        region = found["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        assert text[start : start + region["charLength"]] == region["snippet"]["text"]
        assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
        fingerprint = found["partialFingerprints"]["articlewatch/v1"]
        assert found["partialFingerprints"]["primaryLocationLineHash"] == f"{fingerprint}:1"
    sections = [found["locations"][0]["logicalLocations"][0] for found in run["results"]]
    assert sections[0] == {"name": "lead", "fullyQualifiedName": "Bridge", "kind": "section"}
    assert sections[2]["fullyQualifiedName"] == "Bridge › History › Второй мост"
    suppressed = [found["suppressions"] for found in run["results"] if "suppressions" in found]
    assert [entry[0]["justification"] for entry in suppressed] == ["agreed on the talk page"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert sarif(report(result("fine")))["invocations"] == [{"executionSuccessful": True}]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ö.wiki", "a%20b/%C3%B6.wiki"),
        ("Talk:Bridge", "Talk%3ABridge"),
        ("/srv/a.wiki", "file:///srv/a.wiki"),
        ("C:\\wiki\\a.wiki", "file:///C:/wiki/a.wiki"),
        ("a#b?c%20.wiki", "a%23b%3Fc%2520.wiki"),
    ],
)
def test_sarif_paths_are_uris(path: str, uri: str) -> None:
    assert sarif(report(result("x", path=path)))["artifacts"][0]["location"]["uri"] == uri


def test_sarif_names_the_revision() -> None:
    revision = Revision(1234, timestamp="2024-12-08T06:18:00Z")
    lint = report(result("x", path="", site="en.wikipedia.org", revision=revision))
    assert sarif(lint)["versionControlProvenance"] == [
        {
            "repositoryUri": "https://en.wikipedia.org",
            "revisionId": "1234",
            "asOfTimeUtc": "2024-12-08T06:18:00Z",
        }
    ]


# Build servers


def test_github_commands_cannot_be_broken_out_of() -> None:
    text = "x"
    lint = report(
        result(
            text,
            finding(text, Span(0, 1), message="50%\n::error::gotcha"),
            path="a,b:c\n::stop-commands::x.wiki",
        )
    )
    output = formats.render("github", lint)
    assert output.count("\n") == 1
    assert output == (
        "::warning file=a%2Cb%3Ac⏎%3A%3Astop-commands%3A%3Ax.wiki,line=1,col=1,endLine=1,endColumn=2,"
        "title=C012 bare-url::50%25⏎::error::gotcha\n"
    )


def test_gitlab_fingerprints_are_unique_even_for_copies() -> None:
    text = "x"
    found = finding(text, Span(0, 1))
    lint = report(result(text, found, found), result(text, found, path="copy.wiki"))
    issues = json.loads(formats.render("gitlab", lint))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"] == {"begin": 1, "end": 1}


#: What the xUnit plugin of Jenkins lets stand where (its junit-10 schema): element -> attributes, children.
JUNIT: dict[str, tuple[set[str], set[str]]] = {
    "testsuites": ({"name", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"testcase"}),
    "testcase": ({"name", "classname"}, {"failure", "error", "skipped"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"message"}, set()),
}


def test_junit_keeps_to_what_servers_read_and_counts_right() -> None:
    text = "a\x1b\x00\ufffe\ud800]]>&<b"
    broken = result(text, finding(text, Span(0, len(text)), message=text), path=text)
    lint = rich()
    root = ET.fromstring(formats.render("junit", report(*lint.results, broken, failures=lint.failures)).encode())
    for element in root.iter():
        attributes, children = JUNIT[element.tag]
        assert set(element.attrib) == attributes
        assert {child.tag for child in element} <= children
    for suite in [root, *root.findall("testsuite")]:
        for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            assert int(suite.attrib[attribute]) == len(list(suite.iter(tag)))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names))


RDF: Any = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object"},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": {"$ref": "#/$defs/location"},
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "properties": {"value": {"type": "string"}}},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "required": ["range", "text"],
                            "properties": {"range": {"$ref": "#/$defs/range"}, "text": {"type": "string"}},
                            "additionalProperties": False,
                        },
                    },
                    "related_locations": {
                        "type": "array",
                        "items": {
                            "properties": {
                                "message": {"type": "string"},
                                "location": {"$ref": "#/$defs/location"},
                            },
                            "additionalProperties": False,
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "location": {
            "required": ["path", "range"],
            "properties": {"path": {"type": "string"}, "range": {"$ref": "#/$defs/range"}},
        },
        "range": {
            "required": ["start", "end"],
            "properties": {"start": {"$ref": "#/$defs/position"}, "end": {"$ref": "#/$defs/position"}},
        },
        "position": {
            "required": ["line", "column"],
            "properties": {
                "line": {"type": "integer", "minimum": 1},
                "column": {"type": "integer", "minimum": 1},
            },
        },
    },
}


def test_rdjson_counts_bytes_and_merges_the_edits_of_a_fix() -> None:
    text = "первая\n漢字 " + "é" * 5000 + " old and old\n"
    span = find(text, "old and old")
    fix = Fix((Edit(span.start, span.start + 3, "new"), Edit(span.end - 3, span.end, "new")))
    document = json.loads(formats.render("rdjson", report(result(text, finding(text, span, fix=fix)))))
    jsonschema.validate(document, RDF)
    jsonschema.validate(json.loads(formats.render("rdjson", rich())), RDF)
    (diagnostic,) = document["diagnostics"]
    before = len(("漢字 " + "é" * 5000 + " ").encode())
    assert diagnostic["location"]["range"] == {
        "start": {"line": 2, "column": before + 1},
        "end": {"line": 2, "column": before + 12},
    }
    assert diagnostic["suggestions"] == [{"range": diagnostic["location"]["range"], "text": "new and new"}]


# Tables


def test_csv_and_tsv_hold_the_same_cells() -> None:
    text = '== A "quoted",\tcell ==\n'
    span = find(text, '== A "quoted",\tcell ==')
    lint = report(result(text, finding(text, span, message="=HYPERLINK(1)", section=("+1",)), path="-x.wiki"))
    table = list(csv.reader(io.StringIO(formats.render("csv", lint))))
    assert table == [line.split("\t") for line in formats.render("tsv", lint).splitlines()]
    row = dict(zip(*table, strict=True))
    assert row["excerpt"] == '\'== A "quoted",⇥cell =='
    assert (row["message"], row["section"], row["path"]) == ("'=HYPERLINK(1)", "'+1", "'-x.wiki")
    assert (row["line"], row["column"], row["end_column"]) == ("1", "1", "23")


def test_markdown_lets_no_markup_of_the_article_through() -> None:
    text = "``` | <b>@all</b> [x](y)"
    lint = report(result(text, finding(text, Span(0, len(text)), message="@all #1 **x** <img> a|b https://x.org")))
    row = formats.render("markdown", lint).splitlines()[-1]
    assert re.findall(r"(?<!\\)\|", row) == ["|"] * 6
    assert "@<!-- -->all \\#<!-- -->1 \\*\\*x\\*\\* &lt;img&gt; a\\|b" in row
    assert "```` ``` \\| <b>@all</b> [x](y) ````" in row


def test_statistics_counts_per_rule() -> None:
    text = "one two three"
    safe = Fix.replace(Span(0, 3), "1")
    lint = report(
        result(text, finding(text, Span(0, 3), RULES[2], fix=safe), finding(text, Span(4, 7))),
        result(text, finding(text, Span(0, 3)), path="other.wiki"),
    )
    assert formats.render("statistics", lint).splitlines()[:3] == [
        "issues  articles  fixable  severity    code  rule",
        "     2         2        0  warning     C012  bare-url",
        "     1         1        1  suggestion  P010  weasel-words",
    ]
