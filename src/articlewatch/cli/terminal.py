"""What the terminal can show: colour, width, and which characters its encoding has."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from typing import Literal, TextIO

ColorChoice = Literal["auto", "always", "never"]

_DEFAULT_WIDTH = 80


def want_color(choice: ColorChoice, stream: TextIO, environ: Mapping[str, str] | None = None) -> bool:
    """Say whether to write colour to *stream*.

    The first that speaks decides: the flag (*choice*), FORCE_COLOR, then NO_COLOR, when not empty, whatever
    their value (https://force-color.org, https://no-color.org), ``TERM=dumb``, whether it is a terminal.
    """
    environ = os.environ if environ is None else environ
    if choice != "auto":
        return choice == "always"
    if environ.get("FORCE_COLOR"):
        return True
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    return _is_terminal(stream)


def terminal_width(stream: TextIO, environ: Mapping[str, str] | None = None) -> int:
    """Return the columns of *stream*: COLUMNS if it is a positive number, else the terminal's, else 80."""
    environ = os.environ if environ is None else environ
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    if not _is_terminal(stream):
        return _DEFAULT_WIDTH
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
    except (OSError, ValueError):
        return _DEFAULT_WIDTH


def tolerate_encoding(stream: TextIO) -> None:
    """Make *stream* write ``\\u2026`` for characters its encoding lacks, where it would raise an error."""
    if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
        stream.reconfigure(errors="backslashreplace")


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False
