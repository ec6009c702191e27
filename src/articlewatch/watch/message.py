"""What a message says: events as lines of text, as HTML, and as JSON values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from articlewatch.watch.events import CAME, WENT, Event
from articlewatch.watch.times import told_time

#: control characters, and those that turn the direction of the rest of a line; XML and mail headers allow neither
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")

_WORDS = {"introduced": "new", "reintroduced": "back", "fixed": "fixed", "reverted": "undone"}


@dataclass(frozen=True, slots=True)
class Message:
    """Events that go to one addressee together. ``id`` is the same whenever sending is tried again."""

    id: str
    target: str
    events: tuple[Event, ...]


def headline(event: Event) -> str:
    """Return one line about *event*: the page, what happened, the section, the message."""
    record = event.record
    if event.kind in _WORDS:
        section = "".join(f" › {name}" for name in record["section"])
        return one_line(f"{record['page']}{section}: {_WORDS[event.kind]}: {record['message']} ({record['rule']})")
    if event.page is None or event.kind in ("failing", "recovered"):
        return one_line(str(record["message"]))
    return one_line(f"{record['page']}: {record['message']}")


def who(event: Event) -> str:
    """Return by whom and in which revision; empty when no edit did it."""
    record = event.record
    if not event.revid or not record.get("time"):
        return ""
    user = record.get("user")
    return one_line(f"revision {event.revid}, {record['time']}, {'(hidden)' if user is None else user or 'unknown'}")


def passage_text(event: Event) -> str:
    """Return what the edit changed, what went in ``[- -]`` and what came in ``{+ +}``; else the excerpt."""
    parts = event.record.get("passage") or ()
    marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    shown = "".join(f"{marks[mark][0]}{text}{marks[mark][1]}" for mark, text in parts)
    return safe(shown or str(event.record.get("excerpt") or ""))


def passage_html(event: Event) -> str:
    """Return the same with ``<del>`` and ``<ins>``."""
    parts = event.record.get("passage") or ()
    tags = {"same": "span", "removed": "del", "added": "ins"}
    shown = "".join(f"<{tags[mark]}>{escape(safe(text))}</{tags[mark]}>" for mark, text in parts)
    return shown or escape(safe(str(event.record.get("excerpt") or "")))


def text_of(events: Iterable[Event]) -> str:
    """Return a message as text, a blank line between events."""
    blocks: list[str] = []
    for event in events:
        lines = [f"[{event.severity}] {headline(event)}" if event.severity else headline(event)]
        lines += [f"    {line}" for line in passage_text(event).splitlines() if line.strip()]
        lines += [f"    {line}" for line in (who(event), safe(str(event.record.get("url") or ""))) if line]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def html_of(events: Iterable[Event]) -> str:
    """Return a message as HTML, without a frame round it."""
    blocks: list[str] = []
    for event in events:
        record = event.record
        severity = f"<b>{escape(event.severity)}</b> " if event.severity else ""
        passage = passage_html(event)
        quoted = f'<blockquote style="white-space:pre-wrap">{passage}</blockquote>' if passage else ""
        comment = one_line(str(record.get("comment") or ""))
        summary = f": <i>{escape(comment)}</i>" if comment else ""
        by = escape(who(event))
        if by and record.get("url"):
            by = f'<a href="{escape(safe(str(record["url"])))}">{by}</a>'
        lines = f"<p>{severity}{escape(headline(event))}</p>{quoted}"
        blocks.append(lines + (f"<p>{by}{summary}</p>" if by else ""))
    return "\n".join(blocks)


def record_of(message: Message) -> dict[str, Any]:
    """Return a message as a JSON value."""
    return {
        "version": 1,
        "id": message.id,
        "subject": subject_of(message.events),
        "events": [
            {
                "key": event.key,
                "kind": event.kind,
                "severity": event.severity or None,
                "told": told_time(event.told),
                "tags": list(event.tags),
                "text": headline(event),
                **{name: value for name, value in event.record.items() if name not in ("kind", "quotes", "severity")},
            }
            for event in message.events
        ],
    }


def subject_of(events: Sequence[Event]) -> str:
    """Return the pages and how many findings came and went, in one line of at most 150 characters."""
    pages = list(dict.fromkeys(one_line(str(event.record["page"])) for event in events))
    shown = ", ".join(pages[:2]) + (f" and {len(pages) - 2} more" if len(pages) > 2 else "")
    came, went = (sum(event.kind in kinds for event in events) for kinds in (CAME, WENT))
    counts = [f"{came} new" if came else "", f"{went} gone" if went else ""]
    others = [event.kind for event in events if event.kind not in CAME + WENT]
    return f"{shown[:100]}: {', '.join([part for part in counts if part] + list(dict.fromkeys(others)))}"[:150]


def safe(text: str) -> str:
    """Return *text* without characters that XML, mail or a terminal must not be given."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return *text* as one line, safely."""
    return " ".join(safe(text).split())
