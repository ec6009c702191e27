"""Real pairs of revisions, and the one law every comparison must obey."""

from __future__ import annotations

import bz2
import json
import lzma
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest

from articlewatch.diff import Diff

Pairs = list[tuple[str, str]]
_EXPORT = "{http://www.mediawiki.org/xml/export-0.10/}"


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def revision_pairs(shared: Path) -> Pairs:
    """All pairs of consecutive revisions of the corpus: English, Hindi, Russian, Thai, Chinese."""
    folder = shared / "corpus" / "revisions" / "pairs"
    olds = sorted(folder.glob("*/*.old.wikitext"))
    return [(_read(old), _read(old.with_name(old.name.replace(".old.", ".new.")))) for old in olds]


@pytest.fixture(scope="session")
def histories(shared: Path) -> list[list[str]]:
    """Histories of articles, each a list of texts from old to new."""
    folder = shared / "corpus" / "revisions"
    with lzma.open(folder / "anarchism_every100th.jsonl.xz", "rt", encoding="utf-8") as lines:
        anarchism = [json.loads(line)["text"] for line in lines]
    # The export is cut off in its last page, so it is read as far as it goes.
    pages: list[list[str]] = []
    with bz2.open(folder / "derek_panza_115revs.xml.bz2") as export, suppress(ElementTree.ParseError):
        for _, element in ElementTree.iterparse(export):
            if element.tag == f"{_EXPORT}title":
                pages.append([])
            elif element.tag == f"{_EXPORT}text":
                pages[-1].append(element.text or "")
    return [anarchism, *(page for page in pages if len(page) > 1)]


@pytest.fixture(scope="session")
def articles(shared: Path) -> list[tuple[str, str]]:
    """English articles of some length with several sections: (name, wikitext)."""
    found = []
    for path in sorted((shared / "corpus" / "wikitext" / "en").glob("*.wikitext")):
        text = _read(path)
        if 20_000 < len(text) < 120_000 and text.count("\n==") >= 8:
            found.append((path.stem, text))
    return found


def _lawful(diff: Diff) -> None:
    """Fail unless the operations cover both texts exactly and each is what it says it is."""
    at = 0
    taken = []
    for kind, old, new in diff.ops:
        assert new.start == at, f"{kind} at {new} leaves a gap or overlaps"
        at = new.end
        if old.start < old.end:
            taken.append(old)
        sizes = (old.end - old.start, new.end - new.start)
        if kind in ("equal", "move"):
            assert old.of(diff.old) == new.of(diff.new)
            assert sizes[0] > 0
        else:
            assert (sizes[0] > 0, sizes[1] > 0) == _SIDES[kind]
    assert at == len(diff.new)
    at = 0
    for old in sorted(taken):
        assert old.start == at, f"old text from {at} to {old.start} is in no operation, or in two"
        at = old.end
    assert at == len(diff.old)
    assert diff.replay() == diff.new


_SIDES = {"insert": (False, True), "delete": (True, False), "replace": (True, True)}


@pytest.fixture(scope="session")
def lawful() -> Callable[[Diff], None]:
    """The law: in the order of the new text, covering both sides once, replaying byte for byte."""

    def both_ways(diff: Diff) -> None:
        _lawful(diff)
        back = diff.reverse()
        _lawful(back)
        assert back.replay() == diff.old

    return both_ways
