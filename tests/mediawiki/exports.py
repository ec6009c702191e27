"""Write MediaWiki XML exports for tests, in the schema 0.11."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

_BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ExportRevision:
    """One revision of an export; None for text, user or comment is how an export says "hidden"."""

    revid: int
    text: str | None
    parentid: int = 0
    timestamp: str = ""
    user: str | None = "Importer"
    comment: str | None = ""
    minor: bool = False


@dataclass(frozen=True, slots=True)
class ExportPage:
    """One page of an export."""

    pageid: int
    title: str
    revisions: Sequence[ExportRevision] = field(default_factory=list)
    ns: int = 0
    redirect: str = ""


def page_of_texts(
    title: str, texts: Iterable[str], *, pageid: int = 1, first: int = 1, users: Sequence[str] = ("Importer",)
) -> ExportPage:
    """Return a page with *texts* as its history, seven minutes apart from the beginning of 2020."""
    revisions = [
        ExportRevision(
            first + number,
            text,
            parentid=first + number - 1 if number else 0,
            timestamp=(_BEGAN + timedelta(minutes=7 * number)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            user=users[number % len(users)],
            comment=f"edit {number}",
        )
        for number, text in enumerate(texts)
    ]
    return ExportPage(pageid, title, revisions)


def export_xml(pages: Iterable[ExportPage], *, base: str = "http://127.0.0.1:8089/index.php/Main_Page") -> str:
    """Return an export of *pages* by the wiki whose main page is at *base*."""
    head = (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">\n'
        f"<siteinfo><sitename>TestWiki</sitename><dbname>wiki</dbname><base>{escape(base)}</base>"
        "<generator>MediaWiki 1.39.17</generator><case>first-letter</case></siteinfo>\n"
    )
    return head + "".join(map(_page, pages)) + "</mediawiki>\n"


def base36(text: str) -> str:
    """Return the sum of *text* as exports give it: sha1 in base 36, 31 digits."""
    value, digits = int(hashlib.sha1(text.encode()).hexdigest(), 16), ""
    while value:
        value, rest = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits.rjust(31, "0")


def _page(page: ExportPage) -> str:
    redirect = f"<redirect title={quoteattr(page.redirect)} />" if page.redirect else ""
    return (
        f"<page><title>{escape(page.title)}</title><ns>{page.ns}</ns><id>{page.pageid}</id>{redirect}\n"
        + "".join(map(_revision, page.revisions))
        + "</page>\n"
    )


def _revision(revision: ExportRevision) -> str:
    parent = f"<parentid>{revision.parentid}</parentid>" if revision.parentid else ""
    user = (
        '<contributor deleted="deleted" />'
        if revision.user is None
        else f"<contributor><username>{escape(revision.user)}</username><id>9</id></contributor>"
    )
    comment = (
        '<comment deleted="deleted" />'
        if revision.comment is None
        else f"<comment>{escape(revision.comment)}</comment>"
    )
    return (
        f"<revision><id>{revision.revid}</id>{parent}"
        f"<timestamp>{revision.timestamp or '2020-01-01T00:00:00Z'}</timestamp>{user}"
        f"{'<minor />' if revision.minor else ''}{comment}<origin>{revision.revid}</origin>"
        f"<model>wikitext</model><format>text/x-wiki</format>{_text(revision.text)}</revision>\n"
    )


def _text(text: str | None) -> str:
    if text is None:
        return '<text bytes="9" deleted="deleted" /><sha1 />'
    size = len(text.encode())
    return (
        f'<text bytes="{size}" sha1="{base36(text)}" xml:space="preserve">{escape(text)}</text>'
        f"<sha1>{base36(text)}</sha1>"
    )
