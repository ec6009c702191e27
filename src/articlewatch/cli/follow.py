"""The commands that tell a stored page's history: log, history, blame."""

from __future__ import annotations

import json
from typing import Any

import click

from articlewatch.cli.choice import Choice
from articlewatch.cli.progress import Progress
from articlewatch.cli.selection import Option, make_linter, stored_rule_options, with_options
from articlewatch.cli.stored import site_option, store_option, tell
from articlewatch.history.anonymise import Anonymiser
from articlewatch.history.authorship import Written, who_wrote
from articlewatch.history.editlog import edit_log
from articlewatch.history.following import follow_page, lives_of
from articlewatch.history.pages import StoredPage, find_page
from articlewatch.history.repair import Repair, find_repairs
from articlewatch.history.revisions import newest_with_text, text_of
from articlewatch.history.store import Store, open_store
from articlewatch.history.telling import (
    blame_lines,
    blame_record,
    history_lines,
    history_record,
    log_line,
    log_record,
    repair_lines,
    repair_record,
    words_lines,
    words_records,
)
from articlewatch.history.tracking import Life
from articlewatch.lint import Linter

_follow_options: Option = with_options([
    *stored_rule_options,
    click.option("--format", "form", type=Choice("format", ("text", "jsonl")), default="text", show_default=True),
    click.option("--anonymise", is_flag=True, help="Replace the names of editors (not those inside texts)."),
    site_option,
    store_option,
])  # fmt: skip


_repair_option = click.option("--repair", is_flag=True, help="Propose the wording before the edit, where that helps.")


@click.command()
@click.argument("title", metavar="TITLE")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the newest N edits.")
@_follow_options
def log(
    title: str, limit: int | None, form: str, anonymise: bool, site: str | None, store_path: str, **rest: Any
) -> None:
    """Print one line an edit, newest first: who, when, what kind, and the findings it brought and fixed."""
    names = Anonymiser() if anonymise else None
    with open_store(store_path, create=False, tell=tell) as store:
        page = find_page(store, title, site)
        _follow(store, page, make_linter(**rest))
        for entry in edit_log(store, page, limit=limit):
            click.echo(_json(log_record(entry, names)) if form == "jsonl" else log_line(entry, names))


@click.command()
@click.argument("title", metavar="TITLE")
@click.option("--rule", "wanted", multiple=True, metavar="RULE", help="Only findings of this rule.")
@click.option(
    "--status", type=Choice("status", ("standing", "fixed", "reverted")), help="Only findings that came to this."
)
@_repair_option
@_follow_options
def history(
    title: str,
    wanted: tuple[str, ...],
    status: str | None,
    repair: bool,
    form: str,
    anonymise: bool,
    site: str | None,
    store_path: str,
    **rest: Any,
) -> None:
    """Print the findings of a page with their lives: introduced, fixed, come back, undone, and by whom."""
    names = Anonymiser() if anonymise else None
    with open_store(store_path, create=False, tell=tell) as store:
        page = find_page(store, title, site)
        linter = make_linter(**rest)
        _follow(store, page, linter)
        lives = [life for life in _told(store, page, linter, wanted) if status in (None, life.status)]
        repairs = _repairs(store, page, linter, lives, repair)
        for life in lives:
            if form == "jsonl":
                click.echo(_json(history_record(life, names) | _repair_field(repairs, life, names)))
            else:
                click.echo("\n".join([*history_lines(life, names), *_repair_lines(repairs, life, names)]))


@click.command()
@click.argument("title", metavar="TITLE")
@click.option("--rule", "wanted", multiple=True, metavar="RULE", help="Only findings of this rule.")
@_repair_option
@click.option("--words", is_flag=True, help="Print who wrote each word of the text instead.")
@click.option("--in-out", "trace", is_flag=True, help="With --words: which edits took them out and put them back, too.")
@_follow_options
def blame(
    title: str,
    wanted: tuple[str, ...],
    repair: bool,
    words: bool,
    trace: bool,
    form: str,
    anonymise: bool,
    site: str | None,
    store_path: str,
    **rest: Any,
) -> None:
    """Print each finding that stands in the newest text, or about what an edit did to it, with that edit.

    With --words, print each run of words that came with one edit, by the semantics of WikiWho.
    """
    if words and (wanted or repair):
        raise click.UsageError("--words is not about findings; leave --rule and --repair out")
    if trace and not words:
        raise click.UsageError("--in-out is about words; give --words too")
    names = Anonymiser() if anonymise else None
    with open_store(store_path, create=False, tell=tell) as store:
        page = find_page(store, title, site)
        if words:
            _print_words(*who_wrote(store, page, trace=trace), form, names)
            return
        linter = make_linter(**rest)
        _follow(store, page, linter)
        text = _newest_text(store, page)
        lives = [life for life in _told(store, page, linter, wanted) if life.status == "standing"]
        lives.sort(key=lambda life: life.finding.span)
        repairs = _repairs(store, page, linter, lives, repair)
        if form == "jsonl":
            for life in lives:
                click.echo(_json(blame_record(life, text, names) | _repair_field(repairs, life, names)))
            return
        for life, line in zip(lives, blame_lines(lives, text, names), strict=True):
            click.echo("\n".join([line, *_repair_lines(repairs, life, names)]))


def _print_words(text: str, written: list[Written], form: str, names: Anonymiser | None) -> None:
    if form == "jsonl":
        for record in words_records(written, text, names):
            click.echo(_json(record))
        return
    for line in words_lines(written, text, names):
        click.echo(line)


def _repairs(
    store: Store, page: StoredPage, linter: Linter, lives: list[Life], wanted: bool
) -> dict[int, Repair] | None:
    """Return the repairs by the number of their lives; None when they are not asked for."""
    if not wanted:
        return None
    return {repair.life.number: repair for repair in find_repairs(store, page, linter, lives)}


def _repair_lines(repairs: dict[int, Repair] | None, life: Life, names: Anonymiser | None) -> list[str]:
    repair = repairs.get(life.number) if repairs else None
    return list(repair_lines(repair, names)) if repair else []


def _repair_field(repairs: dict[int, Repair] | None, life: Life, names: Anonymiser | None) -> dict[str, Any]:
    if repairs is None:
        return {}
    repair = repairs.get(life.number)
    return {"repair": repair_record(repair, names) if repair else None}


def _follow(store: Store, page: StoredPage, linter: Linter) -> None:
    with Progress() as progress:
        follow_page(
            store, page, linter, progress=lambda done, all: progress.show(f"revisions followed: {done} of {all}")
        )


def _told(store: Store, page: StoredPage, linter: Linter, wanted: tuple[str, ...]) -> list[Life]:
    """The findings of the rules *wanted*, or of all, those about edits too, but not what the ignore file names."""
    return [
        life
        for life in lives_of(store, page, edits=True)
        if (not wanted or life.finding.rule in wanted) and not linter.is_ignored(page.title, life.finding)
    ]


def _newest_text(store: Store, page: StoredPage) -> str:
    return text_of(store, newest_with_text(store, page))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
