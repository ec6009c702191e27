"""``articlewatch fix``: the repairs that rules offer, as a diff or written to the files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

import articlewatch
from articlewatch.article import Snapshot
from articlewatch.cli.choice import Choice
from articlewatch.cli.options import Job, lint_options, make_job
from articlewatch.cli.terminal import ColorChoice, terminal_width, tolerate_encoding, want_color
from articlewatch.diff import compare
from articlewatch.diff.report import DiffReport
from articlewatch.diff.terminal import render_text
from articlewatch.diff.unified import render_unified
from articlewatch.errors import ArticlewatchError, SourceError
from articlewatch.lint import Linter
from articlewatch.lint.fixing import COSMETIC, Cosmetic, Fixed, edit_summary, fix_snapshot
from articlewatch.sources.files import collect, rewrite_snapshot


@click.command("fix")
@lint_options
@click.option("--write", is_flag=True, help="Write the repaired files (standard input goes to standard output).")
@click.option("--assisted", is_flag=True, help="Make the fixes that want an editor's eye too.")
@click.option(
    "--cosmetic",
    type=Choice("policy", COSMETIC),
    default="with-substantive",
    show_default=True,
    help="What to do with fixes that change nothing a reader sees: with-substantive, always or never.",
)
@click.option("--diff", "style", type=Choice("style", ("unified", "words")), default="unified", show_default=True)
@click.option("--edit-summary", "summary", is_flag=True, help="Print what an honest edit summary would say.")
@click.option("--check", is_flag=True, help="Exit 1 when there is something to repair.")
@click.option("--color", type=Choice("when", ("auto", "always", "never")), default="auto", show_default=True)
def fix(
    write: bool,
    assisted: bool,
    cosmetic: Cosmetic,
    style: str,
    summary: bool,
    check: bool,
    color: ColorChoice,
    **common: Any,
) -> int:
    """Show the repairs that the rules offer, as a diff; with --write make them.

    Only safe fixes, unless --assisted. Fixes are checked by linting again: one that would bring up a new finding is
    left out. Pages with {{nobots}}, {{bots|deny=…}} or {{in use}} are left alone. Nothing is ever written to a wiki.
    """
    job = make_job(**common)
    linter = job.plan.linter()
    tolerate_encoding(sys.stdout)
    changed = status = 0
    for snapshot in _snapshots(job):
        if isinstance(snapshot, ArticlewatchError):
            click.echo(f"articlewatch: {snapshot}", err=True)
            status = SourceError.exit_status
            continue
        if snapshot.format == "html":
            click.echo(f"articlewatch: {snapshot.path}: a rendered page is not repaired; fix its wikitext", err=True)
            status = SourceError.exit_status
            continue
        fixed = fix_snapshot(linter, snapshot, assisted=assisted, cosmetic=cosmetic)
        changed += fixed.changed
        from_stdin = snapshot.path == job.stdin_name
        if write:
            if from_stdin:
                click.echo(fixed.text, nl=False)
            elif fixed.changed:
                rewrite_snapshot(Path(snapshot.path), fixed.text)
        elif fixed.changed:
            click.echo(_diff(fixed, style, color), nl=False, color=True)
        _tell(fixed, linter, write, summary, to_stderr=write and from_stdin)
    return status or int(check and changed > 0)


def _snapshots(job: Job) -> list[Snapshot | ArticlewatchError]:
    found: list[Snapshot | ArticlewatchError] = [
        item if isinstance(item, Snapshot) else SourceError(item.message) for item in job.standard_input()
    ]
    sources, missing = collect(path for path in job.paths if str(path) != "-")
    found += [SourceError(message) for _, message in missing]
    for source in sources:
        try:
            found.append(job.plan.read(source))
        except SourceError as error:
            found.append(error)
    return found


def _diff(fixed: Fixed, style: str, color: ColorChoice) -> str:
    diff = compare(fixed.snapshot.text, fixed.text)
    name = fixed.snapshot.path
    if style == "words":
        return render_text(
            DiffReport(diff, old_name=name, new_name=f"{name} (repaired)"),
            width=terminal_width(sys.stdout, os.environ),
            color=want_color(color, sys.stdout, os.environ),
        )
    return render_unified(diff, old_name=name, new_name=name)


def _tell(fixed: Fixed, linter: Linter, write: bool, summary: bool, *, to_stderr: bool) -> None:
    name = fixed.snapshot.path
    if fixed.reason:
        click.echo(f"{name}: left alone: {fixed.reason}", err=True)
        return
    count = len(fixed.applied)
    verb = "repaired" if write else "can be repaired"
    parts = [f"{count} finding{'' if count == 1 else 's'} {verb}"]
    reasons: dict[str, int] = {}
    for _, reason in fixed.withheld:
        reasons[reason] = reasons.get(reason, 0) + 1
    parts += [f"{number} withheld: {reason}" for reason, number in reasons.items()]
    click.echo(f"{name}: {'; '.join(parts)}", err=True)
    if summary and fixed.changed:
        text = edit_summary(fixed, linter.known, version=articlewatch.__version__)
        click.echo(text, err=to_stderr)
