"""The configuration file, read into settings. Every mistake is named with its line and a caret.

select = ["citations", "P"]          # rules, codes, prefixes of codes, categories; default: all that are on
extend-select = ["image-alt-missing"]
ignore = ["C014"]
preview = false
site = "enwiki"                      # a site profile, a host or a URL
language = "en"                      # overrides the profile's
fail-level = "error"
rules = ["our-rules"]                # folders of your own rules, relative to this file
ignore-file = "ignore.toml"
[severity]
bare-url = "error"
[options.citation-overkill]
limit = 5
[ignore-pages]
"List of *" = ["uncited-paragraph"]
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from articlewatch.errors import ConfigurationError
from articlewatch.lint.finding import Severity
from articlewatch.lint.settings import Settings, severity_of
from articlewatch.lint.suggest import did_you_mean
from articlewatch.lint.suppression import SideEntry

_LISTS = ("select", "extend-select", "ignore", "rules")
_STRINGS = ("site", "language", "fail-level", "ignore-file")
_TABLES = ("severity", "options", "ignore-pages")
KEYS = (*_LISTS, "preview", *_STRINGS, *_TABLES)
_ENTRY_KEYS = ("page", "rule", "fingerprint", "reason", "expires")


def parse_configuration(text: str, name: str, *, table: tuple[str, ...] = ()) -> Settings | None:
    """Return the settings in *text*, the TOML file called *name*; with *table* (``("tool", "articlewatch")``)
    those of that table, or None when the file has no such table.

    Folders are given back relative to the file's own folder. Raises ConfigurationError for what is not understood.
    """
    data = _toml(text, name)
    for key in table:
        if key not in data:
            return None
        data = data[key]
    for key in data:
        if key not in KEYS:
            raise _error(text, name, key, f"unknown key {key!r}{did_you_mean(key, KEYS)}")
    values: dict[str, Any] = {}
    for key in _LISTS:
        if key in data:
            values[key.replace("-", "_")] = _strings(text, name, key, data[key])
    for key in _STRINGS:
        if key in data:
            if not isinstance(data[key], str):
                raise _error(text, name, key, f"{key} wants a string")
            values[key.replace("-", "_")] = data[key]
    if "preview" in data:
        if not isinstance(data["preview"], bool):
            raise _error(text, name, "preview", "preview wants true or false")
        values["preview"] = data["preview"]
    for key in _TABLES:
        if key in data and not isinstance(data[key], dict):
            raise _error(text, name, key, f"{key} wants a table")
    values["severity"] = {k: _severity(text, name, k, v) for k, v in data.get("severity", {}).items()}
    values["options"] = {k: _table(text, name, k, v) for k, v in data.get("options", {}).items()}
    values["ignore_pages"] = {k: _strings(text, name, k, v) for k, v in data.get("ignore-pages", {}).items()}
    if "fail_level" in values:
        values["fail_level"] = _severity(text, name, "fail-level", values["fail_level"])
    folder = PurePath(name).parent
    values["rules"] = tuple(str(folder / item) for item in values.get("rules", ()))
    if values.get("ignore_file"):
        values["ignore_file"] = str(folder / values["ignore_file"])
    return Settings(**values)


def parse_ignore_file(text: str, name: str) -> list[SideEntry]:
    """Return the entries of an ignore file: tables ``[[ignore]]`` with ``page``, ``rule``, ``reason`` and perhaps
    ``fingerprint`` and ``expires`` (a date).

    Raises ConfigurationError for what is not understood and for an entry without a reason.
    """
    data = _toml(text, name)
    for key in data:
        if key != "ignore":
            raise _error(text, name, key, f"unknown key {key!r}; entries are [[ignore]] tables")
    items = data.get("ignore", [])
    if not isinstance(items, list):
        raise _error(text, name, "ignore", "entries are [[ignore]] tables")
    entries: list[SideEntry] = []
    for number, item in enumerate(items, 1):
        for key in item:
            if key not in _ENTRY_KEYS:
                raise _error(text, name, key, f"unknown key {key!r}{did_you_mean(key, _ENTRY_KEYS)}")
        for key in ("page", "rule", "reason"):
            if not item.get(key):
                raise ConfigurationError(f"{name}: entry {number} has no {key}")
        expires = item.get("expires")
        if isinstance(expires, datetime):
            expires = expires.date()
        if expires is not None and not isinstance(expires, date):
            raise _error(text, name, "expires", "expires wants a date such as 2027-01-31")
        entries.append(SideEntry(item["page"], item["rule"], item.get("fingerprint", ""), item["reason"], expires))
    return entries


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(match.group(1)), int(match.group(2))) if match else (1, 1)
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise ConfigurationError(_with_caret(text, name, line, column, 1, message)) from None


def _error(text: str, name: str, key: str, message: str) -> ConfigurationError:
    """Point at *key* where it is first set or names a table."""
    pattern = re.compile(rf"""^[ \t]*(?:\[+[^\]\n]*?)?["']?({re.escape(key)})["']?(?=[ \t]*[=\].])""", re.MULTILINE)
    match = pattern.search(text)
    if match is None:
        return ConfigurationError(f"{name}: {message}")
    start = match.start(1)
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return ConfigurationError(_with_caret(text, name, line, column, len(key), message))


def _with_caret(text: str, name: str, line: int, column: int, width: int, message: str) -> str:
    lines = text.splitlines()
    shown = lines[line - 1].replace("\t", " ") if line <= len(lines) else ""
    return f"{name}:{line}:{column}: {message}\n    {shown}\n    {' ' * (column - 1)}{'^' * max(width, 1)}"


def _strings(text: str, name: str, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _error(text, name, key, f"{key} wants a list of strings")
    return tuple(value)


def _table(text: str, name: str, key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _error(text, name, key, f"the options of {key} are a table")
    return value


def _severity(text: str, name: str, key: str, value: Any) -> Severity:
    try:
        return severity_of(str(value))
    except ConfigurationError as error:
        raise _error(text, name, key, str(error)) from None
