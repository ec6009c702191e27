"""The options that every command which lints has in common, and what they amount to."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from articlewatch.article import Snapshot
from articlewatch.cli.choice import Choice
from articlewatch.cli.selection import Option, make_plan, rule_options, with_options
from articlewatch.errors import SourceError
from articlewatch.lint import Failure, Linter, Settings, SnapshotResult
from articlewatch.scale.pool import Plan, lint_files
from articlewatch.sources.files import FileSource, collect, decode_snapshot, title_of

_OPTIONS: list[Option] = [
    click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)),
    click.option("--stdin-name", default="<stdin>", metavar="NAME", help="File name to show for standard input (-)."),
    click.option("--title", default="", help="Title of the article (default: from the file's name)."),
    click.option(
        "--input-format",
        type=Choice("input format", ("auto", "wikitext", "plain", "html")),
        default="auto",
        show_default=True,
    ),
    click.option("--site", default="", metavar="SITE", help="Site profile, host or URL of the wiki."),
    click.option("--language", default="", metavar="CODE", help="Language of the text (default: the site's)."),
    *rule_options,
    click.option("--ignore-file", default="", metavar="FILE", help="Entries of findings to ignore, with reasons."),
    click.option("--jobs", default=1, type=click.IntRange(1, 64), show_default=True, help="Processes to use."),
]


#: Gives a command the common options; it receives them as keyword arguments for :func:`make_job`.
lint_options: Option = with_options(_OPTIONS)


@dataclass(frozen=True, slots=True)
class Job:
    """What to lint and how: the common options made into values."""

    paths: tuple[Path, ...]
    plan: Plan
    stdin_name: str
    jobs: int

    @property
    def settings(self) -> Settings:
        """The selection of rules."""
        return self.plan.settings

    def run(self, linter: Linter, *, jobs: int | None = None) -> Iterator[SnapshotResult | Failure]:
        """Yield the result of everything named on the command line, standard input first."""
        for snapshot in self.standard_input():
            yield snapshot if isinstance(snapshot, Failure) else linter.lint(snapshot)
        sources, missing = collect(path for path in self.paths if str(path) != "-")
        yield from (Failure(path, message) for path, message in missing)
        yield from lint_files(sources, self.plan, linter, jobs=self.jobs if jobs is None else jobs)

    def run_after(self, previous: Path, linter: Linter) -> Iterator[SnapshotResult | Failure]:
        """Yield the result of the one file named on the command line as the revision after *previous*.

        Raises SourceError when one of both cannot be read, click.UsageError for several files.
        """
        sources, missing = collect(self.paths)
        if missing:
            raise SourceError(missing[0][1])
        if len(sources) != 1:
            raise click.UsageError("--previous compares one file with one other")
        old = self.plan.read(FileSource(previous))
        new = self.plan.read(sources[0])
        yield linter.lint(new, replace(old, title=new.title, format=new.format))

    def standard_input(self) -> Iterator[Snapshot | Failure]:
        """Yield the snapshot on standard input, if a path is ``-``."""
        if not any(str(path) == "-" for path in self.paths):
            return
        name = self.stdin_name
        try:
            yield decode_snapshot(
                sys.stdin.buffer.read(),
                name=name,
                title=self.plan.title or ("" if name == "<stdin>" else title_of(Path(name))),
                input_format=self.plan.input_format,
                site=self.plan.settings.site,
            )
        except SourceError as error:
            yield Failure(name, str(error))


def make_job(*, paths: tuple[Path, ...], stdin_name: str, jobs: int, **rest: Any) -> Job:
    """Return the job that the common options describe.

    Raises ConfigurationError for a configuration that cannot be used, click.UsageError without paths.
    """
    if not paths:
        raise click.UsageError("no files given; name files or folders, or - for standard input")
    return Job(paths, make_plan(**rest), stdin_name, jobs)


def sort_out(items: Iterable[SnapshotResult | Failure]) -> tuple[list[SnapshotResult], list[Failure]]:
    """Return (results, failures) of *items*."""
    results: list[SnapshotResult] = []
    failures: list[Failure] = []
    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            results.append(item)
    return results, failures
