"""The tables of the store, and how an older store becomes one of today.

The store is one SQLite file that any SQLite browser opens. ``PRAGMA application_id`` says that it is ours,
``PRAGMA user_version`` is the version of the schema. Times are ISO 8601 in UTC, sizes bytes, flags 0 or 1.

========================  =====================================================================
site                      one row a wiki
------------------------  ---------------------------------------------------------------------
site.site                 number of the wiki in this file
site.key                  host, with the folder when wikis share one: ``en.wikipedia.org``
site.wiki_id              the wiki's own short name: ``enwiki``
site.api                  URL of ``api.php``, when the wiki was reached through it
site.language             language code of the content
site.name                 name of the wiki
------------------------  ---------------------------------------------------------------------
page                      one row a page; a page keeps its id when it is moved
------------------------  ---------------------------------------------------------------------
page.page                 number of the page in this file
page.site                 its wiki
page.page_id              id of the page on its wiki
page.ns                   number of the namespace
page.title                title as last seen, with the prefix of its namespace
page.is_redirect          whether it was a redirect when last seen
page.redirect_to          where to, when the source said so
page.latest               id of its newest revision, when a live wiki said so
page.touched              when the page, or what it shows, last changed, likewise
page.deleted              whether the wiki no longer has it; what was stored stays
page.covered_top          id of the newest revision of the stretch of history known without gaps
page.covered_top_time     its time
page.covered_floor        id of the oldest revision of that stretch
page.covered_floor_time   its time
page.covered_all          whether the stretch goes down to the page's first revision
------------------------  ---------------------------------------------------------------------
former_title              titles a page had before it was moved
------------------------  ---------------------------------------------------------------------
former_title.page         the page
former_title.title        a title it had
------------------------  ---------------------------------------------------------------------
revision                  one row a revision; its order in the history is (page, time, revid)
------------------------  ---------------------------------------------------------------------
revision.site             its wiki
revision.revid            id of the revision on its wiki
revision.page             its page
revision.parent_id        id of the revision it was made from; 0 for the first
revision.time             when it was saved
revision.user             name or address of its editor; NULL when hidden
revision.user_id          number of the editor's account; 0 without one; NULL when hidden
revision.comment          the edit summary; NULL when hidden
revision.size             bytes of the text
revision.sha1             sum of the text as the wiki states it (hexadecimal); NULL when hidden. In old
                          dumps it may differ from the sum of the text that came with it
revision.minor            whether the editor called it minor
revision.tags             JSON list of change tags
revision.model            content model: ``wikitext`` for an article
revision.user_hidden      the wiki hides the editor
revision.comment_hidden   the wiki hides the summary
revision.text_hidden      the wiki hides the text
revision.suppressed       hidden even from administrators
revision.gone             the wiki no longer lists it on a page that exists
revision.text             its text; NULL when hidden, or not fetched yet
------------------------  ---------------------------------------------------------------------
text                      one row a distinct text
------------------------  ---------------------------------------------------------------------
text.text                 number of the text in this file
text.sha1                 sum of its bytes in UTF-8 (hexadecimal); checked on reading
text.size                 number of those bytes
text.base                 the text it is compressed against; NULL when it is stored whole
text.depth                steps to a text stored whole, at most 50
text.body                 zstd frame; with a base, that one's bytes are the raw-content prefix
------------------------  ---------------------------------------------------------------------
following                 how far the findings of a page have been followed (since schema 2)
------------------------  ---------------------------------------------------------------------
following.page            the page
following.basis           digest of the program's version, the rules, and their settings
following.revisions       how many revisions of the history have been followed
following.history         digest of those revisions and their texts, in their order
following.memory          JSON: the revisions a revert is looked for in, and the findings that may come back
following.shapes          zstd frame of JSON: by number, the findings of the states without their places
------------------------  ---------------------------------------------------------------------
state                     the findings of a recent text, for when it comes back (since schema 2)
------------------------  ---------------------------------------------------------------------
state.page                the page
state.revid               id of the revision
state.digest              sum of its text
state.findings            JSON list: for each finding its shape, where it begins, and the number of its life
------------------------  ---------------------------------------------------------------------
life                      one row a finding through the history of its page (since schema 2)
------------------------  ---------------------------------------------------------------------
life.page                 the page
life.number               number of the finding on its page, in the order in which they came
life.rule                 the rule that found it
life.severity             ``error``, ``warning`` or ``suggestion``
life.status               ``standing``, ``fixed``, or ``reverted`` with the edit that brought it
life.introduced           id of the revision that brought it
life.ended                id of the revision that fixed or reverted it; NULL while it stands
life.message              what is wrong
life.excerpt              the text it is about, as last seen
life.finding              JSON of everything else known of it, as last seen
life.edit                 whether it is about the edit that brought it, not about the text (since schema 5)
life.goes_with            of one about an edit: number of the finding in the text that stands as long as it does;
                          NULL when it stands as long as its passage is left alone (since schema 5)
------------------------  ---------------------------------------------------------------------
life_event                what happened to a finding, in order (since schema 2)
------------------------  ---------------------------------------------------------------------
life_event.page           the page
life_event.number         the finding
life_event.step           0 for its beginning, and so on
life_event.kind           ``introduced``, ``fixed``, ``reintroduced`` or ``reverted``
life_event.revid          id of the revision that did it
------------------------  ---------------------------------------------------------------------
step                      what a revision did to the findings of its page (since schema 2)
------------------------  ---------------------------------------------------------------------
step.page                 the page
step.revid                id of the revision
step.introduced           how many findings it brought
step.fixed                how many it fixed
step.reintroduced         how many it brought back
step.reverted             how many went with the edits it undid
step.standing             how many stand after it
step.restored             id of the revision whose text it brought back; NULL when it is no revert
step.undone               how many revisions it undid
step.noted                how many findings about edits stand after it (since schema 5)
------------------------  ---------------------------------------------------------------------
change                    what a revision changed, against the last before it that can be read (since schema 5)
------------------------  ---------------------------------------------------------------------
change.page               the page
change.revid              id of the revision
change.parent             id of the revision it is told against; 0 for the first
change.kinds              JSON list: what kind of edit it was, the most telling first
change.inserted           code points of source inserted; what only moved does not count
change.deleted            code points of source deleted, likewise
change.words_added        words of running text added
change.words_removed      words of running text removed
change.moved              how many passages stand elsewhere since
change.sections           JSON list of the sections touched, each the list of its headings; the lead is ``[]``
change.nodes              JSON: citations, links, templates … inserted, removed, changed or moved, counted
------------------------  ---------------------------------------------------------------------
watch                     one row a watched page (since schema 3); times of this group are POSIX seconds
------------------------  ---------------------------------------------------------------------
watch.page                the page
watch.every               seconds between two checks
watch.due                 when it is to be checked next
watch.since               time from which its history is wanted when first checked; NULL for now
watch.until               time after which it is not checked any more; NULL for never
watch.section             heading of the only section told of; empty for all
watch.note                the user's own words
watch.paused              whether it is left out
watch.began               time of the oldest revision that was followed; NULL before the first check
watch.checked             when it was last checked with success; NULL before
watch.seen                JSON: title, deleted, redirect, blank and hidden, as last told
------------------------  ---------------------------------------------------------------------
watch_tag                 the tags of watched pages, each with a feed of its own (since schema 3)
------------------------  ---------------------------------------------------------------------
watch_tag.page            the page
watch_tag.tag             the tag
------------------------  ---------------------------------------------------------------------
judged                    revisions of watched pages of which all is told that ever will be (since schema 3)
------------------------  ---------------------------------------------------------------------
judged.page               the page
judged.revid              id of the revision
------------------------  ---------------------------------------------------------------------
event                     what is told to the user, once (since schema 3)
------------------------  ---------------------------------------------------------------------
event.event               number of the event, in the order in which they came
event.key                 what makes it the same event: page, revision, kind, finding
event.page                the page; NULL when it is about a wiki or a channel
event.revid               id of the revision that did it; 0 when none did
event.kind                ``introduced``, ``fixed``, ``moved``, ``failing`` …
event.severity            severity of the finding; empty when it is about something else
event.told                when it was noted
event.record              JSON: what the messages say; without quotations once the wiki hides the text
------------------------  ---------------------------------------------------------------------
outbox                    one row an event, channel and addressee (since schema 3)
------------------------  ---------------------------------------------------------------------
outbox.channel            name of the channel
outbox.target             addressee within the channel; no address that is a secret
outbox.event              the event
outbox.message            id of the message it goes with, which stays the same when sending is tried again
outbox.sent               when it was sent; NULL while it waits
------------------------  ---------------------------------------------------------------------
failing                   wikis, pages and channels that do not work at the moment (since schema 3)
------------------------  ---------------------------------------------------------------------
failing.subject           ``site:KEY``, ``page:NUMBER`` or ``channel:NAME``
failing.since             when it failed first
failing.times             how often it failed in a row
failing.after             when it is tried again at the earliest
failing.reason            the last error, in one line
failing.told              whether the user has been told
------------------------  ---------------------------------------------------------------------
feed                      change feeds and how far they were read (since schema 4)
------------------------  ---------------------------------------------------------------------
feed.address              URL of the feed, without its query
feed.position             id of the last event taken, which the feed is asked to go on from
feed.noted                when that was noted, in POSIX seconds
------------------------  ---------------------------------------------------------------------
todo                      work that must survive a crash
------------------------  ---------------------------------------------------------------------
todo.task                 ``wipe``: erased text may still be in the write-ahead log
========================  =====================================================================
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from articlewatch.errors import ArticlewatchError

#: "ArtW"
APPLICATION_ID = 0x41727457

Migration = tuple[str, ...]

_HISTORY: Migration = (
    """CREATE TABLE site (
        site INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, wiki_id TEXT NOT NULL, api TEXT NOT NULL,
        language TEXT NOT NULL, name TEXT NOT NULL)""",
    """CREATE TABLE page (
        page INTEGER PRIMARY KEY, site INTEGER NOT NULL REFERENCES site, page_id INTEGER NOT NULL,
        ns INTEGER NOT NULL, title TEXT NOT NULL, is_redirect INTEGER NOT NULL DEFAULT 0,
        redirect_to TEXT NOT NULL DEFAULT '', latest INTEGER NOT NULL DEFAULT 0,
        touched TEXT NOT NULL DEFAULT '', deleted INTEGER NOT NULL DEFAULT 0,
        covered_top INTEGER, covered_top_time TEXT, covered_floor INTEGER, covered_floor_time TEXT,
        covered_all INTEGER NOT NULL DEFAULT 0,
        UNIQUE (site, page_id))""",
    "CREATE INDEX page_title ON page (title)",
    """CREATE TABLE former_title (
        page INTEGER NOT NULL REFERENCES page, title TEXT NOT NULL,
        PRIMARY KEY (page, title)) WITHOUT ROWID""",
    "CREATE INDEX former_title_title ON former_title (title)",
    """CREATE TABLE text (
        text INTEGER PRIMARY KEY, sha1 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
        base INTEGER REFERENCES text, depth INTEGER NOT NULL, body BLOB NOT NULL)""",
    "CREATE INDEX text_base ON text (base) WHERE base IS NOT NULL",
    """CREATE TABLE revision (
        site INTEGER NOT NULL REFERENCES site, revid INTEGER NOT NULL, page INTEGER NOT NULL REFERENCES page,
        parent_id INTEGER NOT NULL, time TEXT NOT NULL, user TEXT, user_id INTEGER, comment TEXT,
        size INTEGER NOT NULL, sha1 TEXT, minor INTEGER NOT NULL, tags TEXT NOT NULL, model TEXT NOT NULL,
        user_hidden INTEGER NOT NULL, comment_hidden INTEGER NOT NULL, text_hidden INTEGER NOT NULL,
        suppressed INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0, text INTEGER REFERENCES text,
        PRIMARY KEY (site, revid)) WITHOUT ROWID""",
    "CREATE INDEX revision_history ON revision (page, time, revid)",
    "CREATE INDEX revision_text ON revision (text) WHERE text IS NOT NULL",
    "CREATE TABLE todo (task TEXT PRIMARY KEY) WITHOUT ROWID",
)

_FINDINGS: Migration = (
    """CREATE TABLE following (
        page INTEGER PRIMARY KEY REFERENCES page, basis TEXT NOT NULL, revisions INTEGER NOT NULL,
        history TEXT NOT NULL, memory TEXT NOT NULL,
        shapes BLOB NOT NULL)""",
    """CREATE TABLE state (
        page INTEGER NOT NULL REFERENCES page, revid INTEGER NOT NULL, digest TEXT NOT NULL,
        findings TEXT NOT NULL, PRIMARY KEY (page, revid)) WITHOUT ROWID""",
    """CREATE TABLE life (
        page INTEGER NOT NULL REFERENCES page, number INTEGER NOT NULL, rule TEXT NOT NULL,
        severity TEXT NOT NULL, status TEXT NOT NULL, introduced INTEGER NOT NULL, ended INTEGER,
        message TEXT NOT NULL, excerpt TEXT NOT NULL, finding TEXT NOT NULL,
        PRIMARY KEY (page, number)) WITHOUT ROWID""",
    """CREATE TABLE life_event (
        page INTEGER NOT NULL, number INTEGER NOT NULL, step INTEGER NOT NULL, kind TEXT NOT NULL,
        revid INTEGER NOT NULL, PRIMARY KEY (page, number, step)) WITHOUT ROWID""",
    """CREATE TABLE step (
        page INTEGER NOT NULL REFERENCES page, revid INTEGER NOT NULL, introduced INTEGER NOT NULL,
        fixed INTEGER NOT NULL, reintroduced INTEGER NOT NULL, reverted INTEGER NOT NULL,
        standing INTEGER NOT NULL, restored INTEGER, undone INTEGER NOT NULL,
        PRIMARY KEY (page, revid)) WITHOUT ROWID""",
)

_WATCH: Migration = (
    """CREATE TABLE watch (
        page INTEGER PRIMARY KEY REFERENCES page, every INTEGER NOT NULL, due INTEGER NOT NULL,
        since TEXT, until INTEGER, section TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
        paused INTEGER NOT NULL DEFAULT 0, began TEXT, checked INTEGER, seen TEXT NOT NULL DEFAULT '{}')""",
    "CREATE INDEX watch_due ON watch (due) WHERE NOT paused",
    """CREATE TABLE watch_tag (
        page INTEGER NOT NULL REFERENCES watch ON DELETE CASCADE, tag TEXT NOT NULL,
        PRIMARY KEY (page, tag)) WITHOUT ROWID""",
    """CREATE TABLE judged (
        page INTEGER NOT NULL REFERENCES watch ON DELETE CASCADE, revid INTEGER NOT NULL,
        PRIMARY KEY (page, revid)) WITHOUT ROWID""",
    """CREATE TABLE event (
        event INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, page INTEGER REFERENCES page,
        revid INTEGER NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, told INTEGER NOT NULL,
        record TEXT NOT NULL)""",
    "CREATE INDEX event_page ON event (page, revid)",
    """CREATE TABLE outbox (
        channel TEXT NOT NULL, target TEXT NOT NULL, event INTEGER NOT NULL REFERENCES event,
        message TEXT, sent INTEGER, PRIMARY KEY (channel, target, event)) WITHOUT ROWID""",
    "CREATE INDEX outbox_waiting ON outbox (channel, target) WHERE sent IS NULL",
    """CREATE TABLE failing (
        subject TEXT PRIMARY KEY, since INTEGER NOT NULL, times INTEGER NOT NULL, after INTEGER NOT NULL,
        reason TEXT NOT NULL, told INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""",
)

_FEED: Migration = (
    "CREATE TABLE feed (address TEXT PRIMARY KEY, position TEXT NOT NULL, noted INTEGER NOT NULL) WITHOUT ROWID",
)

_EDITS: Migration = (
    "ALTER TABLE life ADD COLUMN edit INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE life ADD COLUMN goes_with INTEGER",
    "ALTER TABLE step ADD COLUMN noted INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE change (
        page INTEGER NOT NULL REFERENCES page, revid INTEGER NOT NULL, parent INTEGER NOT NULL,
        kinds TEXT NOT NULL, inserted INTEGER NOT NULL, deleted INTEGER NOT NULL, words_added INTEGER NOT NULL,
        words_removed INTEGER NOT NULL, moved INTEGER NOT NULL, sections TEXT NOT NULL, nodes TEXT NOT NULL,
        PRIMARY KEY (page, revid)) WITHOUT ROWID""",
    # What was followed before knows nothing of edits: it is followed again from its first revision.
    *(f"DELETE FROM {table}" for table in ("following", "state", "life", "life_event", "step")),
)

