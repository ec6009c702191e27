"""The commands about watched articles: watch, check, schedule, doctor."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from articlewatch.cli.choice import Choice
from articlewatch.cli.follow import make_linter
from articlewatch.cli.history import lines_of, site_option, store_option, tell
from articlewatch.cli.progress import Progress
from articlewatch.errors import ConfigurationError
from articlewatch.history.gather import DEFAULT_WIKI, read_date, read_targets
from articlewatch.history.pages import StoredPage, find_page
from articlewatch.history.store import Store, open_store
from articlewatch.lint.finding import SEVERITIES
from articlewatch.lint.profiles import PROFILES
from articlewatch.sources.contact import CONTACT_VARIABLE, WIKI_VARIABLE, Identity, identity_from_environment
from articlewatch.watch.adding import add
from articlewatch.watch.channels import DEFAULT_NAME, Channel, default_channels, read_channels
from articlewatch.watch.checking import Means, Pass, check
from articlewatch.watch.doctor import examine
from articlewatch.watch.events import CAME
from articlewatch.watch.lock import locked
from articlewatch.watch.loop import run_loop, stopped_by_signals
from articlewatch.watch.outbox import deliver
from articlewatch.watch.scheduling import TEXTS, systemd_units
from articlewatch.watch.times import moment_of, read_interval, told_interval, told_time
from articlewatch.watch.watchlist import Watched, Wish, check_tag, set_paused, unwatch, watched_pages

Command = Callable[..., Any]

INCOMPLETE = 3

_CONTACT = click.option(
    "--contact",
    metavar="WHO",
    help=f"Your mail address or user page, for the wiki's operators. [env: {CONTACT_VARIABLE}]",
)
_TAG = click.option("--tag", metavar="TAG", help="The pages with this tag.")

_WISH: list[Callable[[Command], Command]] = [
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
    _CONTACT,
    store_option,
]  # fmt: skip

_CHECK: list[Callable[[Command], Command]] = [
    click.option("--fail-level", type=Choice("severity", SEVERITIES), default="error", show_default=True,
                 help="Exit 1 when something new stands from this severity."),
    click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="Ask the wikis no more than this."),
    click.option("--tell-after", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
                 help="Tell of a failure when it is the N-th in a row."),
    click.option("--channels", "channels_path", type=click.Path(path_type=Path), envvar="ARTICLEWATCH_CHANNELS",
                 metavar="FILE", help=f"Where to tell it [default: {DEFAULT_NAME} beside the store, if there]."),
    click.option("--profile", type=Choice("profile", tuple(PROFILES)), help="A ready selection of rules."),
    click.option("--select", multiple=True, metavar="RULES", help="Only these rules."),
    click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules."),
    click.option("--preview", is_flag=True, help="Preview rules too."),
    click.option("--rules", "rule_folders", multiple=True, metavar="DIR", help="Load your own rules from DIR."),
    click.option("--site-profile", default="", metavar="SITE", help="Take the pages for ones of this site."),
    click.option("--config", metavar="FILE", type=click.Path(path_type=Path), help="Use this configuration file."),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
    _CONTACT,
    store_option,
]  # fmt: skip


def _with(options: list[Callable[[Command], Command]]) -> Callable[[Command], Command]:
    def add_options(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return add_options


@click.group("watch", context_settings={"help_option_names": ["-h", "--help"]})
def watch() -> None:
    """Name the articles to watch; 'articlewatch check' looks at them."""


@watch.command("add")
@click.argument("targets", nargs=-1, metavar="[TITLE|URL]...")
@click.option("--from-file", "listed", multiple=True, metavar="FILE", help="Titles and URLs, one a line; - is stdin.")
@_with(_WISH)
def watch_add(targets: tuple[str, ...], listed: tuple[str, ...], categories: tuple[str, ...], **rest: Any) -> int:
    """Watch pages. The first check takes them as they are; later ones tell what is new."""
    named = [*targets, *(target for path in listed for target in read_targets(lines_of(path)))]
    if not named and not categories:
        raise click.UsageError("name a page, a --category or a file of pages (--from-file)")
    return _add(named, categories, **rest)


@watch.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_with(_WISH)
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
        read_interval(every), tuple(check_tag(tag) for tag in tags), read_date(since) if since else None,
        moment_of(read_date(until)) if until else None, section, note,
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
    click.echo(f"watching {len(added.new)} more{again}; 'articlewatch check' looks at them")
    return INCOMPLETE if added.missing else 0


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
    pages = [find_page(store, title, site) for title in titles]
    on_list = {watched.page.key for watched in watched_pages(store)}
    for page in pages:
        if page.key not in on_list:
            raise ConfigurationError(f"{page.title!r} is not watched")
    return [*pages, *tagged]


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


@click.command("check")
@click.option("--all", "everything", is_flag=True, help="All watched pages, due or not, and failed ones at once.")
@click.option("--dry-run", is_flag=True, help="Say which pages changed; fetch, store and tell nothing.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even when something new stands.")
@_with(_CHECK)
def check_command(everything: bool, dry_run: bool, exit_zero: bool, fail_level: str, **rest: Any) -> int:
    """Look once at the watched pages that are due, and tell what is new about them.

    Run it from a timer ('articlewatch schedule print'). It may be stopped at any point; the next run goes on. Exit
    status: 1 something new stands at or above --fail-level, 2 usage, 3 something could not be checked or told.
    """
    with _open(rest.pop("store_path")) as store, Progress() as progress:
        means, channels = _means(store, progress=progress, **rest)
        with locked(store.name):
            done, undelivered = _one_pass(store, means, channels, everything=everything, dry_run=dry_run)
    if dry_run:
        for title in done.would_fetch:
            click.echo(title)
    for line in [*done.failed, *undelivered]:
        tell(line)
    tell(_summary(done))
    if done.failed or undelivered:
        return INCOMPLETE
    levels = SEVERITIES[: [str(one) for one in SEVERITIES].index(fail_level) + 1]
    stands = any(event.kind in CAME and event.severity in levels for event in done.events)
    return 1 if stands and not exit_zero else 0


@watch.command("run")
@_with(_CHECK)
def watch_run(fail_level: str, **rest: Any) -> int:
    """Check whenever a page is due, until told to stop (SIGTERM, Ctrl-C); for containers and terminals."""
    with _open(rest.pop("store_path")) as store, stopped_by_signals() as stopping:
        means, channels = _means(store, **rest)
        means = replace(means, stop=stopping.asked)
        with locked(store.name):

            def one_pass() -> None:
                done, undelivered = _one_pass(store, means, channels)
                for line in [*done.failed, *undelivered]:
                    tell(line)
                if done.due:
                    tell(_summary(done))

            run_loop(store, stopping, means.now, one_pass)
    return 0


def _open(store_path: str) -> Store:
    store = open_store(store_path, create=False, tell=tell)
    # What was sent and marked must stay marked even when the power fails.
    store.connection.execute("PRAGMA synchronous = FULL")
    return store


def _one_pass(
    store: Store, means: Means, channels: tuple[Channel, ...], *, everything: bool = False, dry_run: bool = False
) -> tuple[Pass, list[str]]:
    done = check(store, means, everything=everything, dry_run=dry_run)
    if dry_run:
        return done, []
    undelivered = deliver(
        store, channels, means.now, lambda text: click.echo(text, nl=False), tell_after=means.tell_after,
        impatient=everything,
    )  # fmt: skip
    return done, undelivered


def _means(
    store: Store, *, max_requests: int | None, tell_after: int, channels_path: Path | None, contact: str | None,
    progress: Progress | None = None, **rules: Any,
) -> tuple[Means, tuple[Channel, ...]]:  # fmt: skip
    channels = _channels(store.name, channels_path)
    means = Means(
        make_linter(**rules), identity_from_environment(contact), time.time, channels,
        max_requests=max_requests, tell_after=tell_after, tell=progress.tell if progress else tell,
        progress=(lambda done, due: progress.show(f"pages checked: {done} of {due}")) if progress else _no_progress,
    )  # fmt: skip
    return means, channels


def _no_progress(done: int, due: int) -> None:
    """Show nothing: a loop's log is no terminal."""


