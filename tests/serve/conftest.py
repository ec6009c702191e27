"""A site over a store that holds a bit of everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serve.making import OTHER, desk_of, follow, save, watch

from articlewatch.history.store import Store, open_store
from articlewatch.lint import Rule

if TYPE_CHECKING:
    from serve.site import LocalSite

GOOD = "The bridge opened in 1932.\n\n== Traffic ==\nIt carries trains.\n"
BAD = GOOD.replace("opened in", "was was opened in").replace("trains", "trains]]")


def fill(store: Store, rules: list[Rule]) -> None:
    """Bridge is watched and followed; the others are each odd in one way."""
    bridge = save(store, 1, "Bridge", [GOOD, BAD, BAD.replace("]]", ""), BAD], comment="typo & <b>more</b>")
    follow(store, bridge, rules)
    watch(store, bridge, "spans", note="my <note>", checked=1_760_000_000)
    lost = save(store, 2, "Lost", [GOOD], deleted=True)
    watch(store, lost)
    save(store, 3, "Veiled", [GOOD, None, BAD])
    save(store, 4, "Never fetched", [None])
    save(store, 5, "Old name", ["#REDIRECT [[Bridge]]\n"], is_redirect=True, redirect_to="Bridge")
    save(store, 6, 'AC/DC "live" %2F 100% & ‘ж’ #1?', [BAD])
    save(store, 7, "Bridge", [GOOD, BAD], site=OTHER, first=11)


@pytest.fixture
def store_path(tmp_path: Path, rules: list[Rule]) -> Path:
    """The file of the store; nothing has it open."""
    with open_store(tmp_path / "store.sqlite") as store:
        fill(store, rules)
    return tmp_path / "store.sqlite"


@pytest.fixture
def site(store_path: Path, rules: list[Rule]) -> Iterator[LocalSite]:
    """The site as the framework's test client sees it."""
    pytest.importorskip("flask", reason="Flask is not installed: pip install 'articlewatch[serve]'")
    from serve.site import LocalSite

    return LocalSite(desk_of(store_path, rules))
