"""The commands that fill the store and give out of it: fetch, import, show, export."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click

from articlewatch.cli.choice import Choice
from articlewatch.cli.progress import Progress
from articlewatch.cli.stored import site_option, store_option, tell
from articlewatch.errors import SourceError
from articlewatch.history.anonymise import Anonymiser
from articlewatch.history.export import (
    CHANGE_COLUMNS,
    COLUMNS,
    FINDING_COLUMNS,
    change_rows,
    finding_rows,
    rows,
    write_csv,
    write_json_lines,
    write_parquet,
)
from articlewatch.history.gather import (
    DEFAULT_WIKI,
    FetchStopped,
    Gatherer,
    read_date,
    read_revisions,
    read_targets,
)
from articlewatch.history.importing import Imported, import_dump
from articlewatch.history.listing import Fetched, Goal
from articlewatch.history.pages import find_page, stored_pages
from articlewatch.history.recording import Put
from articlewatch.history.reference import find_revision
from articlewatch.history.revisions import text_of
from articlewatch.history.store import Store, open_store
from articlewatch.sources.contact import CONTACT_VARIABLE, WIKI_VARIABLE, identity_from_environment

INCOMPLETE = 3

_TABLES = {"revisions": COLUMNS, "changes": CHANGE_COLUMNS, "findings": FINDING_COLUMNS}


@click.command()
@click.argument("targets", nargs=-1, metavar="[TITLE|URL]...")
@click.option("--category", "categories", multiple=True, metavar="NAME", help="All articles of a category.")
@click.option("--from-file", "listed", multiple=True, metavar="FILE", help="Titles or URLs, one a line; - is stdin.")
@click.option("--revisions", default="1", metavar="N|all", show_default=True, help="How many revisions of each.")
@click.option("--since", metavar="DATE", help="No revisions before this date (UTC).")
@click.option("--recheck", is_flag=True, help="List known revisions again: what is hidden or gone since then?")
@click.option(
    "--wiki",
    metavar="URL",
    default=DEFAULT_WIKI,
    envvar=WIKI_VARIABLE,
    show_default=True,
    show_envvar=True,
    help="Any page (or api.php) of the wiki that titles belong to.",
)
@click.option("--contact", metavar="ADDRESS", help=f"Your e-mail address or user page. [env var: {CONTACT_VARIABLE}]")
@store_option
def fetch(
    targets: tuple[str, ...],
    categories: tuple[str, ...],
    listed: tuple[str, ...],
    revisions: str,
    since: str | None,
    recheck: bool,
    wiki: str,
    contact: str | None,
    store_path: str,
) -> int:
    """Fetch pages and their histories from a MediaWiki into the store.

    Stopped at any point, the same command goes on where it was. For a private wiki, set
    ARTICLEWATCH_WIKI and either ARTICLEWATCH_WIKI_USER and ARTICLEWATCH_WIKI_PASSWORD (a bot password)
    or ARTICLEWATCH_OAUTH_TOKEN.
    """
    named = [*targets, *(target for path in listed for target in read_targets(lines_of(path)))]
    if not named and not categories:
        raise click.UsageError("name a page, a --category or a file of pages (--from-file)")
    count = None if since and revisions == "1" else read_revisions(revisions)
    goal = Goal(count, read_date(since) if since else None, recheck)
    identity = identity_from_environment(contact)
    with open_store(store_path, tell=tell) as store:
        progress = Progress()
        gatherer = Gatherer(
            store, identity, wiki=wiki, tell=progress.tell, progress=lambda f: progress.show(_fetched_line(f))
        )
        try:
            with progress:
                fetched = gatherer.fetch(named, categories, goal)
        except FetchStopped as stopped:
            kept = f"; kept so far: {_fetched_line(stopped.fetched)}" if stopped.fetched.pages else ""
            raise SourceError(f"{stopped}{kept}; the same command goes on from there") from None
    for head in fetched.redirected:
        tell(f"{head.asked!r} is a redirect to {head.page.title!r}" if head.page else f"{head.asked!r} redirects")
    for old, new in fetched.moved:
        tell(f"{old!r} has been moved to {new!r}")
    for head in fetched.failed:
        tell(f"{head.asked!r}: {head.why or head.standing}")
    click.echo(_fetched_line(fetched))
    return INCOMPLETE if fetched.failed else 0


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--site", default="", metavar="HOST", help="The wiki it is from, when the file does not say.")
@click.option("--namespace", "namespaces", multiple=True, type=int, metavar="N", help="Only these; 0 is articles.")
@store_option
def import_command(files: tuple[str, ...], site: str, namespaces: tuple[int, ...], store_path: str) -> int:
    """Import MediaWiki XML exports and dumps (.xml, .bz2, .gz, .xz, .zst, .7z; - is stdin) into the store.

    So is a web page saved from a wiki (.html), as one of HOST/rendered, when it says which revision it shows. A damaged
    file is imported up to the damage. Stopped at any point, the same command completes it.
    """
    status = 0
    with open_store(store_path, tell=tell) as store:
        for path in files:
            imported = _import(store, path, site, frozenset(namespaces) or None)
            click.echo(f"{path}: {_imported_line(imported)}")
            if imported.stopped:
                tell(imported.stopped)
                status = INCOMPLETE
    return status


def _import(store: Store, path: str, site: str, namespaces: frozenset[int] | None) -> Imported:
    with Progress() as progress:

        def show(imported: Imported) -> None:
            progress.show(_imported_line(imported))

        return import_dump(store, path, site=site, namespaces=namespaces, progress=show)


@click.command()
@click.argument("reference", metavar="TITLE[@REVISION]")
@click.option("--info", is_flag=True, help="Print what is known of the revision instead of its text.")
@site_option
@store_option
def show(reference: str, info: bool, site: str | None, store_path: str) -> None:
    """Print the text of a stored revision: TITLE (the newest), TITLE@123 or rev:123."""
    with open_store(store_path, create=False, tell=tell) as store:
        page, stored = find_revision(store, reference, site)
        if not info:
            text = text_of(store, stored)
            click.echo(text, nl=sys.stdout.isatty() and not text.endswith("\n"))
            return
    revision = stored.revision
    facts = {
        "page": f"{page.title} ({page.site_key}, page {page.pageid}){' deleted' if page.deleted else ''}",
        "revision": f"{revision.revid}{' no longer listed by the wiki' if stored.gone else ''}",
        "parent": str(revision.parentid),
        "time": revision.timestamp,
        "user": "(hidden)" if revision.user_hidden else revision.user,
        "comment": "(hidden)" if revision.comment_hidden else revision.comment,
        "size": f"{revision.size} bytes",
        "sha1": "(hidden)" if revision.text_hidden else revision.sha1,
        "tags": ", ".join(revision.tags),
    }
    for name, value in facts.items():
        click.echo(f"{name:9} {value}".rstrip())


@click.command()
@click.argument("titles", nargs=-1, metavar="[TITLE]...")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")
@click.option("--table", "what", type=Choice("table", tuple(_TABLES)), default="revisions", show_default=True)
@click.option("--no-text", is_flag=True, help="Leave the texts out.")
@click.option("--anonymise", is_flag=True, help="Replace the names of editors (not those inside texts).")
@site_option
@store_option
def export(
    titles: tuple[str, ...],
    form: str,
    output: str | None,
    what: str,
    no_text: bool,
    anonymise: bool,
    site: str | None,
    store_path: str,
) -> None:
    """Write the stored histories of pages (default: all): revisions, changes or findings.

    Revisions have the columns of Wikimedia's content history. Changes (what each revision did) and findings (with their
    lives) are those that log, history, blame or a watch have followed.
    """
    with open_store(store_path, create=False, tell=tell) as store, ExitStack() as files:
        chosen = [page for page in stored_pages(store) if site in (None, page.site_key)]
        pages = [find_page(store, title, site) for title in titles] if titles else chosen
        names = Anonymiser() if anonymise else None
        if what == "revisions":
            table = rows(store, pages, texts=not no_text, anonymiser=names)
        else:
            table = (change_rows if what == "changes" else finding_rows)(store, pages, anonymiser=names)
        if form == "parquet":
            write_parquet(_binary(files, output), table, _TABLES[what])
        elif form == "csv":
            write_csv(_text(files, output, form), table, _TABLES[what])
        else:
            write_json_lines(_text(files, output, form), table)


def _binary(files: ExitStack, output: str | None) -> BinaryIO:
    file: BinaryIO = _open(files, output, "wb") if output else sys.stdout.buffer
    return file


def _text(files: ExitStack, output: str | None, form: str) -> TextIO:
    if not output:
        return sys.stdout
    # CSV ends its lines itself
    file: TextIO = _open(files, output, "w", encoding="utf-8", newline="" if form == "csv" else None)
    return file


def _open(files: ExitStack, path: str, mode: str, **options: Any) -> Any:
    try:
        return files.enter_context(Path(path).open(mode, **options))
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from None


def lines_of(path: str) -> list[str]:
    """Return the lines of a file the user named, - for standard input. Raises SourceError."""
    try:
        if path == "-":
            return sys.stdin.read().splitlines()
        return Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None


def _fetched_line(fetched: Fetched) -> str:
    parts = [f"pages: {fetched.pages}", f"new revisions: {fetched.revisions}", f"texts: {fetched.texts}"]
    for words, number in (
        ("unchanged pages", fetched.unchanged),
        ("texts hidden by the wiki", fetched.withheld),
        ("revisions no longer listed", fetched.gone),
        ("pages not found", len(fetched.failed)),
    ):
        if number:
            parts.append(f"{words}: {number}")
    return ", ".join(parts)


def _imported_line(imported: Imported) -> str:
    put = imported.revisions
    parts = [f"pages: {len(imported.pages)}", f"new revisions: {put[Put.NEW]}"]
    for words, number in (
        ("known", put[Put.KNOWN]),
        ("texts filled in", put[Put.FILLED]),
        ("flags changed", put[Put.CHANGED]),
        ("texts hidden by the wiki", imported.withheld),
        ("texts unlike their stated sha1 (common in old dumps)", imported.odd_sums),
    ):
        if number:
            parts.append(f"{words}: {number}")
    return ", ".join(parts)