def _channels(store: str, path: Path | None) -> tuple[Channel, ...]:
    beside = Path(store).parent / DEFAULT_NAME
    if path is None and not beside.exists():
        return default_channels(store)
    return read_channels(path or beside)


def _summary(done: Pass) -> str:
    came = sum(event.kind in CAME for event in done.events)
    parts = [f"{done.checked} of {done.due} due pages checked", f"{done.changed} changed", f"{done.requests} requests"]
    parts += [f"{came} new findings, {len(done.events) - came} other events"] if done.events else ["nothing new"]
    return ", ".join(parts)


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
@_CONTACT
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


@click.command("doctor")
@click.option("--channels", "channels_path", type=click.Path(path_type=Path), envvar="ARTICLEWATCH_CHANNELS",
              metavar="FILE", help=f"The channels [default: {DEFAULT_NAME} beside the store, if there].")  # fmt: skip
@_CONTACT
@store_option
def doctor(channels_path: Path | None, contact: str | None, store_path: str) -> int:
    """Look at contact, store, lock, wikis, clock, watch-list and channels, and say what to do. Exit 1 when bad."""
    signs = {"good": "ok ", "odd": "?  ", "bad": "BAD"}
    worst = 0
    with open_store(store_path, create=False, tell=tell) as store:
        identity: Identity = identity_from_environment(contact)
        for line in examine(store, identity, _channels(store.name, channels_path), time.time):
            click.echo(f"{signs[line.state]} {line.what}{f': {line.todo}' if line.todo else ''}")
            worst |= line.state == "bad"
    return int(worst)
