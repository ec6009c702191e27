"""A change in words, on one line."""

from __future__ import annotations

import re
from collections.abc import Collection

from articlewatch.diff.meaning import Change, Meaning, What
from articlewatch.diff.view import Ignorable, plain

#: What ``--only`` takes for each kind of thing.
PLURALS: dict[str, tuple[What, ...]] = {
    "sections": ("section", "heading"),
    "paragraphs": ("paragraph",),
    "citations": ("citation",),
    "links": ("wikilink", "external link"),
    "templates": ("template", "parameter"),
    "media": ("media",),
    "categories": ("category",),
    "tables": ("table",),
    "comments": ("comment",),
    "facts": ("number", "date", "name"),
    "numbers": ("number",),
    "dates": ("date",),
    "names": ("name",),
}
_TITLE = re.compile(r"\|\s*title\s*=\s*([^|{}]*[^|{}\s])")
_TAG = re.compile(r"</?ref[^<>]*>", re.IGNORECASE)
#: Source text is cut to so many code points on either side.
_ROOM = 60


def in_words(change: Change) -> str:
    """Return one line that says what happened, without the section it happened in."""
    title = f"{change.what} {change.kind}"
    if change.what in ("number", "date", "name"):
        place = f" in {_flat(change.name)}" if change.name else ""
        return f"{change.what} changed{place}: {_flat(change.before)} → {_flat(change.after)} ({change.note})"
    if change.what == "parameter":
        return f"{title}: {_flat(change.name)} = {_both(change)}"
    if change.what in ("section", "heading") or change.kind in ("split", "merged"):
        subject = change.note if change.kind == "renamed" else change.name or _flat(change.before or change.after)
        return f"{title}: {_flat(subject)}" + (f" ({change.note})" if change.note and change.kind != "renamed" else "")
    if change.kind == "edited" and change.what in ("table", "comment", "media"):
        return f"{title}: {_flat(change.name or change.after)}"
    if change.what == "citation":
        note = f" ({change.note})" if change.note else ""
        return f"{title}{note}: {_source(change.after or change.before)}"
    subject = change.name if change.what in ("category", "template", "wikilink") else change.after or change.before
    if "→" in change.note:
        return f"{title}: {_flat(change.note)}"
    return f"{title}{f' ({change.note})' if change.note else ''}: {_flat(subject)}"


def _source(citation: str) -> str:
    """Return the title of a citation's source, or its text, or the name it is reused by."""
    found = _TITLE.search(citation)
    if found:
        return f"“{_flat(found.group(1))}”"
    text = _TAG.sub("", citation).strip()
    return _flat(text or citation)


def _both(change: Change) -> str:
    if not change.before:
        return _flat(change.after) or "(empty)"
    if not change.after:
        return f"{_flat(change.before)} → (nothing)"
    start = _common_start(change.before, change.after)
    return f"{_flat(change.before, start)} → {_flat(change.after, start)}"


def _common_start(one: str, other: str) -> int:
    """Return from where two long texts should be quoted: a little before they begin to differ."""
    at = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return at - 20 if at > 30 else 0


def _flat(text: str, start: int = 0) -> str:
    """Return *text* from *start* on one line, cut to size."""
    flat = " ".join(text[start : start + 4 * _ROOM].split())
    longer = len(flat) > _ROOM or len(text) > start + 4 * _ROOM
    return ("…" if start else "") + (flat[:_ROOM].rstrip() + "…" if longer else flat)


def headline(meaning: Meaning) -> str:
    """Return the kinds of edit and how many words came and went."""
    words = f"words +{meaning.words_added} −{meaning.words_removed}"
    return f"{', '.join(meaning.kinds)}; {words}"


def grouped(
    meaning: Meaning, only: Collection[What] | None = None, ignore: Collection[Ignorable] = ()
) -> list[tuple[tuple[str, ...], list[Change]]]:
    """Return the changes by section, in order: with *only*, those of these kinds; none that *ignore* makes equal."""
    groups: list[tuple[tuple[str, ...], list[Change]]] = []
    for change in meaning.changes:
        if only is not None and change.what not in only:
            continue
        if ignore and change.kind == "edited" and plain(change.before, ignore) == plain(change.after, ignore):
            continue
        if not groups or groups[-1][0] != change.section:
            groups.append((change.section, []))
        groups[-1][1].append(change)
    return groups
