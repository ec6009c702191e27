"""Where to tell it: the channels, as they are set in a TOML file, with secrets kept out of it.

[[channel]]
name = "desk"                      # default: the kind
kind = "mail"                      # stdout, atom, mail, webhook, command, apprise
to = ["desk@example.net"]          # the rest depends on the kind
level = "warning"                  # only findings at or above it
tell = ["new", "gone"]             # of new, gone, page, trouble; default: everything
tags = ["bridges"]                 # only pages with one of these tags
digest = "daily"                   # hourly, daily (7:00) or weekly (Monday); default: at once
quiet = "22:00-07:00"              # nothing is sent in these hours of local time
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from articlewatch.errors import ConfigurationError
from articlewatch.lint.finding import SEVERITIES
from articlewatch.lint.settings import severity_of
from articlewatch.lint.suggest import did_you_mean
from articlewatch.watch.events import CAME, WENT, Event
from articlewatch.watch.times import QuietHours, read_quiet_hours
from articlewatch.watch.watchlist import check_tag

Digest = Literal["", "hourly", "daily", "weekly"]

DEFAULT_NAME = "articlewatch-channels.toml"

_COMMON = ("name", "kind", "level", "tell", "tags", "digest", "quiet")
_OWN: dict[str, tuple[str, ...]] = {
    "stdout": (),
    "atom": ("folder", "entries"),
    "mail": ("to", "from", "server", "security", "user", "password"),
    "webhook": ("url",),
    "command": ("run",),
    "apprise": ("urls",),
}
_SECRET = ("password", "url", "urls")
_GROUPS = ("new", "gone", "page", "trouble")


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel. ``settings`` are those of its kind, secrets still unread; ``base`` is where paths start."""

    name: str
    kind: str
    targets: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)
    base: Path = Path()
    level: str = "suggestion"
    groups: tuple[str, ...] = _GROUPS
    tags: tuple[str, ...] = ()
    digest: Digest = ""
    quiet: QuietHours | None = None

    @property
    def is_push(self) -> bool:
        """Whether it reaches out to somebody, so that quiet hours matter."""
        return self.kind not in ("stdout", "atom")

    def wants(self, event: Event) -> bool:
        """Whether *event* is for this channel."""
        if event.key.startswith(f"channel:{self.name}:"):
            return False  # it cannot well say of itself that it is broken
        if _group(event) not in self.groups:
            return False
        if self.tags and event.page is not None and not set(self.tags) & set(event.tags):
            return False
        return not event.severity or _rank(event.severity) <= _rank(self.level)

    def secret(self, name: str, environment: Mapping[str, str] | None = None) -> str:
        """Return a setting that may be ``env:NAME`` or ``file:PATH`` (mode 600). Raises ConfigurationError."""
        value = self.settings.get(name, "")
        return _revealed(f"channel {self.name!r}", name, str(value), self.base, environment)


