"""``articlewatch report``."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

import articlewatch
from articlewatch.article import Snapshot
from articlewatch.cli.choice import Choice
from articlewatch.cli.options import Job, lint_options, make_job
from articlewatch.cli.stored import store_option, tell
from articlewatch.cli.terminal import tolerate_encoding
from articlewatch.errors import ConfigurationError, SourceError
from articlewatch.history.pages import find_page, sites
from articlewatch.history.store import Store, open_store
from articlewatch.lint import Failure, Linter
from articlewatch.report import Page, Past, Report, make_page
from articlewatch.report.assessments import Assessment, read_assessments, same_title
from articlewatch.report.gathering import past_of_page, past_of_snapshots, without_names
from articlewatch.report.html import render_article
from articlewatch.report.reporters import FORMS, render
from articlewatch.report.wikitext import placed
from articlewatch.sources.files import REVISIONS_FILE, FileSource, find_snapshots, read_revisions
from articlewatch.watch.lastcheck import last_check

INCOMPLETE = 3


@click.command("report")
@lint_options
@click.option("--format", "form", type=Choice("format", tuple(FORMS)), help="Default: by the file's name, else html.")
@click.option("-o", "--output", metavar="FILE|FOLDER/", help="Write there; a folder takes a page for each article too.")
@click.option(
    "--since",
    default="last",
    show_default=True,
    metavar="last|REV|DATE",
    help="New from here on. last: what the last check of a watched page knew, else the revision before the newest.",
)
@click.option("--section", default="", metavar="TITLE", help="Only the findings under this heading.")
@click.option("--assessments", metavar="FILE", help="A table (CSV) of the articles' class and importance.")
@click.option("--anonymise", is_flag=True, help="Replace the names of editors (not those inside texts).")
@click.option("--open", "show", is_flag=True, help="Open the report in the browser (with -o).")
@store_option
def report(
    form: str | None,
    output: str | None,
    since: str,
    section: str,
    assessments: str | None,
    anonymise: bool,
    show: bool,
    store_path: str,
    **common: Any,
) -> int:
    """Make the editor's report of articles: files, folders, folders with a revisions.json, titles in the store.

    One article gives a page with its findings, pictures, sources and checklist; several give a dashboard.
    """
    job = make_job(**common)
    if show and not output:
        raise click.UsageError("--open wants a file to open; name one with -o")
    form = form or _form_of(output)
    assessed = read_assessments(_read_text(assessments), assessments) if assessments else {}
    linter = job.plan.linter()
    pages: list[Page] = []
    failures: list[Failure] = []
    for found in _subjects(job, linter, store_path):
        if isinstance(found, Failure):
            failures.append(found)
            continue
        snapshot, past, api = found
        if anonymise and past is not None:
            past = without_names(past)
            snapshot = replace(snapshot, revision=past.revisions[-1])
        result = linter.lint(snapshot)
        page = make_page(result, linter, past=past, since=since, section=section, api=api)
        known = assessed.get(same_title(page.title), Assessment("", ""))
        pages.append(replace(page, quality=known.quality, importance=known.importance))
    if assessed and not any(page.quality or page.importance for page in pages):
        tell(f"{assessments}: it assesses none of these articles")
    made = Report(tuple(pages), tuple(a.rule.info for a in linter.active), tuple(failures), articlewatch.__version__)
    if not pages:
        raise SourceError(failures[0].message if failures else "nothing to report on")
    _put(made, form, output, show)
    for failure in failures:
        tell(failure.message)
    return INCOMPLETE if failures else 0


_Subject = tuple[Snapshot, Past | None, str]


def _subjects(job: Job, linter: Linter, store_path: str) -> Iterator[_Subject | Failure]:
    """Yield everything named on the command line: standard input, files, folders, pages of the store."""
    for snapshot in job.standard_input():
        yield snapshot if isinstance(snapshot, Failure) else (snapshot, None, "")
    for path in job.paths:
        if str(path) == "-":
            continue
        try:
            if path.exists():
                yield from _from_path(path, job, linter)
            else:
                yield from _from_store(str(path), job, linter, store_path)
        except SourceError as error:
            yield Failure(str(path), str(error))


def _from_path(path: Path, job: Job, linter: Linter) -> Iterator[_Subject | Failure]:
    for source in find_snapshots(path):
        try:
            yield _from_file(source, job, linter)
        except SourceError as error:
            yield Failure(str(source.path), str(error))


def _from_file(source: FileSource, job: Job, linter: Linter) -> _Subject:
    if source.revision is not None and (source.path.parent / REVISIONS_FILE).is_file():
        revisions = read_revisions(source.path.parent)
        newest, past = past_of_snapshots((_read(one, job) for one in revisions), linter)
        return newest, past, ""
    return _read(source, job), None, ""


def _read(source: FileSource, job: Job) -> Snapshot:
    snapshot = job.plan.read(source)
    return replace(snapshot, site=job.settings.site, language=job.settings.language)


def _from_store(title: str, job: Job, linter: Linter, store_path: str) -> Iterator[_Subject]:
    """Yield a page of the store, which stays open until the next is asked for: a report reads an old text from it."""
    if not Path(store_path).exists():
        raise SourceError(f"{title}: no such file or folder, and there is no store {store_path} to look for a page")
    site = job.settings.site if "." in job.settings.site else None
    store: Store
    with open_store(store_path, create=False, tell=tell) as store:
        page = find_page(store, title, site)
        api = next((one.api for one in sites(store) if one.key == page.site_key), "")
        snapshot, past = past_of_page(store, page, linter)
        yield snapshot, replace(past, checked=last_check(store, page)), api


def _form_of(output: str | None) -> str:
    if not output or output.endswith("/") or Path(output).is_dir():
        return "html"
    ending = Path(output).suffix.lower()
    return next((name for name, (_, known) in FORMS.items() if known == ending), "html")


def _put(made: Report, form: str, output: str | None, show: bool) -> None:
    if not output:
        tolerate_encoding(sys.stdout)
        click.echo(render(form, made), nl=False)
        return
    target = Path(output)
    if output.endswith("/") or target.is_dir():
        target = _put_folder(made, form, target)
    else:
        text = render(form, made)
        _write(target, placed(_read_text(output), text) if form == "wikitext" and target.exists() else text)
    if show:
        webbrowser.open(target.resolve().as_uri())


def _put_folder(made: Report, form: str, folder: Path) -> Path:
    """Write the dashboard and a page for each article into *folder*, and return the dashboard's place."""
    if form != "html":
        raise ConfigurationError(f"{folder}: a folder takes html only; name a file for {form}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"{folder}: cannot be made ({error.strerror or error})") from None
    index = folder / "index.html"
    if len(made.pages) == 1:
        _write(index, render(form, made))
        return index
    names = {page.place: f"article-{number}.html" for number, page in enumerate(made.pages, 1)}
    made = replace(made, addresses=names)
    _write(index, render(form, made))
    for page in made.pages:
        _write(folder / names[page.place], render_article(made, page, back="index.html"))
    return index


def _read_text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ConfigurationError(f"{name}: cannot be read ({reason})") from None


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigurationError(f"{target}: cannot be written ({error.strerror or error})") from None
