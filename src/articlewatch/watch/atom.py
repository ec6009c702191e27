"""Atom feeds (RFC 4287) of what was told: one file of everything, and one for each tag.

A feed is a view of the stored events, written anew and put in place in one step, so that an event is in it once
however often the writing is tried. Ids are ``tag:`` URIs (RFC 4151) made of the event's key.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

from articlewatch.history.store import Store
from articlewatch.watch.events import Event, newest_events
from articlewatch.watch.message import headline, html_of, one_line, safe
from articlewatch.watch.times import told_time
from articlewatch.watch.watchlist import all_tags

_NAMESPACE = "http://www.w3.org/2005/Atom"

#: entries in a feed, newest first, unless told otherwise
DEFAULT_ENTRIES = 500


def write_feeds(store: Store, channel: str, folder: Path, entries: int = DEFAULT_ENTRIES) -> list[Path]:
    """Write the feeds of *channel*, ``all.xml`` and ``tag-NAME.xml``, into *folder*; return the files that changed.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for tag in (None, *all_tags(store)):
        path = folder / ("all.xml" if tag is None else f"tag-{tag}.xml")
        feed = render_feed(newest_events(store, channel, entries, tag), tag or "")
        if not path.exists() or path.read_bytes() != feed:
            _replace(path, feed)
            changed.append(path)
    return changed


def render_feed(events: Sequence[Event], tag: str) -> bytes:
    """Return the feed of *events*, newest first, as UTF-8."""
    feed = ET.Element("feed", xmlns=_NAMESPACE)
    _add(feed, "id", f"tag:articlewatch.invalid,2026:feed/{quote(tag or 'all')}")
    _add(feed, "title", f"articlewatch: {tag}" if tag else "articlewatch")
    _add(feed, "updated", told_time(max((event.told for event in events), default=0)))
    _add(_add(feed, "author"), "name", "articlewatch")
    _add(feed, "generator", "articlewatch")
    for event in events:
        _entry(feed, event)
    ET.indent(feed)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def entry_id(event: Event) -> str:
    """Return the ``tag:`` URI of an event: the wiki's host, the day it was noted, and the event's key."""
    host = re.sub(r"[^a-z0-9.-]", "", str(event.record.get("site") or "").lower().partition("/")[0].partition(":")[0])
    return f"tag:{host or 'articlewatch.invalid'},{told_time(event.told)[:10]}:{quote(event.key, safe=':')}"


def _entry(feed: ET.Element, event: Event) -> None:
    record = event.record
    entry = _add(feed, "entry")
    _add(entry, "id", entry_id(event))
    _add(entry, "title", headline(event))
    _add(entry, "updated", told_time(event.told))
    if event.revid and record.get("time"):
        _add(entry, "published", safe(str(record["time"])))
    _add(_add(entry, "author"), "name", _author(event))
    for address in (record.get("url") or record.get("page_url"),):
        if address:
            ET.SubElement(entry, "link", rel="alternate", href=safe(str(address)))
    for term in (event.kind, event.severity, record.get("rule"), *event.tags):
        if term:
            ET.SubElement(entry, "category", term=safe(str(term)))
    content = _add(entry, "content", html_of([event]))
    content.set("type", "html")


def _author(event: Event) -> str:
    if not event.revid or not event.record.get("time"):
        return "articlewatch"  # no edit did it
    user = event.record.get("user")
    return "(hidden)" if user is None else one_line(str(user)) or "unknown"


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text
    return child


def _replace(path: Path, content: bytes) -> None:
    """Put *content* in the place of the file at *path*, whole or not at all."""
    waiting = path.with_name(f".{path.name}.new")
    with waiting.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
