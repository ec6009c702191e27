"""A comparison as plain data: operations that replay, changed lines, and what they mean."""

from __future__ import annotations

from typing import Any

from articlewatch.article.spans import Span
from articlewatch.diff.meaning import Change
from articlewatch.diff.model import Diff, Op
from articlewatch.diff.report import DiffReport, Remark

SCHEMA_VERSION = 1


def record(report: DiffReport) -> dict[str, Any]:
    """Return *report* in the shape of ``diff.schema.json``.

    Offsets are code points. ``ops``, in the order of the new text, cover it without a gap, and every code point of
    the old text once; texts that came or went are given, so that the old text and the operations give the new one.
    ``ops`` and ``blocks`` are always complete; ``changes`` holds only the kinds asked for.
    """
    diff, meaning, only = report.diff, report.meaning, report.only
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "old": {"name": report.old_name, "length": len(diff.old)},
        "new": {"name": report.new_name, "length": len(diff.new)},
        "identical": diff.identical,
        "coarse": [_span(span) for span in diff.coarse],
        "ops": [_op(op, diff) for op in diff.ops],
        "blocks": [
            {"kind": block.kind, "old": _span(block.old), "new": _span(block.new), "exact": block.exact}
            for block in diff.blocks
        ],
    }
    if meaning is not None:
        data["kinds"] = list(meaning.kinds)
        data["words"] = {"added": meaning.words_added, "removed": meaning.words_removed}
        data["edit_types"] = meaning.edit_types
        data["changes"] = [_change(c) for c in meaning.changes if only is None or c.what in only]
    if report.remarks is not None:
        data["findings"] = {
            status: [_remark(remark) for remark in report.remarks if remark.status == status]
            for status in ("introduced", "fixed", "standing")
        }
    return data


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "rule": remark.rule,
        "code": remark.code,
        "severity": remark.severity,
        "message": remark.message,
        "section": list(remark.section),
        "old": _span(remark.old) if remark.old else None,
        "new": _span(remark.new) if remark.new else None,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _op(op: Op, diff: Diff) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": op.kind, "old": _span(op.old), "new": _span(op.new)}
    if op.kind in ("delete", "replace"):
        data["deleted"] = op.old.of(diff.old)
    if op.kind in ("insert", "replace"):
        data["inserted"] = op.new.of(diff.new)
    return data


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "what": change.what,
        "section": list(change.section),
        "old": _span(change.old) if change.old else None,
        "new": _span(change.new) if change.new else None,
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "note": change.note,
    }