def read_channels(path: Path) -> tuple[Channel, ...]:
    """Return the channels set in the file at *path*. Raises ConfigurationError for what cannot be used."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror or error}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    entries = data.get("channel", [])
    strange = next((key for key in data if key != "channel"), None)
    if strange is not None or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigurationError(f"{path}: channels are [[channel]] tables{f', not {strange!r}' if strange else ''}")
    channels = tuple(_channel(path, entry) for entry in entries)
    names = [channel.name for channel in channels]
    for name in names:
        if names.count(name) > 1:
            raise ConfigurationError(f"{path}: two channels are called {name!r}; give each a name of its own")
    return channels


def default_channels(store: str) -> tuple[Channel, ...]:
    """Return the channels of a user who set none: standard output, and a folder of feeds beside the store."""
    base = Path(store).parent
    return Channel("stdout", "stdout", ("",)), Channel("atom", "atom", ("",), {"folder": "feeds"}, base)


def private(path: Path) -> bool:
    """Whether only its owner can read the file at *path*."""
    return os.name == "nt" or path.stat().st_mode & 0o077 == 0


def _channel(path: Path, entry: dict[str, Any]) -> Channel:
    kind = str(entry.get("kind", ""))
    if kind not in _OWN:
        raise ConfigurationError(f"{path}: unknown kind {kind!r}{did_you_mean(kind, _OWN) or _choices(_OWN)}")
    allowed = (*_COMMON, *_OWN[kind])
    for key in entry:
        if key not in allowed:
            raise ConfigurationError(
                f"{path}: channel of kind {kind!r}: unknown key {key!r}{did_you_mean(key, allowed)}"
            )
    name = check_tag(str(entry.get("name", kind)))
    where = f"{path}: channel {name!r}"
    try:
        level = severity_of(str(entry.get("level", "suggestion")))
        quiet = read_quiet_hours(str(entry["quiet"])) if "quiet" in entry else None
    except ConfigurationError as error:
        raise ConfigurationError(f"{where}: {error}") from None
    digest = _one_of(where, "digest", entry.get("digest", ""), ("", "hourly", "daily", "weekly"))
    groups = tuple(_one_of(where, "tell", item, _GROUPS) for item in _listed(where, "tell", entry, _GROUPS))
    tags = tuple(check_tag(tag) for tag in _listed(where, "tags", entry, ()))
    settings = {key: value for key, value in entry.items() if key in _OWN[kind]}
    _refuse_open_secrets(path, where, settings)
    targets = _targets(where, kind, settings, path.parent)
    return Channel(name, kind, targets, settings, path.parent, level, groups, tags, digest, quiet)  # type: ignore[arg-type]


def _targets(where: str, kind: str, settings: dict[str, Any], base: Path) -> tuple[str, ...]:
    """Return the addressees: each has rows of its own in the outbox, so that one that fails repeats no other."""
    needed = {"mail": ("to", "from", "server"), "webhook": ("url",), "command": ("run",), "apprise": ("urls",)}
    for key in needed.get(kind, ()):
        if not settings.get(key):
            raise ConfigurationError(f"{where}: {key} is missing")
    if kind == "mail":
        addresses = _listed(where, "to", settings, ())
        for address in (*addresses, str(settings["from"])):
            if "@" not in address or any(character.isspace() for character in address):
                raise ConfigurationError(f"{where}: {address!r} is no mail address")
        _one_of(where, "security", settings.get("security", "starttls"), ("starttls", "tls", "none"))
        return addresses
    if kind == "command":
        _listed(where, "run", settings, ())
    if kind == "atom" and not isinstance(settings.get("entries", 1), int):
        raise ConfigurationError(f"{where}: entries is a number")
    if kind == "apprise":
        urls = _revealed(where, "urls", str(settings["urls"]), base, None).split()
        return tuple(str(number) for number in range(1, len(urls) + 1))
    return ("",)


def _refuse_open_secrets(path: Path, where: str, settings: dict[str, Any]) -> None:
    for key in _SECRET:
        value = str(settings.get(key, ""))
        if value and not value.startswith(("env:", "file:")) and not private(path):
            raise ConfigurationError(
                f"{where}: {key} may be a secret: write env:NAME or file:PATH, or chmod 600 {path.name}"
            )


def _revealed(where: str, name: str, value: str, base: Path, environment: Mapping[str, str] | None) -> str:
    if value.startswith("env:"):
        found = (os.environ if environment is None else environment).get(value[4:], "")
        if not found:
            raise ConfigurationError(f"{where}: {name}: the environment has no {value[4:]}")
        return found
    if value.startswith("file:"):
        file = base / value[5:]
        try:
            if not private(file):
                raise ConfigurationError(f"{where}: {name}: others can read {file}; chmod 600 it")
            return file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ConfigurationError(f"{where}: {name}: {file}: {error.strerror or error}") from None
    return value


def _listed(where: str, key: str, entry: Mapping[str, Any], default: tuple[str, ...]) -> tuple[str, ...]:
    value = entry.get(key, list(default))
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigurationError(f"{where}: {key} is a list of strings")
    return tuple(value)


def _one_of(where: str, key: str, value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        hint = did_you_mean(str(value), allowed) or _choices(allowed)
        raise ConfigurationError(f"{where}: {key}: unknown {value!r}{hint}")
    return str(value)


def _choices(allowed: Any) -> str:
    return f"; choose from {', '.join(item for item in allowed if item)}"


def _group(event: Event) -> str:
    if event.kind in CAME:
        return "new"
    if event.kind in WENT:
        return "gone"
    return "trouble" if event.kind in ("failing", "recovered") else "page"


def _rank(severity: str) -> int:
    return [str(one) for one in SEVERITIES].index(severity)
