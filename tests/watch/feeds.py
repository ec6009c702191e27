"""The feeds that a run of the program wrote, read again."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(folder: Path, name: str = "all.xml") -> list[dict[str, str]]:
    """Return id, kind and title of the entries of a feed below *folder*, newest first."""
    found = []
    for entry in ET.parse(folder / "feeds" / name).getroot().iter(f"{ATOM}entry"):
        identifier = entry.findtext(f"{ATOM}id") or ""
        terms = [category.get("term", "") for category in entry.iter(f"{ATOM}category")]
        found.append({"id": identifier, "kind": terms[0], "title": entry.findtext(f"{ATOM}title") or ""})
    return found
