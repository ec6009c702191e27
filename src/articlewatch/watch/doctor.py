"""Look at everything a check needs: one line each, with what to do."""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal

from articlewatch.errors import ArticlewatchError, ConfigurationError
from articlewatch.history.pages import sites
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.sources.answers import WikiError
from articlewatch.sources.contact import CONTACT_VARIABLE, Identity, host_of, is_private
from articlewatch.sources.mediawiki import PUBLIC_INTERVAL, Wiki
from articlewatch.sources.patience import Patience
from articlewatch.sources.wire import Exchange, Wire
from articlewatch.watch.channels import Channel
from articlewatch.watch.lock import Locked, locked
from articlewatch.watch.outbox import waiting
from articlewatch.watch.senders import mail_server
from articlewatch.watch.times import DAY, told_interval, told_time
from articlewatch.watch.trouble import troubles
from articlewatch.watch.watchlist import due_pages

_LEAST_SPACE = 100 << 20
_CLOCK_OFF = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: ``bad`` stops a check, ``odd`` may be meant so. ``todo`` is what to do about it."""

    state: Literal["good", "odd", "bad"]
    what: str
    todo: str = ""


def examine(
    store: Store, identity: Identity, channels: tuple[Channel, ...], now: Callable[[], float]
) -> Iterator[Line]:
    """Yield what was found of contact, store, lock, wikis, clock, watch-list and channels."""
    yield _contact(store, identity)
    yield from _store(store)
    for site in sites(store):
        if site.api:
            yield from _wiki(site.key, site.api, identity, now())
    yield from _list(store, int(now()))
    rows = waiting(store)
    for channel in channels:
        yield _channel(channel, rows.get(channel.name, 0))
    for name in sorted(set(rows) - {channel.name for channel in channels}):
        yield Line("odd", f"channel {name!r} is not set, and {rows[name]} events wait for it", "set it again")


def _contact(store: Store, identity: Identity) -> Line:
    public = [site.key for site in sites(store) if site.api and not is_private(host_of(site.api))]
    if identity.contact:
        return Line("good", f"contact: {identity.contact}")
    todo = f"set {CONTACT_VARIABLE} to your mail address or user page"
    return Line("bad" if public else "odd", "contact: none", todo)


def _store(store: Store) -> Iterator[Line]:
    fault = store.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    size = Path(store.name).stat().st_size
    if fault == "ok":
        yield Line("good", f"store: {store.name}, {size / (1 << 20):.1f} MiB, sound")
    else:
        yield Line("bad", f"store: {store.name}: damaged ({fault})", "restore a copy; watch-list and history are in it")
    free = shutil.disk_usage(Path(store.name).absolute().parent).free
    if free < _LEAST_SPACE:
        yield Line("bad", f"disk: {free >> 20} MiB free", "make room: a full disk stops the check")
    try:
        with locked(store.name):
            yield Line("good", "lock: free")
    except Locked:
        yield Line("odd", "lock: a check is under way", "wait for it, or look for a process that hangs")
    try:
        with store.transaction():
            pass
    except StoreError as error:
        yield Line("bad", f"store: cannot be written: {error}", "look for a process that hangs, or at its rights")


def _wiki(key: str, api: str, identity: Identity, now: float) -> Iterator[Line]:
    # A wait that the wiki asks for is told, not waited for.
    patience = Patience(attempts=2, limit=0.0, connect=10.0, silence=20.0, whole=30.0)
    try:
        with Wiki(api, identity, patience=patience) as wiki:
            info = wiki.site_info()
            rate = "" if is_private(host_of(api)) else f", at most {60 / PUBLIC_INTERVAL:.0f} requests a minute"
            yield Line("good", f"wiki {key}: answers{rate}{' (read only now)' if info.read_only else ''}")
    except ArticlewatchError as error:
        yield Line("bad", f"wiki {key}: {error}", _remedy(error))
        return
    wire = Wire(identity, patience)
    try:
        answer = wire.exchange(api, {"action": "query", "meta": "siteinfo", "format": "json"})
        moment = parsedate_to_datetime(answer.headers["Date"]) if isinstance(answer, Exchange) else None
    except (ArticlewatchError, KeyError, ValueError):
        return
    finally:
        wire.close()
    if moment is None:
        return
    off = now - moment.timestamp()
    if abs(off) > _CLOCK_OFF:
        yield Line("odd", f"clock: {off:+.0f} s beside that of {key}", "set the clock, or switch on NTP")
    else:
        yield Line("good", f"clock: within {abs(off):.0f} s of {key}")


def _remedy(error: ArticlewatchError) -> str:
    if isinstance(error, ConfigurationError):
        return ""  # it says itself what to do
    if any(sign in str(error) for sign in ("HTTP 429", "ratelimited", "toomanyrequests", "come back")):
        return "it was asked too often: check less often; checks go on by themselves"
    if isinstance(error, WikiError):
        return f"it refuses: look at the address, at {CONTACT_VARIABLE}, and at what it says of programs"
    return "look at the address and the network; checks go on by themselves"


def _list(store: Store, now: int) -> Iterator[Line]:
    pages, paused, oldest, shortest = store.connection.execute(
        "SELECT count(*), coalesce(sum(paused), 0), min(checked), min(every) FROM watch"
    ).fetchone()
    if not pages:
        yield Line("odd", "watch-list: empty", "articlewatch watch add TITLE")
        return
    due = len(due_pages(store, now))
    yield Line(
        "good", f"watch-list: {pages} pages, {paused} paused, {due} due, every {told_interval(shortest)} at most"
    )
    if oldest is not None and now - oldest > max(7 * DAY, 3 * shortest):
        yield Line(
            "odd", f"checks: a page was last checked {told_time(oldest)}", "articlewatch schedule print --systemd"
        )
    for trouble in troubles(store):
        again = told_time(trouble.after)
        yield Line("bad", f"{trouble.subject}: {trouble.reason} ({trouble.times} times in a row)", f"next try {again}")


def _channel(channel: Channel, waits: int) -> Line:
    name = f"channel {channel.name!r} ({channel.kind}){f', {waits} events wait' if waits else ''}"
    try:
        fault = _fault(channel)
    except ArticlewatchError as error:
        return Line("bad", str(error), "set it right; nothing is lost until then")
    return Line("bad", f"{name}: {fault}", "set it right; nothing is lost until then") if fault else Line("good", name)


def _fault(channel: Channel) -> str:
    """Return what keeps a channel from working, as far as can be told without sending anything."""
    if channel.kind == "atom":
        folder = channel.base / str(channel.settings.get("folder", "feeds"))
        place = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        return "" if place.is_dir() and os.access(place, os.W_OK) else f"{folder} cannot be written"
    if channel.kind == "webhook":
        host = host_of(channel.secret("url"))
        name, _, number = host.partition(":")
        usual = 443 if channel.secret("url").startswith("https") else 80
        return _reaches(name, int(number) if number.isdecimal() else usual)
    if channel.kind == "mail":
        host, port, security = mail_server(channel)
        if channel.settings.get("user"):
            channel.secret("password")
        if security == "tls":
            return _reaches(host, port)
        try:
            with smtplib.SMTP(host, port, timeout=10):
                return ""
        except (OSError, smtplib.SMTPException) as error:
            return f"{host}: {getattr(error, 'strerror', None) or type(error).__name__}"
    if channel.kind == "command":
        run = channel.settings["run"]
        first = run if isinstance(run, str) else str(run[0])
        return "" if shutil.which(first) or (channel.base / first).exists() else f"no command {first!r}"
    if channel.kind == "apprise":
        channel.secret("urls")
    return ""


def _reaches(host: str, port: int) -> str:
    try:
        with socket.create_connection((host, port), timeout=10):
            return ""
    except OSError as error:
        return f"{host}: {error.strerror or type(error).__name__}"
