"""The command line's front door: which commands there are, and how errors leave the program.

Commands are imported when they are called, never for ``--help``: importing requests or the rules
would make the help page several times slower than click itself.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

import articlewatch
from articlewatch.errors import ArticlewatchError

#: name -> (module, attribute, the line shown by ``articlewatch --help``)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "lint": ("articlewatch.cli.lint", "lint", "Check snapshots and print what is wrong."),
    "fix": ("articlewatch.cli.fix", "fix", "Show or make the repairs that the rules offer."),
    "diff": ("articlewatch.cli.diff", "diff", "Show what changed between two revisions."),
    "baseline": ("articlewatch.cli.baseline", "baseline", "Remember findings, so that only new ones are shown."),
    "rules": ("articlewatch.cli.rules", "rules", "List the rules."),
    "rule": ("articlewatch.cli.rules", "rule", "Print the manual page of one rule."),
    "new-rule": ("articlewatch.cli.rules", "new_rule", "Write the skeleton of a new rule."),
    "test-rules": ("articlewatch.cli.rules", "test_rules", "Run the examples of a folder of rules."),
    "fetch": ("articlewatch.cli.history", "fetch", "Fetch pages and their histories into the store."),
    "import": ("articlewatch.cli.history", "import_command", "Import XML exports and dumps into the store."),
    "show": ("articlewatch.cli.history", "show", "Print a stored revision."),
    "export": ("articlewatch.cli.history", "export", "Write stored histories as JSON Lines, CSV or Parquet."),
    "log": ("articlewatch.cli.follow", "log", "Print one line an edit: who, when, what it did to the findings."),
    "history": ("articlewatch.cli.follow", "history", "Print the findings of a page with their lives."),
    "blame": ("articlewatch.cli.follow", "blame", "Print the edit that brought each finding."),
    "report": ("articlewatch.cli.report", "report", "Make the editor's report: HTML, Markdown, wikitext, Atom ..."),
    "watch": ("articlewatch.cli.watch", "watch", "Name the articles to watch; list, pause and remove them."),
    "check": ("articlewatch.cli.check", "check_command", "Look at the watched articles and tell what is new."),
    "serve": ("articlewatch.cli.serve", "serve", "Show the store as a small site in the browser."),
    "schedule": ("articlewatch.cli.schedule", "schedule", "Print a timer, cron line or workflow that runs check."),
    "doctor": ("articlewatch.cli.doctor", "doctor", "Look whether checks can work, and say what to do."),
    "completion": ("articlewatch.cli.completion", "completion", "Print shell completion."),
}

INTERRUPTED = 130


class _LazyGroup(click.Group):
    """A group whose commands are modules, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from articlewatch.lint.suggest import did_you_mean

            raise click.UsageError(f"no such command {args[0]!r}{did_you_mean(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, _, summary) in COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(articlewatch.__version__, prog_name="articlewatch")
def cli() -> None:
    """Check Wikipedia-style articles and follow what is wrong with them through their history."""


def run(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit status."""
    sys.exit(main(args))


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line with *args* (default: the process's own) and return its exit status.

    0 nothing at or above the level that fails, 1 findings, 2 usage or configuration,
    3 incomplete, 130 interrupted.
    """
    try:
        result = cli.main(
            args=list(args) if args is not None else None,
            prog_name="articlewatch",
            standalone_mode=False,
        )
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("articlewatch: interrupted", err=True)
        return INTERRUPTED
    except click.UsageError as error:
        where = f" (see '{error.ctx.command_path} --help')" if error.ctx else ""
        click.echo(f"articlewatch: {error.format_message()}{where}", err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"articlewatch: {error.format_message()}", err=True)
        return 2
    except ArticlewatchError as error:
        click.echo(f"articlewatch: {error}", err=True)
        return error.exit_status
    except BrokenPipeError:
        # The reader (head, less) has what it wanted. Point stdout at nothing so that the
        # interpreter's own flush at exit stays silent too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
