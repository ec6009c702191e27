"""Real histories of the shared corpus, and consecutive revisions of a large article made from them."""

from __future__ import annotations

import itertools
import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from articlewatch.article import PassageCache, Span, parse
from articlewatch.article.scanned import Scan
from articlewatch.article.tags import EXTENSION_TAGS
from articlewatch.diff import Op, compare
from articlewatch.sources.records import PageRevision
from articlewatch.sources.xmldump import DumpError, read_dump

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
REVISIONS = CORPUS / "revisions"
#: Longer pieces of text, in code points, are sections written anew and no edit of one place.
_ONE_PLACE = 1_000


def from_dump(name: str, title: str) -> list[str]:
    """Return the texts of page *title* in a dump of the corpus, in its order."""
    texts = []
    try:
        for record in read_dump(str(REVISIONS / name)):
            if isinstance(record, PageRevision) and record.page.title == title and record.text is not None:
                texts.append(record.text)
    except DumpError:
        pass  # one of the corpus's dumps was cut by those who published it
    return texts


def every_hundredth() -> list[str]:
    """Return every hundredth revision of one large article, oldest first."""
    with lzma.open(REVISIONS / "anarchism_every100th.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def consecutive(intervals: int = 10, each: int = 100) -> Iterator[str]:
    """Yield about *intervals* x *each* consecutive revisions of a large article.

    The real edits between two revisions that were a hundred apart are made one after another, as many at a time
    as it takes to get *each* revisions out of an interval. One in a hundred is blanked and restored.
    """
    snapshots = every_hundredth()[-intervals - 1 :]
    for old, new in itertools.pairwise(snapshots):
        diff = compare(old, new)
        edits = sum(op.kind not in ("equal", "move") for op in diff.ops)
        for revision in range(each):
            text = _after(diff.ops, old, new, edits * (revision + 1) // each)
            yield text
            if revision == each // 2:
                yield ""
                yield text


def _after(ops: tuple[Op, ...], old: str, new: str, edits: int) -> str:
    parts = []
    for op in ops:
        if op.kind in ("equal", "move"):
            parts.append(op.new.of(new))
            continue
        parts.append(op.new.of(new) if edits > 0 else op.old.of(old))
        edits -= 1
    return "".join(parts)


def large_article() -> tuple[str, str]:
    """Return (title, text) of the English article of the corpus with the most running text, 17,500 words."""
    return "United Kingdom", (CORPUS / "wikitext" / "en" / "United_Kingdom.wikitext").read_text("utf-8")


def replayed(text: str, revisions: int, seed: int = 1) -> Iterator[str]:
    """Yield *text* and revisions of it, each with one real edit of another article's history.

    What was inserted there is put behind a sentence here, where something was taken out a sentence goes, and what was
    written anew takes the place of a sentence. The sentences are drawn with *seed*; an edit that leaves a template, a
    table or a tag open where it comes to stand is drawn again.
    """
    rng, cache = random.Random(seed), PassageCache()
    edits = list(_real_edits())
    yield text
    while revisions:
        kind, written = rng.choice(edits)
        sentence = rng.choice(_sentences(text, cache))
        edited = text[: sentence.end if kind == "insert" else sentence.start] + written + text[sentence.end :]
        if all(_is_closed(section.text, section.scan) for section in parse(edited, cache=cache).sections):
            text = edited
            revisions -= 1
            yield text


def _is_closed(text: str, found: Scan) -> bool:
    """Say whether *text* leaves nothing open: no brace, link, table, comment or extension tag without its end."""
    return not (
        any(text.startswith(("{", "[["), span.start) for span in found.lonely)
        or found.unclosed_tables
        or any(not closed for _, _, closed in found.comments)
        or any(
            tag.name in EXTENSION_TAGS and tag.close_start < 0 and not tag.closing and not tag.self_closing
            for tag in found.tags
        )
    )


def _real_edits() -> Iterator[tuple[str, str]]:
    """Yield the kinds of the edits of one place, each with what was written.

    What is a part of a link, a template or a tag without the rest is left out: elsewhere it would break the page.
    """
    for old, new in itertools.pairwise(every_hundredth()[-5:]):
        for op in compare(old, new).ops:
            written = op.new.of(new)
            whole = all(written.count(a) == written.count(b) for a, b in ("[]", "{}", ("<", ">"), ("<ref", "</ref")))
            whole = whole and not written.startswith("|") and len(written) < _ONE_PLACE
            if whole and op.kind in ("insert", "delete", "replace"):
                yield op.kind, written


def _sentences(text: str, cache: PassageCache) -> list[Span]:
    return [
        sentence.span.shift(section.offset)
        for section in parse(text, cache=cache).sections
        for paragraph in section.paragraphs
        if paragraph.kind == "text"
        for sentence in paragraph.sentences
    ]
