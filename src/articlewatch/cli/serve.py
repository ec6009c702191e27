"""``articlewatch serve``."""

from __future__ import annotations

import sys
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from articlewatch.cli.selection import make_linter, stored_rule_options, with_options
from articlewatch.cli.stored import store_option, tell
from articlewatch.errors import ConfigurationError
from articlewatch.history.store import open_store
from articlewatch.serve.desk import Desk, Place
from articlewatch.sources.configuration import IGNORE_NAME, find_configuration

_NEEDED = ("flask", "waitress")


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8137, show_default=True, help="0 for any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--allow-remote", is_flag=True, help="Let --host be an address that other machines reach.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Answer to this name too.")
@click.option("--open", "show", is_flag=True, help="Open the site in the browser.")
@click.option("--ignore-file", default="", metavar="FILE", help="Where ignored findings are written.")
@with_options(stored_rule_options)
@store_option
def serve(
    port: int,
    host: str,
    allow_remote: bool,
    names: tuple[str, ...],
    show: bool,
    store_path: str,
    **rest: Any,
) -> None:
    """Show the store as a small site in the browser: lists, articles, timelines, differences.

    It only reads, but for findings that you ignore: those are written to the ignore file. Ctrl-C ends it.
    """
    missing = missing_packages()
    if missing:
        raise ConfigurationError(f"serve needs {' and '.join(missing)}: pip install 'articlewatch[serve]'")
    from articlewatch.serve.app import make_app
    from articlewatch.serve.guard import Guard
    from articlewatch.serve.running import address_of, is_loopback, listen
    from articlewatch.serve.running import serve as run

    remote = not is_loopback(host)
    if remote and not allow_remote:
        raise ConfigurationError(f"--host {host}: other machines reach that; add --allow-remote if it is meant")
    with open_store(store_path, create=False, tell=tell):
        pass  # an older one is brought up to date; from here on it is only read
    with listen(host, port) as listening:
        desk = _desk(Path(store_path), **rest)
        address = address_of(listening)
        own = () if remote and host in ("0.0.0.0", "::") else (host,)
        app = make_app(desk, Guard(listening.getsockname()[1], (*own, *names), remote=remote))

        def ready() -> None:
            if remote:
                tell(f"warning: whoever reaches {host} may read {store_path} and ignore findings; there is no password")
            tell(f"showing {store_path}; ignored findings go to {desk.place.ignore_file}; Ctrl-C ends it")
            click.echo(address)
            sys.stdout.flush()
            if show:
                webbrowser.open(address)

        run(app, listening, ready)


def missing_packages() -> list[str]:
    """Return which packages of the extra are not installed."""
    return [name for name in _NEEDED if find_spec(name) is None]


def _desk(store: Path, *, ignore_file: str, config: Path | None, isolated: bool, **rules: Any) -> Desk:
    """Return what the site is made of. Raises ConfigurationError."""
    linter = make_linter(config=config, isolated=isolated, **rules)
    place = _ignore_file(ignore_file, linter.settings.ignore_file, config, isolated)
    known = [rule for rule in linter.known if rule.category != "meta"]
    return Desk(Place(store, *place), known, linter.settings)


def _ignore_file(named: str, configured: str, config: Path | None, isolated: bool) -> tuple[Path, bool]:
    """Return where ignored findings are written, and whether the other commands read it without being told."""
    if named:
        return Path(named), bool(configured) and Path(named).absolute() == Path(configured).absolute()
    if configured:
        return Path(configured), True
    if not isolated:
        file = config or find_configuration(Path.cwd())[1]
        if file is not None:
            return file.parent / IGNORE_NAME, True
    return Path(IGNORE_NAME), False
