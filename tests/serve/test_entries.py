"""Entries come into the ignore file and go out of it, and nothing else in it changes."""

from __future__ import annotations

import os
import stat
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlewatch.errors import ConfigurationError
from articlewatch.lint.configuration import parse_ignore_file
from articlewatch.lint.suppression import SideEntry
from articlewatch.serve.entries import name_of, with_entry, without_entry
from articlewatch.serve.ignorefile import IgnoreFile, IgnoreFileBusy

BY_HAND = """\
# Agreed on the talk page, keep.
[[ignore]]   # the first
page = 'Bridge'
rule = "bare-url"
reason = '''
not a header:
[[ignore]]
'''

# about the second
[[ "ignore" ]]
page = "Bridge"
rule = "doubled-word"
reason = "quoted"
expires = 2027-06-30


[[ignore]]
page = "Tower"
rule = "all"
reason = "draft"
# the end
"""

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
ENTRIES = st.builds(SideEntry, TEXT, TEXT, st.sampled_from(["", "00ff" * 4]), TEXT, st.none() | st.dates())


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


@given(st.lists(ENTRIES, min_size=1, max_size=4, unique=True), st.sampled_from(["", BY_HAND, BY_HAND[:-1]]), st.data())
def test_any_entry_is_read_as_it_was_and_leaves_no_trace(
    entries: list[SideEntry], text: str, data: st.DataObject
) -> None:
    before = parse_ignore_file(text, "n")
    full = text
    for entry in entries:
        full = with_entry(full, entry, "n")
    assert parse_ignore_file(full, "n") == [*before, *entries]
    assert full.startswith(text)
    for entry in data.draw(st.permutations(entries)):
        full = without_entry(full, entry, "n")
    assert parse_ignore_file(full, "n") == before
    assert full.rstrip("\n") == text.rstrip("\n")


def test_comments_stay_where_they_are() -> None:
    first, second, third = parse_ignore_file(BY_HAND, "n")
    left = without_entry(BY_HAND, second, "n")
    assert "# Agreed on the talk page" in left and "# about the second" in left and "[[ignore]]\n'''" in left
    assert parse_ignore_file(left, "n") == [first, third]
    assert without_entry(left, third, "n").endswith("# the end\n")
    assert "# about the second" in without_entry(BY_HAND, first, "n")


def test_windows_line_ends_are_kept() -> None:
    entry = SideEntry("A", "r", "", "why")
    full = with_entry(BY_HAND.replace("\n", "\r\n"), entry, "n")
    assert full.count("\n") == full.count("\r\n")
    assert without_entry(full, entry, "n") == BY_HAND.replace("\n", "\r\n")


def test_a_half_of_a_character_does_not_break_the_file() -> None:
    text = with_entry("", SideEntry("a", "r", "", "b"), "n")
    with pytest.raises(ConfigurationError, match="by hand"):
        with_entry(text, SideEntry("T\ud800", "r", "", "why"), "n")


@pytest.mark.parametrize("text", ["ignore = []\n", 'ignore = [{page = "A", rule = "r", reason = "x"}]\n'])
def test_a_file_in_another_style_is_left_alone(text: str) -> None:
    with pytest.raises(ConfigurationError, match="by hand"):
        with_entry(text, SideEntry("B", "r", "", "why"), "n")
    for entry in parse_ignore_file(text, "n"):
        with pytest.raises(ConfigurationError, match="by hand"):
            without_entry(text, entry, "n")


def test_what_is_gone_cannot_be_taken_out() -> None:
    with pytest.raises(ConfigurationError, match="not there any more"):
        without_entry(BY_HAND, SideEntry("Bridge", "other", "", "x"), "n")


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ignore.toml"
    path.write_text(BY_HAND, encoding="utf-8")
    wanted = [SideEntry(f"Page {n}", "r", "", f"why {n}", date(2030, 1, 1)) for n in range(24)]
    threads = [threading.Thread(target=IgnoreFile(path, wait=30).add, args=(entry,)) for entry in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = IgnoreFile(path).entries()
    assert entries[:3] == parse_ignore_file(BY_HAND, "n") and sorted(entries[3:], key=str) == sorted(wanted, key=str)
    assert names(tmp_path) == ["ignore.toml"]


def test_twice_the_same_is_once(tmp_path: Path) -> None:
    file = IgnoreFile(tmp_path / "ignore.toml")
    for _ in range(2):
        file.add(SideEntry("A", "r", "", "why"))
    assert len(file.entries()) == 1
    removed = file.remove(name_of(SideEntry("A", "r", "", "why")))
    assert removed.page == "A" and file.entries() == [] and names(tmp_path) == ["ignore.toml"]


def test_somebody_else_is_writing(tmp_path: Path) -> None:
    (tmp_path / "ignore.toml.lock").touch()
    with pytest.raises(IgnoreFileBusy, match=r"remove ignore\.toml\.lock") as caught:
        IgnoreFile(tmp_path / "ignore.toml", wait=0.1).add(SideEntry("A", "r", "", "why"))
    assert caught.value.exit_status == 3 and not (tmp_path / "ignore.toml").exists()


def test_a_write_that_fails_leaves_the_old_file_and_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "ignore.toml"
    path.write_text("ignore = []\n", encoding="utf-8")
    with pytest.raises(ConfigurationError):
        IgnoreFile(path).add(SideEntry("A", "r", "", "why"))
    assert path.read_text(encoding="utf-8") == "ignore = []\n" and names(tmp_path) == ["ignore.toml"]


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"ignore\.toml: cannot be written \(No such file"):
        IgnoreFile(tmp_path / "no" / "ignore.toml").add(SideEntry("A", "r", "", "why"))


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "ignore.toml"
    real.write_text(BY_HAND, encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    IgnoreFile(link).add(SideEntry("A", "r", "", "why"))
    assert link.is_symlink() and stat.S_IMODE(real.stat().st_mode) == 0o640
    assert len(parse_ignore_file(real.read_text(encoding="utf-8"), "n")) == 4
