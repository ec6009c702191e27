"""Write histories as JSON Lines, CSV or Parquet: revisions, what each changed, and findings with their lives.

The columns of revisions are those of ``mediawiki_content_history_v1`` (Wikimedia's data lake), so that the same queries
run there and here: one row a revision, its text under the slot ``main`` of ``revision_content_slots``. The other tables
have their rows as last followed.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, BinaryIO, TextIO

from articlewatch.errors import ConfigurationError
from articlewatch.history.anonymise import Anonymiser
from articlewatch.history.following import lives_of, steps_of
from articlewatch.history.pages import StoredPage, sites
from articlewatch.history.revisions import StoredRevision, history, text_of
from articlewatch.history.store import Store

COLUMNS = (
    "page_id", "page_namespace_id", "page_title", "page_redirect_target", "user_id", "user_central_id",
    "user_text", "user_is_visible", "revision_id", "revision_parent_id", "revision_dt",
    "revision_is_minor_edit", "revision_comment", "revision_comment_is_visible", "revision_size",
    "revision_content_slots", "revision_content_is_visible", "wiki_id",
)  # fmt: skip

CHANGE_COLUMNS = (
    "wiki_id", "page_id", "page_title", "revision_id", "revision_parent_id", "revision_dt", "user_text", "edit_kinds",
    "inserted", "deleted", "words_added", "words_removed", "moved", "sections", "nodes", "findings_introduced",
    "findings_fixed", "findings_reintroduced", "findings_reverted", "findings_standing", "restores_revision_id",
    "undone_revisions",
)  # fmt: skip
FINDING_COLUMNS = (
    "wiki_id", "page_id", "page_title", "number", "rule", "severity", "about", "status", "section", "message",
    "excerpt", "introduced_revision_id", "introduced_dt", "introduced_user_text", "ended_revision_id", "events",
)  # fmt: skip

Row = dict[str, Any]

_ROWS_AT_ONCE = 200
_TIMES = {"revision_dt", "introduced_dt"}
_NUMBERS = (
    "number", "introduced_revision_id", "ended_revision_id", "inserted", "deleted", "words_added", "words_removed",
    "moved", "findings_introduced", "findings_fixed", "findings_reintroduced", "findings_reverted",
    "findings_standing", "restores_revision_id", "undone_revisions",
)  # fmt: skip


def rows(
    store: Store,
    pages: Iterable[StoredPage],
    *,
    texts: bool = True,
    anonymiser: Anonymiser | None = None,
) -> Iterator[Row]:
    """Yield one row for each revision of *pages*, oldest first, with ``COLUMNS`` as keys.

    Hidden fields are None. Without *texts*, and for a text not fetched, the slot has no ``content_body``.
    """
    wikis = {site.key: site.wiki_id or site.key for site in sites(store)}
    for page in pages:
        for stored in history(store, page):
            text = text_of(store, stored) if texts and stored.text is not None else None
            yield _row(page, stored, text, wikis[page.site_key], anonymiser)


def _row(
    page: StoredPage, stored: StoredRevision, text: str | None, wiki_id: str, anonymiser: Anonymiser | None
) -> Row:
    revision = anonymiser.revision(stored.revision) if anonymiser else stored.revision
    values = (
        page.pageid, page.ns, page.title, page.redirect_to or None,
        None if revision.user_hidden or anonymiser else revision.userid or None, None,
        None if revision.user_hidden else revision.user, not revision.user_hidden,
        revision.revid, revision.parentid or None, revision.timestamp, revision.minor,
        None if revision.comment_hidden else revision.comment, not revision.comment_hidden,
        revision.size, _slots(stored, text), not revision.text_hidden, wiki_id,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _slots(stored: StoredRevision, text: str | None) -> dict[str, Row] | None:
    revision = stored.revision
    if revision.text_hidden:
        return None
    sha1 = revision.sha1
    if text is not None:
        sha1 = hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    slot = {
        "content_body": text,
        "content_format": "text/x-wiki" if revision.model == "wikitext" else None,
        "content_model": revision.model,
        "content_sha1": sha1 or None,
        "content_size": revision.size,
        "origin_rev_id": None,
    }
    return {"main": slot}


def change_rows(store: Store, pages: Iterable[StoredPage], *, anonymiser: Anonymiser | None = None) -> Iterator[Row]:
    """Yield one row for each followed revision of *pages* that can be read, with ``CHANGE_COLUMNS`` as keys.

    ``inserted`` and ``deleted`` are code points; ``revision_parent_id`` is the revision it is told against.
    """
    wikis = {site.key: site.wiki_id or site.key for site in sites(store)}
    for page in pages:
        for step in steps_of(store, page):
            made = step.summary
            if made is None:
                continue
            revision = anonymiser.revision(step.revision) if anonymiser else step.revision
            values = (
                wikis[page.site_key], page.pageid, page.title, revision.revid, made.parent or None,
                revision.timestamp, None if revision.user_hidden else revision.user, list(made.kinds), made.inserted,
                made.deleted, made.words_added, made.words_removed, made.moved, [list(path) for path in made.sections],
                made.nodes, step.introduced, step.fixed, step.reintroduced, step.reverted, step.standing,
                step.restored, step.undone,
            )  # fmt: skip
            yield dict(zip(CHANGE_COLUMNS, values, strict=True))


def finding_rows(store: Store, pages: Iterable[StoredPage], *, anonymiser: Anonymiser | None = None) -> Iterator[Row]:
    """Yield one row for each finding of *pages*, those about edits too, with ``FINDING_COLUMNS`` as keys."""
    wikis = {site.key: site.wiki_id or site.key for site in sites(store)}
    for page in pages:
        for life in lives_of(store, page, edits=True):
            first = anonymiser.revision(life.introduced) if anonymiser else life.introduced
            finding = life.finding
            values = (
                wikis[page.site_key], page.pageid, page.title, life.number, finding.rule, finding.severity,
                "edit" if life.edit else "text", life.status, list(finding.section), finding.message, finding.excerpt,
                first.revid, first.timestamp, None if first.user_hidden else first.user,
                life.ended.revid if life.ended else None,
                [{"kind": event.kind, "revision_id": event.revision.revid} for event in life.events],
            )  # fmt: skip
            yield dict(zip(FINDING_COLUMNS, values, strict=True))


def write_json_lines(out: TextIO, table: Iterable[Row]) -> int:
    """Write one JSON object a line; return how many rows."""
    count = 0
    for row in table:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def write_csv(out: TextIO, table: Iterable[Row], columns: Sequence[str] = COLUMNS) -> int:
    """Write CSV (RFC 4180) with a heading; lists and mappings are JSON, truth is ``true``; return how many rows."""
    writer = csv.writer(out)
    writer.writerow(columns)
    count = 0
    for row in table:
        writer.writerow([_cell(value) for value in row.values()])
        count += 1
    return count


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value


def write_parquet(out: BinaryIO, table: Iterable[Row], columns: Sequence[str] = COLUMNS) -> int:
    """Write Parquet; return how many rows. Raises ConfigurationError when pyarrow is not installed.

    In the tables of changes and findings what is a list or a mapping is JSON, as in CSV.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ConfigurationError("Parquet needs pyarrow: pip install 'articlewatch[parquet]'") from None
    schema = _arrow_schema(pa, columns)
    typed = _typed if columns == COLUMNS else _flat
    count = 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(table):
            count += len(batch)
            writer.write_table(pa.Table.from_pylist([typed(row) for row in batch], schema=schema))
    return count


