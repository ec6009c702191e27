"""``articlewatch diff``: what changed between two revisions."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import click

from articlewatch.article import Snapshot
from articlewatch.article.parsing import parse
from articlewatch.cli.choice import Choice
from articlewatch.cli.stored import is_stored, read_stored, site_option, store_option
from articlewatch.cli.terminal import ColorChoice, terminal_width, tolerate_encoding, want_color
from articlewatch.diff import Diff, compare
from articlewatch.diff.html import render_html
from articlewatch.diff.markdown import render_markdown
from articlewatch.diff.meaning import What, explain
from articlewatch.diff.record import record
from articlewatch.diff.report import DiffReport, Remark, Status
from articlewatch.diff.terminal import render_text
from articlewatch.diff.told import PLURALS
from articlewatch.diff.unified import render_unified
from articlewatch.diff.view import Ignorable
from articlewatch.errors import SourceError
from articlewatch.formats.document import dumps
from articlewatch.lint.finding import Finding
from articlewatch.lint.matching import match_findings
from articlewatch.lint.suggest import did_you_mean
from articlewatch.scale.pool import Plan
from articlewatch.sources.configuration import find_configuration
from articlewatch.sources.files import guess_format, title_of

FORMATS = ("text", "json", "html", "markdown", "unified")
_STDIN = "<stdin>"


def _words(known: Sequence[str], name: str) -> Any:
    """Return a callback that cuts a value at its commas and knows each word."""

    def split(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
        words = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
        for word in words:
            if word not in known:
                hint = did_you_mean(word, known) or f"; choose from {', '.join(known)}"
                raise click.BadParameter(f"unknown {name} {word!r}{hint}", ctx, param)
        return words

    return split


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--format", "format_name", type=Choice("format", FORMATS), default="text", show_default=True)
@click.option("--side-by-side", is_flag=True, help="Show old and new in two columns (text format).")
@click.option("--stat", is_flag=True, help="Print only what it means: the kinds of edit and the list of changes.")
@click.option(
    "--only",
    multiple=True,
    callback=_words(tuple(PLURALS), "kind of change"),
    metavar="WHAT,…",
    help=f"Show only changes of these kinds: {', '.join(PLURALS)}.",
)
@click.option(
    "--ignore",
    multiple=True,
    callback=_words(get_args(Ignorable), "thing to ignore"),
    metavar="WHAT,…",
    help=f"Take for unchanged what differs only in {', '.join(get_args(Ignorable))}.",
)
@click.option("--context", type=click.IntRange(0, 100), help="Unchanged lines to show (text: 1, unified: 3).")
@click.option("--lint", "with_lint", is_flag=True, help="Add the findings introduced, fixed and standing.")
@click.option("--exit-code", is_flag=True, help="Exit 1 when the texts differ.")
@click.option("--color", type=Choice("when", ("auto", "always", "never")), default="auto", show_default=True)
@site_option
@store_option
def diff(
    old: str,
    new: str,
    format_name: str,
    side_by_side: bool,
    stat: bool,
    only: tuple[str, ...],
    ignore: tuple[Ignorable, ...],
    context: int | None,
    with_lint: bool,
    exit_code: bool,
    color: ColorChoice,
    site: str | None,
    store_path: str,
) -> int:
    """Show what changed between two revisions of an article, OLD and NEW.

    Each is a file, - for standard input, or a stored text: TITLE (its newest), TITLE@123 or rev:123.

    Without colour what went stands in [- -], what came in {+ +}. The exit status is 0 whether the texts differ or
    not, since a difference is what was asked for; with --exit-code it is 1 when they differ. 2 usage, 3 a text could
    not be read.
    """
    if old == new == "-":
        raise click.UsageError("only one side can be standard input")
    before, after = (
        read_stored(name, store_path, site) if is_stored(name, store_path) else _read(Path(name)) for name in (old, new)
    )
    comparison = compare(before.text, after.text)
    report = DiffReport(
        comparison,
        explain(comparison, parse(before), parse(after)),
        before.path,
        after.path,
        _whats(only),
        frozenset(ignore),
        _remarks(before, after, comparison) if with_lint else None,
    )
    tolerate_encoding(sys.stdout)
    if format_name == "text":
        text = render_text(
            report,
            width=terminal_width(sys.stdout, os.environ),
            color=want_color(color, sys.stdout, os.environ),
            side_by_side=side_by_side,
            context=1 if context is None else context,
            stat=stat,
        )
    else:
        text = _document(format_name, report, 3 if context is None else context)
    click.echo(text, nl=False, color=True)
    return 1 if exit_code and not comparison.identical else 0


def _document(name: str, report: DiffReport, context: int) -> str:
    if name == "json":
        return dumps(record(report), indent=2) + "\n"
    if name == "html":
        return render_html(report)
    if name == "markdown":
        return render_markdown(report)
    return render_unified(report.diff, old_name=report.old_name, new_name=report.new_name, context=context)


def _whats(only: Sequence[str]) -> frozenset[What] | None:
    return frozenset(what for word in only for what in PLURALS[word]) if only else None


def _read(path: Path) -> Snapshot:
    """Return the text of a file exactly as it is: white space and line ends are part of a difference."""
    name = _STDIN if str(path) == "-" else str(path)
    try:
        data = sys.stdin.buffer.read() if name == _STDIN else path.read_bytes()
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror or error})") from None
    at = data.find(b"\0")
    if at >= 0:
        raise SourceError(f"{name}: a binary file (NUL at byte {at})")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: not UTF-8 (byte {error.start} is 0x{data[error.start]:02x})") from None
    title = "" if name == _STDIN else title_of(path)
    return Snapshot(text, title=title, format=guess_format(text, name), path=name)


def _remarks(before: Snapshot, after: Snapshot, comparison: Diff) -> tuple[Remark, ...]:
    """Return the findings of both sides, matched through the difference."""
    settings, _ = find_configuration(Path.cwd())
    linter = Plan(settings).linter()
    matched = match_findings(linter.lint(before).findings, linter.lint(after).findings, comparison)
    return (
        *(_remark("introduced", None, finding) for finding in matched.introduced),
        *(_remark("fixed", finding, None) for finding in matched.fixed),
        *(_remark("standing", one, other) for one, other in matched.standing),
    )


def _remark(status: Status, old: Finding | None, new: Finding | None) -> Remark:
    finding = new or old
    assert finding is not None
    return Remark(
        status,
        finding.rule,
        finding.code,
        finding.severity,
        finding.message,
        finding.section,
        old.span if old else None,
        new.span if new else None,
    )
