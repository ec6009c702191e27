"""What the tests of the store share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from articlewatch.history.pages import StoredPage, put_page, put_site
from articlewatch.history.store import Store, open_store
from articlewatch.sources.records import Page, Site

SITE = Site("wiki.test", "testwiki", "https://wiki.test/w/api.php", "en", "Test")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def new_page(store: Store) -> Callable[..., StoredPage]:
    """Put a page into the store and return it."""

    def put(pageid: int = 1, title: str = "Bridge", *, live: bool = True) -> StoredPage:
        with store.transaction():
            return put_page(store, put_site(store, SITE), Page(pageid, title), live=live)

    return put
