"""What the commands about watched articles have in common: options, and the channels to tell."""

from __future__ import annotations

from pathlib import Path

import click

from articlewatch.cli.selection import Option
from articlewatch.sources.contact import CONTACT_VARIABLE
from articlewatch.watch.channels import DEFAULT_NAME, Channel, default_channels, read_channels

contact_option: Option = click.option(
    "--contact",
    metavar="WHO",
    help=f"Your mail address or user page, for the wiki's operators. [env: {CONTACT_VARIABLE}]",
)
channels_option: Option = click.option(
    "--channels", "channels_path", type=click.Path(path_type=Path), envvar="ARTICLEWATCH_CHANNELS", metavar="FILE",
    help=f"Where to tell it [default: {DEFAULT_NAME} beside the store, if there].",
)  # fmt: skip


def channels_of(store: str, path: Path | None) -> tuple[Channel, ...]:
    """Return the channels of the file at *path*, or of the one beside *store*, or the usual ones.

    Raises ConfigurationError.
    """
    beside = Path(store).parent / DEFAULT_NAME
    if path is None and not beside.exists():
        return default_channels(store)
    return read_channels(path or beside)
