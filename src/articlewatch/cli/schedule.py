"""Ready units, lines and workflows that run 'articlewatch check' by themselves."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from articlewatch.cli.stored import store_option
from articlewatch.cli.watching import contact_option
from articlewatch.sources.contact import identity_from_environment
from articlewatch.watch.scheduling import TEXTS, systemd_units
from articlewatch.watch.times import read_interval


@click.group("schedule", context_settings={"help_option_names": ["-h", "--help"]})
def schedule() -> None:
    """Have 'articlewatch check' run by itself."""


@schedule.command("print")
@click.option("--systemd", "kind", flag_value="systemd", help="A service and a timer for your user's systemd.")
@click.option("--cron", "kind", flag_value="cron", help="A line for crontab -e.")
@click.option("--github", "kind", flag_value="github", help="A workflow for GitHub Actions.")
@click.option("--launchd", "kind", flag_value="launchd", help="A job for macOS.")
@click.option("--every", default="1h", show_default=True, metavar="TIME", help="How often to look what is due.")
@click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help="Write the systemd units there.")
@contact_option
@store_option
def schedule_print(kind: str | None, every: str, output: Path | None, contact: str | None, store_path: str) -> None:
    """Print a ready unit, line or workflow with this folder, store and contact filled in."""
    if kind is None:
        raise click.UsageError("say for what: --systemd, --cron, --github or --launchd")
    seconds = read_interval(every)
    who = identity_from_environment(contact).contact
    store = Path(store_path).absolute()
    command = [_program(), "check", "--store", str(store)]
    if kind != "systemd":
        click.echo(TEXTS[kind](seconds, command, str(store.parent), who), nl=False)
        return
    for name, text in systemd_units(seconds, command, str(store.parent), who).items():
        if output is not None:
            output.mkdir(parents=True, exist_ok=True)
            (output / name).write_text(text, encoding="utf-8")
            click.echo(output / name)
        else:
            click.echo(f"# ~/.config/systemd/user/{name}\n{text}")


def _program() -> str:
    found = shutil.which("articlewatch", path=str(Path(sys.executable).parent)) or shutil.which("articlewatch")
    return str(Path(found).absolute()) if found else "articlewatch"
