"""The lines of ``log``, ``history``, ``blame`` and of repairs, as text or as JSON values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from articlewatch.article import Revision
from articlewatch.article.spans import LineIndex
from articlewatch.diff import compare
from articlewatch.history.anonymise import Anonymiser
from articlewatch.history.authorship import Written
from articlewatch.history.editlog import Entry
from articlewatch.history.editsummary import EditSummary
from articlewatch.history.repair import Repair
from articlewatch.history.tracking import Life

Names = Anonymiser | None

_WIDEST_EXCERPT = 72

#: control characters, and those that turn the direction of the rest of the line: an edit summary may hold either
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def log_line(entry: Entry, names: Names = None) -> str:
    """Return one line about an edit: revision, time, editor, size, kinds, findings, rules about the edit, summary."""
    revision = entry.revision
    step = entry.step
    parts = [str(revision.revid), revision.timestamp, _user(revision, names), f"{entry.delta:+d}"]
    parts.append("text hidden" if entry.hidden else ", ".join(entry.kinds) or "text not fetched")
    if step is not None:
        if step.restored is not None:
            parts.append(f"restores {step.restored}, undoing {step.undone}")
        counts = (("+", step.introduced), ("−", step.fixed), ("back ", step.reintroduced), ("undone ", step.reverted))
        parts.append(" ".join(f"{sign}{number}" for sign, number in counts if number) or "·")
    parts += [f"! {rule}" for rule in entry.noted]
    comment = "(hidden)" if revision.comment_hidden else _one_line(_comment(revision, names))
    return "  ".join([*parts, comment]).rstrip()


def log_record(entry: Entry, names: Names = None) -> dict[str, Any]:
    """Return what ``log_line`` says as a JSON value."""
    step = entry.step
    findings = None
    if step is not None:
        findings = {
            name: getattr(step, name)
            for name in ("introduced", "fixed", "reintroduced", "reverted", "standing", "noted", "restored", "undone")
        }
    return {
        **_revision(entry.revision, names),
        "size": entry.revision.size,
        "delta": entry.delta,
        "kinds": list(entry.kinds),
        "text_hidden": entry.hidden,
        "findings": findings,
        "noted": list(entry.noted),
        "change": summary_record(step.summary) if step is not None and step.summary is not None else None,
    }


def summary_record(summary: EditSummary) -> dict[str, Any]:
    """Return what an edit changed as a JSON value; ``inserted`` and ``deleted`` are code points."""
    return {
        "parent": summary.parent,
        "inserted": summary.inserted,
        "deleted": summary.deleted,
        "words_added": summary.words_added,
        "words_removed": summary.words_removed,
        "moved": summary.moved,
        "sections": [list(path) for path in summary.sections],
        "nodes": summary.nodes,
    }


def history_lines(life: Life, names: Names = None) -> Iterator[str]:
    """Yield what is known of the life of a finding: what it is, and one line for each thing that happened."""
    finding = life.finding
    where = " › ".join(finding.section)
    about = " (about the edit)" if life.edit else ""
    yield f"{finding.rule}{about}: {life.status}{f' in {where}' if where else ''}: {excerpt(finding.excerpt)}"
    if life.edit:
        yield f"    {_one_line(finding.message)}"
    for event in life.events:
        yield f"    {event.kind:12}  {_who(event.revision, names)}"


def history_record(life: Life, names: Names = None) -> dict[str, Any]:
    """Return what ``history_lines`` says as a JSON value."""
    finding = life.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "status": life.status,
        "about": "edit" if life.edit else "text",
        "section": list(finding.section),
        "message": finding.message,
        "excerpt": finding.excerpt,
        "events": [{"kind": event.kind, **_revision(event.revision, names)} for event in life.events],
    }


def blame_lines(lives: Iterable[Life], text: str, names: Names = None) -> Iterator[str]:
    """Yield one line for each finding that stands in *text*: its place, rule, and the edit that brought it."""
    index = LineIndex(text)
    for life in lives:
        line, column = index.position(life.finding.span.start)
        who, what = _who(life.events[-1].revision, names), excerpt(life.finding.excerpt)
        yield f"{line}:{column}  {life.finding.rule}  {who}  {what}"


def blame_record(life: Life, text: str, names: Names = None) -> dict[str, Any]:
    """Return what a line of ``blame_lines`` says as a JSON value; offsets are code points."""
    span = life.finding.span
    line, column = LineIndex(text).position(span.start)
    place = {"line": line, "column": column, "start": span.start, "end": span.end}
    return {**history_record(life, names), **place}


def words_lines(written: Iterable[Written], text: str, names: Names = None) -> Iterator[str]:
    """Yield one line for each run of words that came with one revision: its place, the edit, the words."""
    index = LineIndex(text)
    for run in written:
        line, column = index.position(run.span.start)
        fared = [f"{name} {', '.join(str(r.revid) for r in which)}" for name, which in _fared(run) if which]
        parts = [f"{line}:{column}", _who(run.revision, names), *fared, excerpt(run.span.of(text))]
        yield "  ".join(parts)


def words_records(written: Iterable[Written], text: str, names: Names = None) -> Iterator[dict[str, Any]]:
    """Yield what ``words_lines`` says as JSON values, with all of the words; offsets are code points."""
    index = LineIndex(text)
    for run in written:
        line, column = index.position(run.span.start)
        place = {"line": line, "column": column, "start": run.span.start, "end": run.span.end}
        fared = {name: [revision.revid for revision in which] for name, which in _fared(run)}
        yield {**_revision(run.revision, names), **place, "words": run.words, **fared, "text": run.span.of(text)}


def _fared(run: Written) -> tuple[tuple[str, tuple[Revision, ...]], ...]:
    """WikiWho's names for the revisions that took words out and that put them back."""
    return ("out", run.out), ("in", run.back)


