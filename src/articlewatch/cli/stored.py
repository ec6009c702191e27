"""Texts named on the command line that lie in the store: ``TITLE``, ``TITLE@REVISION``, ``rev:REVISION``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from articlewatch.article import Snapshot
from articlewatch.history.pages import StoredPage, sites
from articlewatch.history.reference import find_revision
from articlewatch.history.revisions import CHECKED, StoredRevision, edited_revision, snapshot_of
from articlewatch.history.schema import StoreError
from articlewatch.history.store import DEFAULT_PATH, Store, open_store
from articlewatch.lint import Failure, Linter, SnapshotResult

Command = Callable[..., Any]

_NUMBERED = re.compile(r"(?:rev:|.+@)\d+", re.DOTALL)


def store_option(command: Command) -> Command:
    """Add ``--store`` to a command."""
    return click.option(
        "--store",
        "store_path",
        metavar="FILE",
        default=DEFAULT_PATH,
        envvar="ARTICLEWATCH_STORE",
        show_default=True,
        show_envvar=True,
        help="The file with pages and their histories (SQLite).",
    )(command)


def site_option(command: Command) -> Command:
    """Add ``--site`` to a command that looks for a page."""
    return click.option("--site", metavar="HOST", help="The wiki, when several have the page: en.wikipedia.org")(
        command
    )


def tell(line: str) -> None:
    """Print a line for the user beside the output."""
    click.echo(f"articlewatch: {line}", err=True)


def is_stored(name: str, store_path: str) -> bool:
    """Say whether *name* is to be looked for in the store.

    A file of that name goes before a page. Without a store, a name that is no file and has no number of a revision
    is taken for a file that is missing.
    """
    if name == "-" or _is_file(name):
        return False
    return _NUMBERED.fullmatch(name) is not None or Path(store_path).exists()


def stored_snapshot(store: Store, name: str, site: str | None = None) -> Snapshot:
    """Return the stored text that *name* means; its path is ``TITLE@REVISION``. Raises StoreError without one."""
    page, stored = _find(store, name, site)
    return replace(snapshot_of(store, page, stored), path=f"{page.title}@{stored.revision.revid}")


def read_stored(name: str, store_path: str, site: str | None = None) -> Snapshot:
    """Return the text that *name* means in the store at *store_path*. Raises StoreError without one."""
    with open_store(store_path, create=False, tell=tell) as store:
        return stored_snapshot(store, name, site)


def lint_stored(names: Sequence[str], store_path: str, linter: Linter) -> Iterator[SnapshotResult | Failure]:
    """Yield the result of each stored text; the rules about edits see the revision that it is an edit of.

    Raises StoreError when the store cannot be opened.
    """
    if not names:
        return
    with open_store(store_path, create=False, tell=tell) as store:
        wanted = linter.settings.site
        site = wanted if wanted in {known.key for known in sites(store)} else None
        for name in names:
            try:
                page, stored = _find(store, name, site)
                if stored.revision.model not in CHECKED:
                    raise StoreError(f"{name}: a page of {stored.revision.model}, which is not checked")
                new = snapshot_of(store, page, stored)
                before = edited_revision(store, page, stored)
                old = snapshot_of(store, page, before) if before else None
            except StoreError as error:
                yield Failure(name, str(error))
                continue
            new = replace(new, path=f"{page.title}@{stored.revision.revid}")
            yield linter.lint(_as_set(new, linter), _as_set(old, linter) if old else None)


def _as_set(snapshot: Snapshot, linter: Linter) -> Snapshot:
    """Return *snapshot* with the wiki and the language that the settings name, if they do, in the place of its own."""
    settings = linter.settings
    return replace(
        snapshot,
        site="" if settings.site else snapshot.site,
        language="" if settings.language or settings.site else snapshot.language,
    )


def _find(store: Store, name: str, site: str | None) -> tuple[StoredPage, StoredRevision]:
    try:
        return find_revision(store, name, site)
    except StoreError as error:
        if _NUMBERED.fullmatch(name):
            raise
        raise StoreError(f"{name}: no such file or folder, and {error}") from None


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists() or Path(name).is_symlink()
    except (OSError, ValueError):  # a title may be too long for a file's name
        return False
