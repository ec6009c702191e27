"""``articlewatch lint``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import click

import articlewatch
from articlewatch import formats
from articlewatch.cli.choice import Choice
from articlewatch.cli.options import lint_options, make_job, sort_out
from articlewatch.cli.stored import is_stored, lint_stored, store_option
from articlewatch.cli.terminal import ColorChoice, terminal_width, tolerate_encoding, want_color
from articlewatch.errors import ConfigurationError
from articlewatch.lint import LintReport, SnapshotResult
from articlewatch.lint.baseline import read_baseline, split_by_baseline
from articlewatch.lint.finding import CONFIDENCES, SEVERITIES, Severity
from articlewatch.lint.settings import severity_of
from articlewatch.lint.suggest import did_you_mean


@click.command("lint")
@lint_options
@click.option("--format", "format_name", type=Choice("format", formats.NAMES), default="full", show_default=True)
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Write a report to a file too.")
@click.option("--statistics", is_flag=True, help="Print how often each rule spoke instead of the findings.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Show only findings that this file does not know.")
@click.option("--previous", type=click.Path(path_type=Path), help="The revision before: run the rules about edits too.")
@click.option("--min-severity", type=Choice("severity", SEVERITIES), default="suggestion", show_default=True)
@click.option("--min-confidence", type=Choice("confidence", CONFIDENCES), default="low", show_default=True)
@click.option("--fail-level", type=Choice("severity", SEVERITIES), help="Exit 1 from this severity (default: error).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--color", type=Choice("when", ("auto", "always", "never")), default="auto", show_default=True)
@click.option("--profile-rules", is_flag=True, help="Print the ten costliest rules at the end.")
@store_option
def lint(
    format_name: str,
    outputs: tuple[str, ...],
    statistics: bool,
    baseline: Path | None,
    previous: Path | None,
    min_severity: str,
    min_confidence: str,
    fail_level: str | None,
    exit_zero: bool,
    color: ColorChoice,
    profile_rules: bool,
    store_path: str,
    **common: Any,
) -> int:
    """Check snapshots of articles: files, folders, - for standard input, or stored texts (TITLE, TITLE@123, rev:123).

    RULES are ids, codes, prefixes of codes or categories, separated by commas. A folder with a revisions.json stands
    for its newest revision. A stored text is checked as the edit of the revision before it too. Exit status: 0 nothing
    at or above --fail-level, 1 findings, 2 usage or configuration, 3 something could not be read.
    """
    job = make_job(**common)
    targets = [_output(item) for item in outputs]
    known = read_baseline(_read(baseline), str(baseline)) if baseline else []
    timings: dict[str, float] | None = {} if profile_rules else None
    linter = job.plan.linter(timings)
    stored = [str(path) for path in job.paths if is_stored(str(path), store_path)]
    if previous is not None:
        if stored:
            raise click.UsageError("--previous is for files; the store knows the revision before")
        results, failures = sort_out(job.run_after(previous, linter))
    else:
        job = replace(job, paths=tuple(path for path in job.paths if str(path) not in stored))
        results, failures = sort_out(
            chain(lint_stored(stored, store_path, linter), job.run(linter, jobs=1 if profile_rules else None))
        )
    if known:
        results = [replace(r, findings=tuple(split_by_baseline(r, known)[0])) for r in results]
    results = [_at_least(result, min_severity, min_confidence) for result in results]
    report = linter.report(results, failures=tuple(failures), version=articlewatch.__version__)
    for name, target in targets:
        _write(target, formats.render(name, report))
    _print(report, "statistics" if statistics else format_name, color)
    for failure in failures:
        click.echo(f"articlewatch: {failure.message}", err=True)
    if timings is not None:
        _print_timings(timings)
    return _exit_status(report, severity_of(fail_level) if fail_level else job.settings.fail_level, exit_zero)


def _output(item: str) -> tuple[str, Path]:
    name, equals, target = item.partition("=")
    if not equals or not target:
        raise click.UsageError(f"--output wants FORMAT=FILE, not {item!r}")
    if name not in formats.NAMES:
        raise click.UsageError(f"unknown format {name!r}{did_you_mean(name, formats.NAMES)}")
    return name, Path(target)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: cannot be read ({error})") from None


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigurationError(f"{target}: cannot be written ({error.strerror or error})") from None


def _at_least(result: SnapshotResult, severity: str, confidence: str) -> SnapshotResult:
    if severity == SEVERITIES[-1] and confidence == CONFIDENCES[-1]:
        return result
    severities = SEVERITIES[: SEVERITIES.index(severity_of(severity)) + 1]
    confidences = CONFIDENCES[: [str(c) for c in CONFIDENCES].index(confidence) + 1]
    kept = tuple(f for f in result.findings if f.severity in severities and f.confidence in confidences)
    return replace(result, findings=kept)


def _print(report: LintReport, name: str, color: ColorChoice) -> None:
    tolerate_encoding(sys.stdout)
    text = formats.render(
        name,
        report,
        width=terminal_width(sys.stdout, os.environ),
        color=want_color(color, sys.stdout, os.environ),
    )
    click.echo(text, nl=False, color=True)


def _print_timings(timings: dict[str, float]) -> None:
    click.echo("the costliest rules in CPU milliseconds; shared work counts for who asks first:", err=True)
    for rule, seconds in sorted(timings.items(), key=lambda item: -item[1])[:10]:
        click.echo(f"  {rule:<36} {seconds * 1000:>10.1f}", err=True)


def _exit_status(report: LintReport, fail_level: Severity, exit_zero: bool) -> int:
    if report.failures:
        return 3
    failing = SEVERITIES[: SEVERITIES.index(fail_level) + 1]
    if not exit_zero and any(report.count(severity) for severity in failing):
        return 1
    return 0
