"""The feeds are valid Atom whatever a wiki puts into them, and what has an id keeps it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from watch.atom_rules import ATOM, check_feed
from watch.conftest import Desk

from articlewatch.watch.atom import render_feed
from articlewatch.watch.channels import Channel
from articlewatch.watch.events import Event, scrub
from articlewatch.watch.outbox import deliver
from articlewatch.watch.trouble import note_failure

NOW = 1_772_000_000
GOOD = "'''Bridge''' is a bridge.\n\n== History ==\nIt opened in May.\n"
BAD = GOOD.replace("in May", "in in May")
HOSTILE = [
    "A <b>&amp; \"B\" 'C' ]]>",
    "Ünïcödé 大橋 جسر \u202eegdirb\u202c",
    "100% of what?/#a+b&c=d",
    "Bell\x07 \x00null \x1b[31m \ufffe\uffff \x85",
    "half \ud800 a pair \udc00",
    "👩‍👩‍👧 𝔅ridge",
    "x" * 255,
]


@pytest.fixture
def feed(desk: Desk, tmp_path: Path) -> Channel:
    channel = Channel("feed", "atom", ("",), {"folder": "feeds"}, tmp_path)
    desk.channels = (channel,)
    return channel


def write(desk: Desk, channel: Channel, name: str = "all.xml") -> bytes:
    assert deliver(desk.store, [channel], lambda: desk.now, lambda text: None) == []
    return (channel.base / "feeds" / name).read_bytes()


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_titles_names_and_texts(desk: Desk, feed: Channel, hostile: str) -> None:
    desk.save(GOOD)
    desk.look()
    name = hostile.encode(errors="replace").decode()  # half a pair is in texts only: it is no UTF-8
    desk.became(title=name)
    desk.save(f"== {hostile} ==\nIt opened in in May.\n\n{hostile}\n", user=name, comment=name)
    assert {event.kind for event in desk.look()} == {"moved", "introduced"}
    entries = check_feed(write(desk, feed))
    assert len(entries) == 2 and check_feed(write(desk, feed, "tag-bridges.xml"))


def test_no_author_and_hidden_author(desk: Desk, feed: Channel) -> None:
    desk.save(GOOD)
    desk.look()
    bad = desk.save(BAD, user="")
    desk.look()
    (entry,) = check_feed(write(desk, feed))
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "unknown"
    desk.save(BAD, bad, user_hidden=True)
    scrub(desk.store)
    (entry,) = check_feed(write(desk, feed))
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "(hidden)"


def test_no_events_and_troubles(desk: Desk, feed: Channel) -> None:
    assert check_feed(write(desk, feed)) == []
    assert check_feed(render_feed([], "größe")) == []
    with desk.store.transaction():
        note_failure(desk.store, "site:x", "x", "403 <b>", NOW, tell_after=1, channels=[feed])
    (entry,) = check_feed(write(desk, feed))
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "articlewatch"


def test_ids_stay_and_updated_grows(desk: Desk, feed: Channel) -> None:
    desk.save(GOOD)
    desk.look()
    seen: dict[str, tuple[str, str]] = {}
    updated = ""
    for number in range(6):
        desk.save((BAD if number % 2 == 0 else GOOD) + f"\n{number}")
        desk.look()
        document = write(desk, feed)
        for entry in check_feed(document):
            known = (entry.findtext(f"{ATOM}updated") or "", entry.findtext(f"{ATOM}title") or "")
            assert seen.setdefault(entry.findtext(f"{ATOM}id") or "", known) == known
        later = ET.fromstring(document).findtext(f"{ATOM}updated") or ""
        assert later > updated
        updated = later
    assert len(seen) == 6


def test_a_day_s_events_are_all_in_the_feed_however_many(desk: Desk, tmp_path: Path) -> None:
    channel = Channel("feed", "atom", ("",), {"folder": "feeds", "entries": 2}, tmp_path)
    desk.channels = (channel,)
    desk.save(GOOD)
    desk.look()
    for number in range(5):
        desk.save((BAD if number % 2 == 0 else GOOD) + f"\n{number}")
        desk.look()
    assert len(check_feed(write(desk, channel))) == 5  # whoever reads the feed now and then misses none
    desk.now += 2 * 86400
    assert len(check_feed(write(desk, channel))) == 2


def test_the_checker_finds_faults(desk: Desk) -> None:
    event = Event("site:x:failing:1", None, 0, "failing", "", NOW, {"kind": "failing", "page": "x", "message": "down"})
    good = render_feed([event], "").decode()
    check_feed(good.encode())
    for old, new in [
        ("<id>tag:articlewatch.invalid,2026-02-25", "<id>no IRI"),
        ("<updated>2026-02-25T06:13:20Z", "<updated>2026-02-25 06:13:20"),
        ("<updated>2026-02-25T06:13:20Z", "<updated> 2026-02-25T06:13:20Z"),
        ("<title>down</title>", ""),
        ("<title>down</title>", "<title>down</title><title>up</title>"),
        ('term="failing"', 'label="failing"'),
        ("<name>articlewatch</name>", "<email>a</email>"),
        ('type="html">', 'type="html"><p>'),
        ("&lt;/p&gt;</content>", "</content>"),
        ("</entry>", "<link rel='alternate' href='no address' /></entry>"),
        ("</entry>", "<pubDate>2026</pubDate></entry>"),
    ]:
        assert old in good
        with pytest.raises((AssertionError, ET.ParseError)):
            check_feed(good.replace(old, new).encode())
