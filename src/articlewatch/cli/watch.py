"""The watch-list: add and import pages, list, remove, pause and resume them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import click

from articlewatch.cli.check import run
from articlewatch.cli.choice import Choice
from articlewatch.cli.history import lines_of
from articlewatch.cli.selection import Option, with_options
from articlewatch.cli.stored import site_option, store_option, tell
from articlewatch.cli.watching import contact_option
from articlewatch.errors import ConfigurationError
from articlewatch.history.gather import DEFAULT_WIKI, read_date, read_targets
from articlewatch.history.pages import StoredPage, find_page
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store, open_store
from articlewatch.lint.suggest import did_you_mean
from articlewatch.sources.contact import WIKI_VARIABLE, identity_from_environment
from articlewatch.watch.adding import add
from articlewatch.watch.times import moment_of, read_interval, told_interval, told_time
from articlewatch.watch.watchlist import Watched, Wish, check_tag, set_paused, unwatch, watched_pages

INCOMPLETE = 3

_TAG = click.option("--tag", metavar="TAG", help="The pages with this tag.")

_WISH: list[Option] = [
    click.option("--category", "categories", multiple=True, metavar="NAME", help="The pages of this category."),
    click.option("--tag", "tags", multiple=True, metavar="TAG", help="Give the pages this tag, and so a feed."),
    click.option("--every", default="6h", show_default=True, metavar="TIME", help="How often: 30m, 6h, 1d, 2w."),
    click.option("--section", default="", metavar="NAME", help="Tell only of findings in this section."),
    click.option("--since", metavar="DATE", help="Begin there instead of with the newest revision."),
    click.option("--until", metavar="DATE", help="Stop watching then."),
    click.option("--note", default="", metavar="TEXT", help="A word to yourself, shown by 'watch list'."),
    click.option(
        "--wiki", default=DEFAULT_WIKI, envvar=WIKI_VARIABLE, show_envvar=True, metavar="URL",
        help="The wiki of bare titles: any of its pages.",
    ),
    contact_option,
    store_option,
]  # fmt: skip


@click.group("watch", context_settings={"help_option_names": ["-h", "--help"]})
def watch() -> None:
    """Name the articles to watch; 'articlewatch check' looks at them."""


@watch.command("add")
@click.argument("targets", nargs=-1, metavar="[TITLE|URL]...")
@click.option("--from-file", "listed", multiple=True, metavar="FILE", help="Titles and URLs, one a line; - is stdin.")
@with_options(_WISH)
def watch_add(targets: tuple[str, ...], listed: tuple[str, ...], categories: tuple[str, ...], **rest: Any) -> int:
    """Watch pages. The first check takes them as they are; later ones tell what is new."""
    named = [*targets, *(target for path in listed for target in read_targets(lines_of(path)))]
    if not named and not categories:
        raise click.UsageError("name a page, a --category or a file of pages (--from-file)")
    return _add(named, categories, **rest)


@watch.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@with_options(_WISH)
def watch_import(files: tuple[str, ...], categories: tuple[str, ...], **rest: Any) -> int:
    """Watch the pages listed in files: one title or URL a line, or what 'watch list --format jsonl' wrote."""
    titles: dict[str, Any] = {}
    for path in files:
        for line in read_targets(lines_of(path)):
            target, own = _listed_line(path, line)
            titles.setdefault(json.dumps(own, sort_keys=True), (own, []))[1].append(target)
    status = 0
    for own, named in titles.values():
        status = max(status, _add(named, (), **(rest | own | {"tags": (*rest["tags"], *own.get("tags", ()))})))
    return max(status, _add([], categories, **rest)) if categories else status


def _listed_line(path: str, line: str) -> tuple[str, dict[str, Any]]:
    if not line.startswith("{"):
        return line, {}
    try:
        record = json.loads(line)
        own = {name: record[name] for name in ("every", "section", "until", "note") if record.get(name)}
        return str(record["url"] or record["title"]), own | {"tags": tuple(record.get("tags", ()))}
    except (ValueError, KeyError, TypeError):
        raise ConfigurationError(f"{path}: not a line of 'watch list --format jsonl': {line[:60]}") from None


def _add(
    named: list[str], categories: tuple[str, ...], *, tags: tuple[str, ...], every: str, section: str,
    since: str | None, until: str | None, note: str, wiki: str, contact: str | None, store_path: str,
) -> int:  # fmt: skip
    wish = Wish(
        read_interval(every), tuple(check_tag(tag) for tag in tags), _date("--since", since) if since else None,
        moment_of(_date("--until", until)) if until else None, section, note,
    )  # fmt: skip
    if wish.until is not None and wish.until <= time.time():
        raise ConfigurationError(f"--until {until}: that is over")
    identity = identity_from_environment(contact)
    with open_store(store_path, tell=tell) as store:
        added = add(store, identity, named, categories, wish, int(time.time()), wiki=wiki, tell=tell)
    for asked, title in added.redirected:
        tell(f"{asked!r} is a redirect to {title!r}, which is watched")
    for asked, why in added.missing:
        tell(f"{asked!r}: {why}")
    again = f", {len(added.known)} were watched already" if added.known else ""
    following = "; 'articlewatch check' looks at them" if added.new else ""
    click.echo(f"watching {len(added.new)} more{again}{following}")
    return INCOMPLETE if added.missing else 0


def _date(option: str, text: str) -> str:
    try:
        return read_date(text)
    except ConfigurationError:
        raise ConfigurationError(f"{option} takes a date like 2024-01-31, not {text!r}") from None


@watch.command("list")
@_TAG
@click.option("--format", "form", type=Choice("format", ("text", "jsonl")), default="text", show_default=True)
@store_option
def watch_list(tag: str | None, form: str, store_path: str) -> None:
    """List the watched pages: how often, checked when, tags, note."""
    with open_store(store_path, create=False, tell=tell) as store:
        for watched in watched_pages(store, tag):
            click.echo(_json_line(store, watched) if form == "jsonl" else _text_line(watched))


def _text_line(watched: Watched) -> str:
    page, wish = watched.page, watched.wish
    parts = [page.title, page.site_key, told_interval(wish.every)]
    parts.append(f"checked {told_time(watched.checked)}" if watched.checked else "not checked yet")
    parts += ["paused"] * watched.paused + ["deleted"] * page.deleted
    parts += [f"#{tag}" for tag in wish.tags]
    parts += [f"section {wish.section!r}"] * bool(wish.section)
    parts += [f"until {told_time(wish.until)}"] if wish.until else []
    return "  ".join([*parts, wish.note]).rstrip()


def _json_line(store: Store, watched: Watched) -> str:
    page, wish = watched.page, watched.wish
    api = store.connection.execute("SELECT api FROM site WHERE site = ?", (page.site,)).fetchone()[0]
    record = {
        "title": page.title,
        "site": page.site_key,
        "pageid": page.pageid,
        "url": f"{api.removesuffix('api.php')}index.php?curid={page.pageid}" if api else "",
        "every": told_interval(wish.every),
        "tags": list(wish.tags),
        "section": wish.section,
        "until": told_time(wish.until) if wish.until else None,
        "note": wish.note,
        "paused": watched.paused,
        "checked": told_time(watched.checked) if watched.checked else None,
        "due": told_time(watched.due),
    }
    return json.dumps(record, ensure_ascii=False)


def _chosen(store: Store, titles: tuple[str, ...], tag: str | None, site: str | None) -> list[StoredPage]:
    if not titles and tag is None:
        raise click.UsageError("name pages, or a --tag")
    tagged = [watched.page for watched in watched_pages(store, tag)] if tag is not None else []
    on_list = {watched.page.key: watched.page.title for watched in watched_pages(store)}
    return [*(_watched_page(store, title, site, on_list) for title in titles), *tagged]


def _watched_page(store: Store, title: str, site: str | None, on_list: dict[int, str]) -> StoredPage:
    try:
        page = find_page(store, title, site)
    except StoreError as error:
        if "--site" in str(error):
            raise
        page = None
    if page is None or page.key not in on_list:
        raise ConfigurationError(f"{title!r} is not watched{did_you_mean(title, on_list.values())}")
    return page


def _change(name: str, summary: str, done: str, change: Callable[[Store, list[StoredPage]], int]) -> None:
    @watch.command(name, help=summary)
    @click.argument("titles", nargs=-1, metavar="[TITLE]...")
    @_TAG
    @site_option
    @store_option
    def command(titles: tuple[str, ...], tag: str | None, site: str | None, store_path: str) -> None:
        with open_store(store_path, create=False, tell=tell) as store:
            click.echo(f"{done}: {change(store, _chosen(store, titles, tag, site))}")


_change("remove", "Watch these pages no more; their history stays in the store.", "removed", unwatch)
_change("pause", "Leave these pages out for the time being.", "paused",
        lambda store, pages: set_paused(store, pages, True, int(time.time())))  # fmt: skip
_change("resume", "Check paused pages again, all that happened meanwhile included.", "resumed",
        lambda store, pages: set_paused(store, pages, False, int(time.time())))  # fmt: skip

watch.add_command(run)
