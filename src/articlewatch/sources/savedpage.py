"""A web page saved from a wiki as a revision to keep, where its wikitext cannot be had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from articlewatch.article.rendered.facts import whole_facts
from articlewatch.article.snapshot import Revision
from articlewatch.errors import SourceError
from articlewatch.sources.files import HTML_SUFFIXES, FileSource, read_snapshot
from articlewatch.sources.records import RENDERED, Page, PageRevision, Site


def is_saved_page(path: str) -> bool:
    """Say whether *path* is to be read as a saved web page: by its ending."""
    return Path(path).suffix.lower() in HTML_SUFFIXES


def read_saved_page(path: str, site: str = "") -> Iterator[Site | PageRevision]:
    """Yield the wiki and the revision that a saved page shows.

    Rendered pages are kept apart from the wikitext of their wiki, as those of ``HOST/rendered``; *site* goes before the
    host that the page states. Raises SourceError when the file cannot be read, or does not say what it shows.
    """
    snapshot = read_snapshot(FileSource(Path(path)), input_format="html")
    facts = whole_facts(snapshot.text)
    missing = [
        name
        for name, known in (
            ("wiki", facts.host or site), ("page id", facts.pageid), ("revision", facts.revid), ("time", facts.time)
        )
        if not known
    ]  # fmt: skip
    if missing:
        raise SourceError(f"{path}: does not say its {', '.join(missing)}, so it cannot be kept; lint can check it")
    size = len(snapshot.text.encode("utf-8", "surrogatepass"))
    yield Site(f"{site or facts.host}/rendered", language=facts.language)
    revision = Revision(facts.revid, pageid=facts.pageid, timestamp=facts.time, size=size, model=RENDERED)
    yield PageRevision(Page(facts.pageid, snapshot.title), revision, snapshot.text)
