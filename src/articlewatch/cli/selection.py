"""Which rules a command runs: the options for it, and what they amount to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from articlewatch.cli.choice import Choice
from articlewatch.lint import Linter, Settings
from articlewatch.lint.profiles import PROFILES, with_profile
from articlewatch.scale.pool import Plan
from articlewatch.sources.configuration import IGNORE_NAME, find_configuration, read_configuration, read_ignore_file
from articlewatch.sources.files import InputFormat

#: How many sections of stored pages are remembered: those of a long page in many revisions.
_REVISIONS = 4096

Command = Callable[..., Any]
Option = Callable[[Command], Command]


def with_options(options: Sequence[Option]) -> Option:
    """Return a decorator that gives a command *options*, in the order in which its help shows them."""

    def add_options(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add_options


def _split(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


#: The options of every command that runs rules; it passes them on to :func:`make_plan`.
rule_options: list[Option] = [
    click.option("--profile", type=Choice("profile", tuple(PROFILES)), help="A ready selection of rules."),
    click.option("--select", multiple=True, callback=_split, metavar="RULES", help="Run only these rules."),
    click.option("--extend-select", multiple=True, callback=_split, metavar="RULES", help="Run these rules too."),
    click.option("--ignore", multiple=True, callback=_split, metavar="RULES", help="Do not run these rules."),
    click.option("--preview", is_flag=True, help="Run preview rules too."),
    click.option("--rules", "rule_folders", multiple=True, metavar="DIR", help="Load your own rules from DIR."),
    click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="Use this configuration file."),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
]

#: The same for commands about stored pages, whose site is known; for :func:`make_linter`.
stored_rule_options: list[Option] = [
    *rule_options,
    click.option("--site-profile", default="", metavar="SITE", help="Take the pages for ones of this site."),
]


def make_plan(
    *,
    profile: str | None,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    preview: bool,
    rule_folders: tuple[str, ...],
    config: Path | None,
    isolated: bool,
    ignore_file: str = "",
    title: str = "",
    input_format: InputFormat = "wikitext",
    site: str = "",
    language: str = "",
) -> Plan:
    """Return how to lint by the options of the command line, joined with the configuration file.

    Raises ConfigurationError for a configuration that cannot be used.
    """
    settings, file = _configuration(config, isolated)
    if profile:
        settings = with_profile(settings, profile)
    settings = replace(
        settings,
        select=select or settings.select,
        extend_select=settings.extend_select + extend_select,
        ignore=ignore or settings.ignore,
        preview=preview or settings.preview,
        site=site or settings.site,
        language=language or settings.language,
        rules=settings.rules + rule_folders,
        ignore_file=ignore_file or settings.ignore_file or _beside(file),
    )
    ignores = tuple(read_ignore_file(Path(settings.ignore_file))) if settings.ignore_file else ()
    return Plan(settings, input_format, title, ignores, datetime.now(UTC).date())


def make_linter(*, site_profile: str, **rules: Any) -> Linter:
    """Return the linter for stored pages that :data:`stored_rule_options` describe. Raises ConfigurationError."""
    return make_plan(site=site_profile, **rules).linter(cache_size=_REVISIONS)


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
