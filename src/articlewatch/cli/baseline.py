"""``articlewatch baseline``: remember the findings there are, so that only new ones are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from articlewatch.cli.options import lint_options, make_job, sort_out
from articlewatch.errors import ConfigurationError, SourceError
from articlewatch.lint import Failure, SnapshotResult
from articlewatch.lint.baseline import Entry, entries_of, page_of, read_baseline, split_by_baseline, write_baseline

DEFAULT_FILE = "articlewatch-baseline.json"

_FILE = click.option(
    "--file", "file", type=click.Path(path_type=Path), default=DEFAULT_FILE, show_default=True, help="The baseline."
)


@click.group("baseline")
def baseline() -> None:
    """Remember findings, so that ``lint --baseline FILE`` shows only new ones."""


@baseline.command("create")
@_FILE
@click.option("--force", is_flag=True, help="Replace a baseline that exists.")
@lint_options
def create(file: Path, force: bool, **common: Any) -> int:
    """Write a baseline of all findings."""
    if file.exists() and not force:
        raise ConfigurationError(f"{file}: exists already; use 'baseline update' or --force")
    results, failures = _lint(common)
    entries = entries_of(results)
    _save(file, entries)
    click.echo(f"{file}: {len(entries)} findings in {len(results)} articles")
    return _failed(failures)


@baseline.command("update")
@_FILE
@lint_options
def update(file: Path, **common: Any) -> int:
    """Take in new findings and drop those that are gone, for the pages linted now."""
    old = _load(file)
    results, failures = _lint(common)
    pages = {page_of(result) for result in results}
    added = sum(len(split_by_baseline(result, old)[0]) for result in results)
    gone = sum(len(split_by_baseline(result, old)[2]) for result in results)
    _save(file, [entry for entry in old if entry.page not in pages] + entries_of(results))
    click.echo(f"{file}: {added} added, {gone} removed")
    return _failed(failures)


@baseline.command("prune")
@_FILE
@lint_options
def prune(file: Path, **common: Any) -> int:
    """Drop entries whose finding is gone; new findings are not taken in."""
    old = _load(file)
    results, failures = _lint(common)
    pages = {page_of(result) for result in results}
    kept: list[Entry] = [entry for entry in old if entry.page not in pages]
    for result in results:
        known = split_by_baseline(result, old)[1]
        # Stored anew, so that the fingerprint follows a section that moved.
        kept += [Entry(entry.page, f.rule, f.fingerprint, f.section, f.excerpt) for f, entry in known]
    _save(file, kept)
    click.echo(f"{file}: {len(old) - len(kept)} removed, {len(kept)} left")
    return _failed(failures)


def _lint(common: dict[str, Any]) -> tuple[list[SnapshotResult], list[Failure]]:
    job = make_job(**common)
    return sort_out(job.run(job.plan.linter()))


def _load(file: Path) -> list[Entry]:
    try:
        return read_baseline(file.read_text(encoding="utf-8"), str(file))
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read ({error.strerror or error})") from None


def _save(file: Path, entries: list[Entry]) -> None:
    try:
        file.write_text(write_baseline(entries), encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be written ({error.strerror or error})") from None


def _failed(failures: list[Failure]) -> int:
    for failure in failures:
        click.echo(f"articlewatch: {failure.message}", err=True)
    return SourceError.exit_status if failures else 0
