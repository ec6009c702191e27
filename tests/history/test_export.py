from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from articlewatch.article.snapshot import Revision
from articlewatch.errors import ConfigurationError
from articlewatch.history.anonymise import Anonymiser
from articlewatch.history.export import COLUMNS, rows, write_csv, write_json_lines, write_parquet
from articlewatch.history.pages import StoredPage
from articlewatch.history.recording import put_revision
from articlewatch.history.store import Store


@pytest.fixture
def page(store: Store, new_page: Callable[..., StoredPage]) -> StoredPage:
    page = new_page(7, "Bridge")
    with store.transaction():
        hidden = {"user_hidden": True, "comment_hidden": True, "text_hidden": True}
        for revision, text in (
            (Revision(1, timestamp="2020-01-01T00:00:00Z", user="Ann Lee", userid=5, comment="made", size=3), "a,é"),
            (
                Revision(
                    2, 1, timestamp="2020-01-02T00:00:00Z", user="10.0.0.1", comment="by [[User:Ann_Lee|A]], Ann Lee"
                ),
                'b"\n',
            ),
            (
                Revision(3, 2, timestamp="2020-01-03T00:00:00Z", **hidden),
                None,
            ),
            (Revision(4, timestamp="2020-01-04T00:00:00Z", user="Ann Lee", minor=True, sha1="ab" * 20), None),
        ):
            put_revision(store, page, revision, text, live=True)
    return page


def test_json_lines(store: Store, page: StoredPage) -> None:
    out = io.StringIO()
    assert write_json_lines(out, rows(store, [page])) == 4
    first, second, third, fourth = map(json.loads, out.getvalue().splitlines())
    assert tuple(first) == COLUMNS
    assert (first["page_id"], first["wiki_id"], first["revision_parent_id"]) == (7, "testwiki", None)
    assert first["revision_content_slots"]["main"]["content_body"] == "a,é"
    assert second["user_id"] is None and second["user_is_visible"]
    assert third["user_text"] is None and third["revision_comment"] is None and third["revision_content_slots"] is None
    assert not (
        third["user_is_visible"] or third["revision_comment_is_visible"] or third["revision_content_is_visible"]
    )
    assert fourth["revision_is_minor_edit"] and fourth["revision_content_is_visible"]
    assert fourth["revision_content_slots"]["main"] == {
        "content_body": None, "content_format": "text/x-wiki", "content_model": "wikitext",
        "content_sha1": "ab" * 20, "content_size": 0, "origin_rev_id": None,
    }  # fmt: skip


def test_csv(store: Store, page: StoredPage) -> None:
    out = io.StringIO(newline="")
    assert write_csv(out, rows(store, [page])) == 4
    table = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(table) == 4 and tuple(table[0]) == COLUMNS
    assert json.loads(table[1]["revision_content_slots"])["main"]["content_body"] == 'b"\n'
    assert (table[0]["user_is_visible"], table[2]["user_is_visible"]) == ("true", "false")


def test_parquet(store: Store, page: StoredPage) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra [parquet] is not installed")
    out = io.BytesIO()
    assert write_parquet(out, rows(store, [page])) == 4
    table: list[dict[str, Any]] = parquet.read_table(io.BytesIO(out.getvalue())).to_pylist()
    assert tuple(table[0]) == COLUMNS
    assert table[0]["revision_dt"] == datetime(2020, 1, 1, tzinfo=UTC)
    assert dict(table[0]["revision_content_slots"])["main"]["content_body"] == "a,é"
    assert table[2]["revision_content_slots"] is None


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'articlewatch\[parquet\]'"):
        write_parquet(io.BytesIO(), [])


def test_without_texts(store: Store, page: StoredPage) -> None:
    assert all(
        not row["revision_content_slots"] or row["revision_content_slots"]["main"]["content_body"] is None
        for row in rows(store, [page], texts=False)
    )


def test_without_names(store: Store, page: StoredPage) -> None:
    table = list(rows(store, [page], anonymiser=Anonymiser()))
    assert [row["user_text"] for row in table] == ["Editor 1", "Editor 2", None, "Editor 1"]
    assert table[1]["revision_comment"] == "by Editor 1, Editor 1"
    assert not any(row["user_id"] for row in table)
    assert "Ann" not in json.dumps(table) and "10.0.0.1" not in json.dumps(table)


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (
            "Reverted edits by [[Special:Contributions/Ann|Ann]] ([[User talk:Ann|talk]])",
            "Reverted edits by Editor 1 (Editor 1)",
        ),
        ("undid 203.0.113.9 and 2001:db8:0:1:2:3:4:5", "undid Editor 1 and Editor 2"),
        ("[[user:Bo/Sandbox]] moved; [[U:Cy]]", "Editor 1 moved; Editor 2"),
        ("[[Bridge]] at 12:30:45, see [[Help:User]]", "[[Bridge]] at 12:30:45, see [[Help:User]]"),
    ],
)
def test_names_in_summaries(comment: str, expected: str) -> None:
    assert Anonymiser().comment(comment) == expected
