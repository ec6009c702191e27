"""Adding an entry to the text of an ignore file and taking one out, with everything else left as it was written.

What comes of it is read again before it is given back: either it holds exactly the entries wanted, or nothing is done.
"""

from __future__ import annotations

import contextlib
import hashlib
import re

from articlewatch.errors import ConfigurationError
from articlewatch.lint.configuration import parse_ignore_file
from articlewatch.lint.suppression import SideEntry

_HEADER = re.compile(r"""[ \t]*\[\[[ \t]*(?:ignore|"ignore"|'ignore')[ \t]*\]\][ \t]*(?:#.*)?""")
_TABLE = re.compile(r"[ \t]*\[")
#: Control characters and halves of surrogate pairs, which TOML has no room for or only as escapes.
_ESCAPED = re.compile('[\x00-\x1f\x7f"\\\\]')
#: How many places that look like a beginning or an end are tried.
_TRIES = 8
_HALF = re.compile("[\ud800-\udfff]")


def name_of(entry: SideEntry) -> str:
    """Return what tells *entry* from others in an address: 16 hexadecimal digits of all it says."""
    said = repr((entry.page, entry.rule, entry.fingerprint, entry.reason, str(entry.expires)))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def with_entry(text: str, entry: SideEntry, name: str) -> str:
    """Return *text*, the ignore file called *name*, with *entry* at its end.

    Raises ConfigurationError when the file is not understood, or written so that no table can follow.
    """
    before = parse_ignore_file(text, name)
    lines = ["[[ignore]]", f"page = {_quoted(entry.page)}", f"rule = {_quoted(entry.rule)}"]
    if entry.fingerprint:
        lines.append(f"fingerprint = {_quoted(entry.fingerprint)}")
    lines.append(f"reason = {_quoted(entry.reason)}")
    if entry.expires is not None:
        lines.append(f"expires = {entry.expires.isoformat()}")
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    added = gap + "\n".join(lines) + "\n"
    return _checked(text + (added.replace("\n", "\r\n") if "\r\n" in text else added), [*before, entry], name)


def without_entry(text: str, entry: SideEntry, name: str) -> str:
    """Return *text*, the ignore file called *name*, without the first entry that equals *entry*.

    Comments and blank lines round it stay. Raises ConfigurationError when it is not there, or the file is written so
    that it cannot be taken out by whole lines.
    """
    entries = parse_ignore_file(text, name)
    if entry not in entries:
        raise ConfigurationError(f"{name}: the entry for {entry.rule} on {entry.page!r} is not there any more")
    number = entries.index(entry)
    left = entries[:number] + entries[number + 1 :]
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    heads = [at for at, line in enumerate(lines) if _HEADER.fullmatch(line.rstrip("\r\n"))]
    # A string of several lines may hold what looks like a header: the true beginning and end may stand further down.
    for head in heads[number : number + _TRIES]:
        for end in _ends(lines, head)[:_TRIES]:
            with contextlib.suppress(ConfigurationError):
                return _checked(_cut(lines, head, end), left, name)
    raise ConfigurationError(f"{name}: not written as [[ignore]] tables; take the entry out by hand")


def _cut(lines: list[str], start: int, end: int) -> str:
    """The text of *lines* without those from *start* to *end*, and without one of two blank lines beside them."""
    blank_before = start > 0 and not lines[start - 1].strip()
    if blank_before and end < len(lines) and not lines[end].strip():
        end += 1
    elif blank_before and end == len(lines):
        start -= 1
    return "".join(lines[:start] + lines[end:])


def _ends(lines: list[str], head: int) -> list[int]:
    """Where the table that begins at *head* may end; comments before the next are the next one's."""
    found = []
    for end in [*(at for at in range(head + 1, len(lines)) if _TABLE.match(lines[at])), len(lines)]:
        while end > head + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
            end -= 1
        found.append(end)
    return found


def _checked(text: str, wanted: list[SideEntry], name: str) -> str:
    with contextlib.suppress(ConfigurationError):
        if parse_ignore_file(text, name) == wanted:
            return text
    raise ConfigurationError(f"{name}: not written as plain [[ignore]] tables; change it by hand")


def _quoted(text: str) -> str:
    """Return *text* as a TOML string on one line."""
    return '"' + _ESCAPED.sub(_escape, _HALF.sub("\ufffd", text)) + '"'


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in '"\\' else f"\\u{ord(match[0]):04x}"
