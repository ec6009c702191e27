"""The report as JSON: the same findings, history, sources and checklist as the page shows."""

from __future__ import annotations

import json
from typing import Any

from articlewatch.article import Revision
from articlewatch.report.model import Item, Page, Point, Report, Source
from articlewatch.report.seen import seen

SCHEMA_VERSION = 1


def render(report: Report) -> str:
    """Return *report* as one JSON object, indented, its text in UTF-8. Fields are only ever added within a version."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "version": report.version,
        "articles": [_page(page) for page in report.pages],
        "failures": [{"path": failure.path, "message": failure.message} for failure in report.failures],
    }
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"


def _page(page: Page) -> dict[str, Any]:
    ready = page.readiness
    return {
        "title": page.title,
        "path": page.snapshot.path,
        "site": page.snapshot.site,
        "language": page.language,
        "revision": _revision(page.snapshot.revision),
        "words": page.words,
        "counts": page.counts,
        "since": {"asked": page.since.asked, "revision": _revision(page.since.revision)} if page.since else None,
        "readiness": ready
        and {
            "score": ready.score,
            "parts": [{"name": p.name, "points": round(p.points, 1), "of": p.most, "why": p.why} for p in ready.parts],
        },
        "findings": [_item(item) for item in page.items],
        "fixed": [_item(item) for item in page.fixed],
        "ignored": [{"rule": f.rule, "message": f.message, "reason": reason} for f, reason in page.suppressed],
        "history": [_point(point) for point in page.points],
        "sections": [{"title": list(r.title), "words": r.words, "findings": r.counts} for r in page.sections],
        "paragraphs": [
            {"section": list(c.section), "number": c.number, "words": c.words, "cover": c.cover} for c in page.cells
        ],
        "sources": [_source(source) for source in page.sources],
        "unused_definitions": list(page.unused),
        "checklists": [
            {
                "name": name,
                "checks": [{"question": c.question, "verdict": c.verdict, "evidence": c.evidence} for c in checks],
            }
            for name, checks in page.checklist
        ],
        "limits": list(page.limits),
    }


def _revision(revision: Revision | None) -> dict[str, Any] | None:
    if revision is None:
        return None
    return {
        "revid": revision.revid, "timestamp": revision.timestamp, "user": revision.user, "comment": revision.comment
    }  # fmt: skip


def _item(item: Item) -> dict[str, Any]:
    finding = item.finding
    return {
        "rule": finding.rule,
        "code": finding.code,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "help": finding.help,
        "status": item.status,
        "section": list(finding.section),
        "paragraph": finding.paragraph,
        "line": item.line,
        "span": list(finding.span),
        "excerpt": seen(finding.excerpt),
        "fingerprint": finding.fingerprint,
        "fix": finding.fix and {"edits": [list(e) for e in finding.fix.edits], "safety": finding.fix.safety},
        "introduced": _revision(item.introduced),
        "ended": _revision(item.ended),
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "revision": _revision(point.revision),
        "size": point.size,
        "introduced": point.introduced,
        "fixed": point.fixed,
        "standing": point.standing,
        "words": point.measure.words if point.measure else None,
        "readiness": point.readiness.score if point.readiness else None,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "number": source.number,
        "type": source.kind,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "date": source.date,
        "accessed": source.accessed,
        "archived": source.archived,
        "url": source.url,
        "identifiers": [{"name": i.name, "value": i.value, "wrong": i.wrong} for i in source.identifiers],
        "uses": source.uses,
        "sections": list(source.sections),
        "same_as": source.same_as,
        "like": source.like,
    }
