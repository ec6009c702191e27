"""Whether checks can work here, and what to do when they cannot."""

from __future__ import annotations

import time
from pathlib import Path

import click

from articlewatch.cli.stored import store_option, tell
from articlewatch.cli.watching import channels_of, channels_option, contact_option
from articlewatch.history.store import open_store
from articlewatch.sources.contact import Identity, identity_from_environment
from articlewatch.watch.doctor import examine

#: seconds to wait for another process that writes, before saying so
_WAIT = 2.0


@click.command("doctor")
@channels_option
@contact_option
@store_option
def doctor(channels_path: Path | None, contact: str | None, store_path: str) -> int:
    """Look at contact, store, lock, wikis, clock, watch-list and channels, and say what to do. Exit 1 when bad."""
    signs = {"good": "ok ", "odd": "?  ", "bad": "BAD"}
    worst = 0
    with open_store(store_path, create=False, wait=_WAIT, tell=tell) as store:
        identity: Identity = identity_from_environment(contact)
        for line in examine(store, identity, channels_of(store.name, channels_path), time.time):
            click.echo(f"{signs[line.state]} {line.what}{f': {line.todo}' if line.todo else ''}")
            worst |= line.state == "bad"
    return int(worst)
