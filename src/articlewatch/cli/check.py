"""One pass over the watched articles, and the loop that makes one whenever a page is due."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from articlewatch.cli.choice import Choice
from articlewatch.cli.progress import Progress
from articlewatch.cli.selection import Option, make_linter, stored_rule_options, with_options
from articlewatch.cli.stored import store_option, tell
from articlewatch.cli.watching import channels_of, channels_option, contact_option
from articlewatch.history.store import Store, open_store
from articlewatch.lint.finding import SEVERITIES
from articlewatch.report.words import plural
from articlewatch.sources.contact import identity_from_environment
from articlewatch.watch.channels import Channel
from articlewatch.watch.checking import check
from articlewatch.watch.events import CAME
from articlewatch.watch.hints import Feed
from articlewatch.watch.lock import locked
from articlewatch.watch.loop import run_loop, stopped_by_signals
from articlewatch.watch.means import Means, Pass
from articlewatch.watch.outbox import deliver

INCOMPLETE = 3

_CHECK: list[Option] = [
    click.option("--fail-level", type=Choice("severity", SEVERITIES), default="error", show_default=True,
                 help="Exit 1 when something new stands from this severity."),
    click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="Ask the wikis no more than this."),
    click.option("--tell-after", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
                 help="Tell of a failure when it is the N-th in a row."),
    channels_option,
    *stored_rule_options,
    contact_option,
    store_option,
]  # fmt: skip


@click.command("check")
@click.option("--all", "everything", is_flag=True, help="All watched pages, due or not, and failed ones at once.")
@click.option("--dry-run", is_flag=True, help="Say which pages changed; fetch, store and tell nothing.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when something new stands.")
@click.option("--quiet", "-q", is_flag=True, help="No summary, and nothing of failures that are tried again.")
@with_options(_CHECK)
def check_command(everything: bool, dry_run: bool, exit_zero: bool, quiet: bool, fail_level: str, **rest: Any) -> int:
    """Look once at the watched pages that are due, and tell what is new about them.

    Run it from a timer ('articlewatch schedule print'). It may be stopped at any point; the next run goes on. Exit
    status: 1 something new stands at or above --fail-level, 2 usage, 3 something could not be checked or told.
    """
    with _open(rest.pop("store_path")) as store, Progress() as progress:
        means, channels = _means(store, progress=progress, **rest)
        with locked(store.name):
            done, undelivered = _one_pass(store, means, channels, everything=everything, dry_run=dry_run)
    if dry_run:
        for title in done.would_fetch:
            click.echo(title)
    if not quiet:
        for line in [*done.failed, *undelivered, _summary(done)]:
            tell(line)
    if done.failed or undelivered:
        return INCOMPLETE
    levels = SEVERITIES[: [str(one) for one in SEVERITIES].index(fail_level) + 1]
    stands = any(event.kind in CAME and event.severity in levels for event in done.events)
    return 1 if stands and not exit_zero else 0


@click.command("run")
@click.option("--stream", metavar="URL", help="Follow this recentchange feed (EventStreams) to learn what is due.")
@with_options(_CHECK)
def run(fail_level: str, stream: str | None, **rest: Any) -> int:
    """Check whenever a page is due, until told to stop (SIGTERM, Ctrl-C); for containers and terminals.

    With --stream a page is due as soon as the feed names it. All of them are still checked at their own rhythm.
    """
    with _open(rest.pop("store_path")) as store, stopped_by_signals() as stopping:
        means, channels = _means(store, **rest)
        means = replace(means, stop=stopping.asked)
        with locked(store.name), _feed(store, stream, means) as feed:

            def one_pass() -> None:
                if feed is not None:
                    feed.refresh()
                done, undelivered = _one_pass(store, means, channels)
                for line in [*done.failed, *undelivered]:
                    tell(line)
                if done.due:
                    tell(_summary(done))

            run_loop(store, stopping, means.now, one_pass, feed.take if feed is not None else lambda: False, tell)
    return 0


def _feed(store: Store, url: str | None, means: Means) -> AbstractContextManager[Feed | None]:
    return Feed(store, url, means.identity, means.now, means.tell) if url else nullcontext()


def _open(store_path: str) -> Store:
    store = open_store(store_path, create=False, tell=tell)
    # What was sent and marked must stay marked even when the power fails.
    store.connection.execute("PRAGMA synchronous = FULL")
    return store


def _one_pass(
    store: Store, means: Means, channels: tuple[Channel, ...], *, everything: bool = False, dry_run: bool = False
) -> tuple[Pass, list[str]]:
    done = check(store, means, everything=everything, dry_run=dry_run)
    if dry_run:
        return done, []
    undelivered = deliver(
        store, channels, means.now, lambda text: click.echo(text, nl=False), tell_after=means.tell_after,
        impatient=everything,
    )  # fmt: skip
    return done, undelivered


def _means(
    store: Store, *, max_requests: int | None, tell_after: int, channels_path: Path | None, contact: str | None,
    progress: Progress | None = None, **rules: Any,
) -> tuple[Means, tuple[Channel, ...]]:  # fmt: skip
    channels = channels_of(store.name, channels_path)
    means = Means(
        make_linter(**rules), identity_from_environment(contact), time.time, channels,
        max_requests=max_requests, tell_after=tell_after, tell=progress.tell if progress else tell,
        progress=(lambda done, due: progress.show(f"pages checked: {done} of {due}")) if progress else _no_progress,
    )  # fmt: skip
    return means, channels


def _no_progress(done: int, due: int) -> None:
    """Show nothing: a loop's log is no terminal."""


def _summary(done: Pass) -> str:
    came = sum(event.kind in CAME for event in done.events)
    other = plural(len(done.events) - came, "other event")
    parts = [f"{done.checked} of {done.due} due pages checked", f"{done.changed} changed"]
    parts.append(plural(done.requests, "request"))
    parts += [f"{plural(came, 'new finding')}, {other}"] if done.events else ["nothing new"]
    return ", ".join(parts)