def repair_lines(repair: Repair, names: Names = None) -> Iterator[str]:
    """Yield where the wording is from, and what it changes: ``[-out-]`` and ``{+in+}``."""
    yield f"    as before     {_who(repair.source, names)}"
    yield f"        {_one_line(_marked(repair.now, repair.earlier))}"


def repair_record(repair: Repair, names: Names = None) -> dict[str, Any]:
    """Return what ``repair_lines`` says as a JSON value; offsets are code points of the newest text."""
    return {
        "source": _revision(repair.source, names),
        "start": repair.span.start,
        "end": repair.span.end,
        "now": repair.now,
        "earlier": repair.earlier,
    }


def _marked(now: str, earlier: str) -> str:
    parts = []
    for op in compare(now, earlier).ops:
        if op.kind in ("equal", "move"):
            parts.append(op.new.of(earlier))
            continue
        out, come = op.old.of(now), op.new.of(earlier)
        parts.append((f"[-{out}-]" if out else "") + (f"{{+{come}+}}" if come else ""))
    return "".join(parts)


def excerpt(text: str) -> str:
    """Return *text* on one line, cut to a width that leaves room for the rest."""
    line = _one_line(text)
    return line if len(line) <= _WIDEST_EXCERPT else line[: _WIDEST_EXCERPT - 1] + "…"


def _who(revision: Revision, names: Names) -> str:
    return f"{revision.revid}  {revision.timestamp}  {_user(revision, names)}"


def _user(revision: Revision, names: Names) -> str:
    if revision.user_hidden:
        return "(hidden)"
    return names.name(revision.user) if names else revision.user


def _comment(revision: Revision, names: Names) -> str:
    return names.comment(revision.comment) if names else revision.comment


def _revision(revision: Revision, names: Names) -> dict[str, Any]:
    return {
        "revid": revision.revid,
        "time": revision.timestamp,
        "user": None if revision.user_hidden else _user(revision, names),
        "comment": None if revision.comment_hidden else _comment(revision, names),
    }


def _one_line(text: str) -> str:
    return " ".join(_UNSAFE.sub(" ", text).split())
