"""Import XML exports, dumps and saved web pages into the store; taken up again, an import goes on where it stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha1

from articlewatch.errors import SourceError
from articlewatch.history.pages import StoredPage, put_page, put_site
from articlewatch.history.recording import Put, put_revision
from articlewatch.history.store import Store
from articlewatch.sources.records import Page, PageRevision, Site
from articlewatch.sources.savedpage import is_saved_page, read_saved_page
from articlewatch.sources.xmldump import read_dump

#: a transaction ends after so many revisions or characters: a killed import loses no more than that
_REVISIONS_AT_ONCE, _CHARACTERS_AT_ONCE = 250, 8 << 20


@dataclass(slots=True)
class Imported:
    """What an import brought. ``stopped`` says where and why it ended early, empty when it did not.

    ``odd_sums`` counts texts that do not have the sum their dump states, as old dumps have them.
    """

    pages: set[int] = field(default_factory=set)
    revisions: Counter[Put] = field(default_factory=Counter)
    withheld: int = 0
    odd_sums: int = 0
    stopped: str = ""

    @property
    def total(self) -> int:
        return sum(self.revisions.values())


def import_dump(
    store: Store,
    path: str,
    *,
    site: str = "",
    namespaces: frozenset[int] | None = None,
    progress: Callable[[Imported], None] = lambda imported: None,
) -> Imported:
    """Import the dump or saved web page at *path* (``-`` is standard input) into *store*; return what it brought.

    *site* names the wiki when the dump does not, or otherwise than the dump does; *namespaces* limits the
    import to these. A damaged dump is imported up to the damage, and ``stopped`` says so. Raises
    SourceError when it cannot be opened or holds nothing that can be read, StoreError for the store.
    """
    imported = Imported()
    saved = is_saved_page(path)
    importer = _Importer(store, imported, "" if saved else site)
    records = read_saved_page(path, site) if saved else read_dump(path)
    try:
        for batch in _portions(record for record in records if _wanted(record, namespaces)):
            importer.put(batch)
            progress(imported)
    except SourceError as error:
        if not imported.total:
            raise
        imported.stopped = str(error)
    return imported


class _Importer:
    def __init__(self, store: Store, imported: Imported, site: str) -> None:
        self._store, self._imported = store, imported
        self._named = site
        self._site = Site(site or "unknown")
        self._number: int | None = None
        self._page: tuple[Page, StoredPage] | None = None

    def put(self, batch: Iterable[Site | PageRevision]) -> None:
        with self._store.transaction():
            for record in batch:
                if isinstance(record, Site):
                    self._site = replace(record, key=self._named) if self._named else record
                    self._number = None
                else:
                    self._put_revision(record)

    def _put_revision(self, record: PageRevision) -> None:
        page = self._stored_page(record.page)
        self._imported.pages.add(page.key)
        result = put_revision(self._store, page, record.revision, record.text, live=False)
        self._imported.revisions[result] += 1
        self._imported.withheld += record.revision.text_hidden
        if result is not Put.KNOWN and record.text is not None and record.revision.sha1:
            sum_of_text = sha1(record.text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
            self._imported.odd_sums += sum_of_text != record.revision.sha1

    def _stored_page(self, page: Page) -> StoredPage:
        if self._number is None:
            self._number = put_site(self._store, self._site)
            self._page = None
        if self._page is None or self._page[0] != page:
            self._page = page, put_page(self._store, self._number, page, live=False)
        return self._page[1]


def _wanted(record: Site | PageRevision, namespaces: frozenset[int] | None) -> bool:
    return isinstance(record, Site) or namespaces is None or record.page.ns in namespaces


def _portions(records: Iterable[Site | PageRevision]) -> Iterator[list[Site | PageRevision]]:
    """Yield *records* in portions worth a transaction; the last one even when reading fails after it."""
    batch: list[Site | PageRevision] = []
    length = 0
    try:
        for record in records:
            batch.append(record)
            length += len(record.text or "") if isinstance(record, PageRevision) else 0
            if len(batch) >= _REVISIONS_AT_ONCE or length >= _CHARACTERS_AT_ONCE:
                yield batch
                batch, length = [], 0
    except SourceError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