#: what is made from texts and can be made again; erased with any of them, since it quotes them
DERIVED = ("following", "state", "life", "life_event", "step", "change")

#: the n-th makes version n out of version n - 1; one that was released is never changed again
MIGRATIONS: tuple[Migration, ...] = (_HISTORY, _FINDINGS, _WATCH, _FEED, _EDITS)


class StoreError(ArticlewatchError):
    """A store that cannot be used: damaged, foreign, newer, busy, or not there."""

    exit_status = 3


def version_of(connection: sqlite3.Connection, name: str) -> int:
    """Return the version of the schema in an open file, 0 for an empty one, without writing to it.

    Raises StoreError when the file is no store.
    """
    alone = not connection.in_transaction
    try:
        if alone:  # all three of one moment: another process may be making the store
            connection.execute("BEGIN")
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        foreign = error.sqlite_errorcode == sqlite3.SQLITE_NOTADB
        raise StoreError(f"{name}: {'not a store of articlewatch' if foreign else error}") from None
    finally:
        if alone and connection.in_transaction:
            connection.execute("ROLLBACK")
    if application == APPLICATION_ID:
        return version
    if application or version or tables:
        raise StoreError(f"{name}: an SQLite file of another program, not a store of articlewatch")
    return 0


def refuse_newer(version: int, name: str, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raise StoreError when the file was written by a later articlewatch."""
    if version > len(migrations):
        raise StoreError(
            f"{name}: written by a newer articlewatch (schema {version}; this one knows {len(migrations)}); "
            "nothing was changed"
        )


def migrate(connection: sqlite3.Connection, name: str, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the schema up to date inside the transaction the caller has begun."""
    version = version_of(connection, name)  # again: another process may have been first
    refuse_newer(version, name, migrations)
    for number, statements in enumerate(migrations[version:], version + 1):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