def _typed(row: Row) -> Row:
    slots = row["revision_content_slots"]
    return row | {
        "revision_dt": datetime.fromisoformat(row["revision_dt"]) if row["revision_dt"] else None,
        "revision_content_slots": list(slots.items()) if slots is not None else None,
    }


def _flat(row: Row) -> Row:
    flat = {name: _cell(value) for name, value in row.items()}
    for name in _TIMES & flat.keys():
        flat[name] = datetime.fromisoformat(flat[name]) if flat[name] else None
    return flat


def _batches(table: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in table:
        batch.append(row)
        if len(batch) == _ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _arrow_schema(pa: Any, columns: Sequence[str]) -> Any:
    slot = pa.struct(
        [
            ("content_body", pa.string()), ("content_format", pa.string()), ("content_model", pa.string()),
            ("content_sha1", pa.string()), ("content_size", pa.int64()), ("origin_rev_id", pa.int64()),
        ]
    )  # fmt: skip
    kinds = {
        "page_id": pa.int64(), "page_namespace_id": pa.int32(), "user_id": pa.int64(),
        "user_central_id": pa.int64(), "user_is_visible": pa.bool_(), "revision_id": pa.int64(),
        "revision_parent_id": pa.int64(), "revision_dt": pa.timestamp("us", tz="UTC"),
        "revision_is_minor_edit": pa.bool_(), "revision_comment_is_visible": pa.bool_(),
        "revision_size": pa.int64(), "revision_content_slots": pa.map_(pa.string(), slot),
        "revision_content_is_visible": pa.bool_(),
    }  # fmt: skip
    if columns != COLUMNS:
        kinds |= dict.fromkeys(_NUMBERS, pa.int64()) | dict.fromkeys(_TIMES, pa.timestamp("us", tz="UTC"))
    return pa.schema([(name, kinds.get(name, pa.string())) for name in columns])
