"""Every file of the shared corpus, parsed: all promises hold. A sample in the default run, all with ``-m corpus``."""

from __future__ import annotations

from pathlib import Path

import pytest
from article.invariants import check_article
from shared_corpus import corpus_files

from articlewatch.article import Snapshot, parse

FOLDERS = ("wikitext/*/*", "revisions/pairs/*/*")


def read(path: Path) -> Snapshot:
    """The snapshot in *path*; its folder is named for its language."""
    text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    language = path.parent.name
    return Snapshot(text, title=path.stem, site="enwiki" if language == "en" else "generic", language=language)


def check(path: Path, every: int) -> None:
    try:
        check_article(parse(read(path)), every=every)
    except AssertionError as error:
        raise AssertionError(f"{path}: {error}") from error


def test_a_sample_of_the_corpus(shared: Path) -> None:
    """The first file of every language, cut to what is quick, and every fortieth of all."""
    files = list(corpus_files(shared, *FOLDERS))
    sample = {path.parent: path for path in reversed(files)}
    for path in sorted({*sample.values(), *files[::40]}):
        if path.stat().st_size < 100_000:
            check(path, every=29)


@pytest.mark.corpus
def test_the_whole_corpus(shared: Path) -> None:
    for path in corpus_files(shared, *FOLDERS):
        check(path, every=5)


@pytest.mark.corpus
def test_rendered_and_plain_text_as_wikitext(shared: Path) -> None:
    """HTML pages and prose are no wikitext, but any text yields an article."""
    for path in corpus_files(shared, "html/*/*", "text/*"):
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")[:400_000]
        check_article(parse(text), every=97)
