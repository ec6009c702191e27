"""The server: bound before anything is promised, ended cleanly by Ctrl-C and SIGTERM."""

from __future__ import annotations

import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from types import FrameType
from typing import Any

import waitress.server
from flask import Flask

from articlewatch.errors import ArticlewatchError

_THREADS = 4
_DENIED = "not allowed"


class ServeError(ArticlewatchError):
    """An address that cannot be listened on."""


def is_loopback(host: str) -> bool:
    """Say whether nobody but this machine can reach *host*."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on *host* and *port* (0 for any that is free). Raises ServeError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError, OverflowError):
        raise ServeError(f"--host {host}: no such address") from None
    made = socket.socket(family, kind, protocol)
    try:
        if hasattr(socket, "SO_REUSEADDR") and getattr(errno, "WSAEADDRINUSE", None) != errno.EADDRINUSE:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen()
    except OSError as error:
        made.close()
        raise ServeError(_why(error, host, port)) from None
    return made


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is in use; name another with --port, or 0 for any that is free"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"port {port} of {host}: {_DENIED}; name one above 1023 with --port"
    return f"{host}:{port}: {error.strerror or error}"


def address_of(listening: socket.socket) -> str:
    """Return the URL to open for a socket; for one that listens everywhere, that of this machine."""
    host, port = listening.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "127.0.0.1" if listening.family == socket.AF_INET else "::1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(app: Flask, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C or SIGTERM; *ready* is called when the first can be taken."""
    server: Any = waitress.server.create_server(
        app,
        sockets=[listening],
        threads=_THREADS,
        ident=None,
        max_request_body_size=1 << 20,
        channel_timeout=60,
    )
    try:
        with _ended_by_signals():
            ready()
            server.run()
    finally:
        server.close()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Have SIGTERM end the server as Ctrl-C does; outside the main thread nothing can be had of signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
