"""``articlewatch lint``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

import articlewatch
from articlewatch import formats
from articlewatch.cli.choice import Choice
from articlewatch.cli.terminal import ColorChoice, terminal_width, tolerate_encoding, want_color
from articlewatch.errors import ConfigurationError, SourceError
from articlewatch.lint import Failure, LintReport, Settings, SnapshotResult
from articlewatch.lint.finding import CONFIDENCES, SEVERITIES
from articlewatch.lint.settings import severity_of
from articlewatch.lint.suggest import did_you_mean
from articlewatch.scale.pool import Plan, lint_files
from articlewatch.sources.configuration import (
    IGNORE_NAME,
    find_configuration,
    read_configuration,
    read_ignore_file,
)
from articlewatch.sources.files import InputFormat, collect, decode_snapshot, title_of


def _split(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--stdin-name", metavar="NAME", help="File name to show for standard input (-).")
@click.option("--title", default="", help="Title of the article (default: from the file's name).")
@click.option(
    "--input-format", type=Choice("input format", ("auto", "wikitext", "plain")), default="auto", show_default=True
)
@click.option("--site", default="", metavar="SITE", help="Site profile, host or URL of the wiki.")
@click.option("--language", default="", metavar="CODE", help="Language of the text (default: the site's).")
@click.option("--select", multiple=True, callback=_split, metavar="RULES", help="Run only these rules.")
@click.option("--extend-select", multiple=True, callback=_split, metavar="RULES", help="Run these rules too.")
@click.option("--ignore", multiple=True, callback=_split, metavar="RULES", help="Do not run these rules.")
@click.option("--preview", is_flag=True, help="Run preview rules too.")
@click.option("--rules", "rule_folders", multiple=True, metavar="DIR", help="Load your own rules from DIR.")
@click.option("--ignore-file", metavar="FILE", help="Entries of findings to ignore, with reasons.")
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="Use this configuration file.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option("--format", "format_name", type=Choice("format", formats.NAMES), default="full", show_default=True)
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Write a report to a file too.")
@click.option("--statistics", is_flag=True, help="Print how often each rule spoke instead of the findings.")
@click.option("--min-severity", type=Choice("severity", SEVERITIES), default="suggestion", show_default=True)
@click.option("--min-confidence", type=Choice("confidence", CONFIDENCES), default="low", show_default=True)
@click.option("--fail-level", type=Choice("severity", SEVERITIES), help="Exit 1 from this severity (default: error).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--jobs", default=1, type=click.IntRange(1, 64), show_default=True, help="Processes to use.")
@click.option("--color", type=Choice("when", ("auto", "always", "never")), default="auto", show_default=True)
@click.option("--profile-rules", is_flag=True, help="Print the ten costliest rules at the end.")
def lint(
    paths: tuple[Path, ...],
    stdin_name: str | None,
    title: str,
    input_format: InputFormat,
    site: str,
    language: str,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    rule_folders: tuple[str, ...],
    ignore_file: str | None,
    config: Path | None,
    isolated: bool,
    format_name: str,
    outputs: tuple[str, ...],
    statistics: bool,
    min_severity: str,
    min_confidence: str,
    fail_level: str | None,
    exit_zero: bool,
    jobs: int,
    color: ColorChoice,
    profile_rules: bool,
) -> int:
    """Check snapshots of articles: files, folders, or - for standard input.

    RULES are ids, codes, prefixes of codes or categories, separated by commas. Exit status: 0 nothing at or above
    --fail-level, 1 findings, 2 usage or configuration, 3 something could not be read.
    """
    if not paths:
        raise click.UsageError("no files given; name files or folders, or - for standard input")
    settings, file = _configuration(config, isolated)
    settings = replace(
        settings,
        select=select or settings.select,
        extend_select=settings.extend_select + extend_select,
        ignore=ignore or settings.ignore,
        preview=preview or settings.preview,
        site=site or settings.site,
        language=language or settings.language,
        rules=settings.rules + rule_folders,
        fail_level=severity_of(fail_level) if fail_level else settings.fail_level,
        ignore_file=ignore_file or settings.ignore_file or _beside(file),
    )
    targets = [_output(item) for item in outputs]
    ignores = tuple(read_ignore_file(Path(settings.ignore_file))) if settings.ignore_file else ()
    plan = Plan(settings, input_format, title, ignores, datetime.now(UTC).date())
    timings: dict[str, float] | None = {} if profile_rules else None
    linter = plan.linter(timings)
    results: list[SnapshotResult] = []
    failures: list[Failure] = []
    for path in paths:
        if str(path) != "-":
            continue
        name = stdin_name or "<stdin>"
        try:
            data = sys.stdin.buffer.read()
            snapshot = decode_snapshot(
                data, name=name, title=title or title_of(Path(stdin_name or "")), input_format=plan.input_format
            )
            results.append(linter.lint(snapshot))
        except SourceError as error:
            failures.append(Failure(name, str(error)))
    sources, missing = collect(path for path in paths if str(path) != "-")
    failures += [Failure(path, message) for path, message in missing]
    for result in lint_files(sources, plan, linter, jobs=1 if profile_rules else jobs):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            results.append(result)
    results = [_at_least(result, min_severity, min_confidence) for result in results]
    report = linter.report(results, failures=tuple(failures), version=articlewatch.__version__)
    for name, target in targets:
        _write(target, formats.render(name, report))
    _print(report, "statistics" if statistics else format_name, color)
    for failure in failures:
        click.echo(f"articlewatch: {failure.message}", err=True)
    if timings is not None:
        _print_timings(timings)
    return _exit_status(report, settings, exit_zero)


def _configuration(config: Path | None, isolated: bool) -> tuple[Settings, Path | None]:
    if config is not None:
        return read_configuration(config), config
    if isolated:
        return Settings(), None
    return find_configuration(Path.cwd())


def _beside(file: Path | None) -> str:
    if file is None or not (file.parent / IGNORE_NAME).is_file():
        return ""
    return str(file.parent / IGNORE_NAME)


def _output(item: str) -> tuple[str, Path]:
    name, equals, target = item.partition("=")
    if not equals or not target:
        raise click.UsageError(f"--output wants FORMAT=FILE, not {item!r}")
    if name not in formats.NAMES:
        raise click.UsageError(f"unknown format {name!r}{did_you_mean(name, formats.NAMES)}")
    return name, Path(target)


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
    click.echo(
        formats.render(
            name,
            report,
            width=terminal_width(sys.stdout, os.environ),
            color=want_color(color, sys.stdout, os.environ),
        ),
        nl=False,
        color=True,
    )


def _print_timings(timings: dict[str, float]) -> None:
    click.echo("the costliest rules, in CPU milliseconds:", err=True)
    for rule, seconds in sorted(timings.items(), key=lambda item: -item[1])[:10]:
        click.echo(f"  {rule:<36} {seconds * 1000:>10.1f}", err=True)


def _exit_status(report: LintReport, settings: Settings, exit_zero: bool) -> int:
    if report.failures:
        return 3
    failing = SEVERITIES[: SEVERITIES.index(settings.fail_level) + 1]
    if not exit_zero and any(report.count(severity) for severity in failing):
        return 1
    return 0
