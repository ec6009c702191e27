"""What RFC 4287 (Atom) and RFC 4151 (tag URIs) demand of a feed, checked strictly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"

#: element -> (least, most) within a feed, an entry, a person; None is any number
_FEED: dict[str, tuple[int, int | None]] = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, None), "contributor": (0, None),
    "category": (0, None), "generator": (0, 1), "icon": (0, 1), "logo": (0, 1), "link": (0, None),
    "rights": (0, 1), "subtitle": (0, 1), "entry": (0, None),
}  # fmt: skip
_ENTRY: dict[str, tuple[int, int | None]] = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "author": (0, None), "contributor": (0, None),
    "category": (0, None), "content": (0, 1), "link": (0, None), "published": (0, 1), "rights": (0, 1),
    "source": (0, 1), "summary": (0, 1),
}  # fmt: skip
_PERSON: dict[str, tuple[int, int | None]] = {"name": (1, 1), "uri": (0, 1), "email": (0, 1)}
_ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    "title": {"type"}, "subtitle": {"type"}, "summary": {"type"}, "rights": {"type"},
    "generator": {"uri", "version"},
}  # fmt: skip
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_MEDIA = re.compile(r"[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;.*)?")
# RFC 3987: a scheme, then no white space and none of the characters that no IRI may hold; a percent sign needs digits
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^\s<>\"{}|\\^`%\x00-\x20\x7f-\x9f]|%[0-9A-Fa-f]{2})+")
_TAG = re.compile(
    r"tag:[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?:([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"
)


def check_feed(document: bytes) -> list[ET.Element]:
    """Return the entries of *document*. Raises AssertionError with the first rule that is broken."""
    assert document.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    feed = ET.fromstring(document.decode("utf-8"))
    assert feed.tag == f"{ATOM}feed"
    _check_children(feed, _FEED)
    _check_common(feed)
    entries = feed.findall(f"{ATOM}entry")
    authored = feed.find(f"{ATOM}author") is not None
    for entry in entries:
        _check_children(entry, _ENTRY)
        _check_common(entry)
        _check_content(entry)
        assert authored or entry.find(f"{ATOM}author") is not None, "nobody is the author"
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    assert max(ids.values(), default=1) == 1, "two entries have one id"
    assert feed.findtext(f"{ATOM}id") not in ids
    return entries


def _check_children(parent: ET.Element, allowed: dict[str, tuple[int, int | None]]) -> None:
    counts = Counter(child.tag for child in parent)
    for tag in counts:
        assert not tag.startswith(ATOM) or tag.removeprefix(ATOM) in allowed, f"{tag} in {parent.tag}"
    for name, (least, most) in allowed.items():
        found = counts[ATOM + name]
        assert least <= found and (most is None or found <= most), f"{found} x {name} in {parent.tag}"
    assert not (parent.text or "").strip() and not any((child.tail or "").strip() for child in parent), "stray text"


def _check_common(parent: ET.Element) -> None:
    for child in parent:
        name = child.tag.removeprefix(ATOM)
        plain = {attribute for attribute in child.attrib if not attribute.startswith("{")}
        assert plain <= _ATTRIBUTES.get(name, set()), f"{name}: {plain}"
        if name in ("id", "icon", "logo"):
            assert _IRI.fullmatch(child.text or ""), child.text
            assert not (child.text or "").startswith("tag:") or _TAG.fullmatch(child.text or ""), child.text
        elif name in ("updated", "published"):
            assert _DATE.fullmatch(child.text or ""), child.text
            datetime.fromisoformat((child.text or "").replace("Z", "+00:00"))
        elif name in ("title", "subtitle", "summary", "rights"):
            assert child.get("type", "text") in ("text", "html") and not len(child)
            assert (child.text or "").strip(), f"{name} says nothing"
        elif name in ("author", "contributor"):
            _check_children(child, _PERSON)
            assert (child.findtext(f"{ATOM}name") or "").strip()
            assert not child.findtext(f"{ATOM}email") or "@" in (child.findtext(f"{ATOM}email") or "")
        elif name == "category":
            assert "term" in child.attrib and not (child.get("scheme") and not _IRI.fullmatch(child.get("scheme", "")))
        elif name == "generator":
            assert (child.text or "").strip()
    _check_links(parent)


def _check_links(parent: ET.Element) -> None:
    alternates = []
    for link in parent.findall(f"{ATOM}link"):
        assert _IRI.fullmatch(link.get("href", "")), link.get("href")
        assert link.get("type") is None or _MEDIA.fullmatch(link.get("type", ""))
        if link.get("rel", "alternate") == "alternate":
            alternates.append((link.get("type"), link.get("hreflang")))
    assert len(set(alternates)) == len(alternates), "two alternates of one type and language"


def _check_content(entry: ET.Element) -> None:
    content = entry.find(f"{ATOM}content")
    if content is None:
        assert any(link.get("rel", "alternate") == "alternate" for link in entry.findall(f"{ATOM}link"))
        return
    assert content.get("type", "text") in ("text", "html") and content.get("src") is None and not len(content)
    assert (content.text or "").strip()
    if content.get("type") == "html":
        _check_html(content.text or "")


def _check_html(text: str) -> None:
    """What is escaped in the feed must be markup that fits into a div: here well-formed, of a few harmless elements."""
    body = ET.fromstring(f"<div>{text}</div>")
    for element in _inside(body):
        assert element.tag in {"p", "b", "i", "a", "blockquote", "span", "ins", "del"}, element.tag
        assert set(element.attrib) <= {"href", "style"}
        assert "href" not in element.attrib or re.match("https?://", element.attrib["href"])


def _inside(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        yield child
        yield from _inside(child)
