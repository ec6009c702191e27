"""A comparison as Markdown, for an issue or a talk page elsewhere: changes as a list, edits with del and ins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.diff.model import Diff
from articlewatch.diff.report import DiffReport
from articlewatch.diff.told import grouped, headline, in_words
from articlewatch.diff.view import Hunk, Outline, Part, shortened

_ROOM = 70
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$@:])")
_TAGS = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}


def render_markdown(report: DiffReport) -> str:
    """Return *report* as Markdown (CommonMark with inline HTML), ending with a line feed."""
    lines = [f"# {_escape(report.old_name)} → {_escape(report.new_name)}", ""]
    if report.meaning is not None:
        lines += [_escape(headline(report.meaning)), ""]
        for section, changes in grouped(report.meaning, report.only, report.ignore):
            lines += [f"**{_title(section)}**", ""]
            lines += [f"- {_escape(in_words(change))}" for change in changes]
            lines.append("")
    if report.remarks is not None:
        lines += [f"**{_escape(report.tally())}**", ""]
        for sign, line in report.told_remarks():
            lines.append(f"- {'introduced' if sign == '+' else 'fixed'}: {_escape(line)}")
        lines.append("")
    lines += _body(report.diff, report.hunks())
    if report.diff.degraded:
        lines += [f"{len(report.diff.coarse)} places were compared coarsely.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _body(diff: Diff, found: list[Hunk]) -> Iterator[str]:
    old, new = Outline(diff.old), Outline(diff.new)
    section: tuple[str, ...] | None = None
    for hunk in found:
        path = old.path(hunk.old.start) if hunk.kind == "deleted" else new.path(hunk.new.start)
        if path != section:
            yield from (f"## {_title(path)}", "")
            section = path
        yield from (_hunk(hunk, old), "")
    if not found:
        yield from ("No differences.", "")


def _hunk(hunk: Hunk, old: Outline) -> str:
    parts = hunk.parts if hunk.kind in ("inserted", "deleted") else shortened(hunk.parts, _ROOM)
    text = "".join(map(_marked, parts))
    if hunk.kind == "moved":
        came = _title(old.path(hunk.old.start))
        return f"> *moved from {came}{'' if hunk.exact else ', with edits'}:* {text.strip()}"
    if hunk.kind in ("split", "merged"):
        return f"> *{hunk.kind}:* {text.strip()}"
    return f"> {text.strip()}"


def _marked(part: Part) -> str:
    opening, closing = _TAGS[part.mark]
    # A line end that came or went cannot be seen by itself.
    return f"{opening}{_escape(part.text.replace(chr(10), ' ' if part.mark == 'same' else '⏎ '))}{closing}"


def _escape(text: str) -> str:
    """Return *text* with nothing in it that Markdown or HTML would take for its own."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")
    return _SPECIAL.sub(r"\\\1", text)


def _title(section: tuple[str, ...]) -> str:
    return _escape(" › ".join(section)) or "Before the first heading"
