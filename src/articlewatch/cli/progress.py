"""A line that says how far a long command has come, on a terminal and after a second only."""

from __future__ import annotations

import sys
import time

import click

from articlewatch.cli.terminal import terminal_width

_AFTER = 1.0  # seconds before the first line, so that what is quick stays quiet
_CLEAR = "\r\x1b[K"
_BETWEEN = 0.2  # seconds between two lines


class Progress:
    """The line, on standard error. As a context it takes the line away at the end."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._next = time.monotonic() + _AFTER
        self._shown = False

    def show(self, line: str) -> None:
        """Write *line* in the place of the one before, if it is time."""
        now = time.monotonic()
        if self._on and now >= self._next:
            self._next = now + _BETWEEN
            self._shown = True
            sys.stderr.write(f"{_CLEAR}{line[: terminal_width(sys.stderr) - 1]}")
            sys.stderr.flush()

    def tell(self, line: str) -> None:
        """Write *line* for the user to stay, above the line of progress."""
        click.echo(f"{_CLEAR * self._shown}articlewatch: {line}", err=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
