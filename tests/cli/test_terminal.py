"""Colour and width: who decides, in which order."""

from __future__ import annotations

import io
import itertools
import os

import pytest

from articlewatch.cli.terminal import terminal_width, tolerate_encoding, want_color


class Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


#: FORCE_COLOR, NO_COLOR, TERM=dumb, a terminal -> colour
MATRIX = {
    case: case[0] or (not case[1] and not case[2] and case[3]) for case in itertools.product((True, False), repeat=4)
}


def environment(forced: bool, refused: bool, dumb: bool) -> dict[str, str]:
    return {
        "FORCE_COLOR": "1" if forced else "",
        "NO_COLOR": "1" if refused else "",
        "TERM": "dumb" if dumb else "xterm",
    }


@pytest.mark.parametrize("case", MATRIX)
def test_sixteen_cases(case: tuple[bool, bool, bool, bool]) -> None:
    *settings, terminal = case
    assert want_color("auto", Stream(terminal), environment(*settings)) is MATRIX[case]


def test_the_table_says_what_it_should() -> None:
    assert len(MATRIX) == 16
    assert MATRIX[True, True, True, False] is True  # FORCE_COLOR beats all that follow
    assert MATRIX[False, True, False, True] is False
    assert MATRIX[False, False, True, True] is False
    assert MATRIX[False, False, False, True] is True
    assert MATRIX[False, False, False, False] is False


@pytest.mark.parametrize("case", MATRIX)
def test_the_flag_beats_everything(case: tuple[bool, bool, bool, bool]) -> None:
    *settings, terminal = case
    assert want_color("always", Stream(terminal), environment(*settings)) is True
    assert want_color("never", Stream(terminal), environment(*settings)) is False


def test_without_any_variable_and_with_their_values_ignored() -> None:
    assert want_color("auto", Stream(True), {}) is True
    assert want_color("auto", Stream(False), {"FORCE_COLOR": "0"}) is True
    assert want_color("auto", Stream(True), {"NO_COLOR": "0"}) is False


def test_a_closed_stream_is_no_terminal() -> None:
    stream = io.StringIO()
    stream.close()
    assert want_color("auto", stream, {}) is False
    assert terminal_width(stream, {}) == 80


@pytest.mark.parametrize(("columns", "width"), [("132", 132), ("0", 80), ("", 80), ("-3", 80), ("wide", 80)])
def test_width_from_the_environment(columns: str, width: int) -> None:
    assert terminal_width(Stream(False), {"COLUMNS": columns}) == width


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
def test_width_of_a_real_terminal() -> None:
    import fcntl
    import struct
    import termios

    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 97, 0, 0))
    with os.fdopen(slave, "w") as stream:
        assert terminal_width(stream, {}) == 97
        assert want_color("auto", stream, {"TERM": "xterm"}) is True
    os.close(master)


def test_characters_the_encoding_lacks_are_written_as_escapes() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    tolerate_encoding(stream)
    stream.write("a › b")
    stream.flush()
    assert raw.getvalue() == b"a \\u203a b"
