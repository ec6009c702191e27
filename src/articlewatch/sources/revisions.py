"""What to ask a wiki about revisions: a page's history, newest first, and single revisions with texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articlewatch.article.snapshot import Revision
from articlewatch.sources.answers import Json, WikiError
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.pages import BATCH, batches, page_of
from articlewatch.sources.records import PageRevision, hexadecimal_sha1

_FIELDS = "ids|timestamp|flags|comment|user|userid|size|sha1|contentmodel|tags|slotsha1|slotsize|roles"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Successive revisions of a page, newest first; ``at_end`` says that the page has no older ones."""

    revisions: tuple[PageRevision, ...]
    at_end: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """Revisions asked for by id: those that came, and the ids the wiki does not (or no longer) know."""

    revisions: tuple[PageRevision, ...]
    unknown: tuple[int, ...]


def walk_older(
    wiki: Wiki, pageid: int, *, start: int | None = None, since: str | None = None, limit: int | None = None
) -> Iterator[Stretch]:
    """Yield the history of a page without texts, newest first, in the portions the wiki answers with.

    The walk begins at revision *start* (included; default the newest), ends before revisions older than
    *since* (ISO 8601) and after *limit* revisions. History is one page a request, 500 revisions each.
    *start* may be a revision deleted since, but one the wiki never had gives WikiError with code
    ``badid_rvstartid``. A page that does not exist gives WikiError with code ``missingtitle``.
    """
    left = limit
    seen: set[int] = set()
    asked = {"rvprop": _FIELDS, "rvslots": "main", "rvdir": "older", "rvstartid": start, "rvend": since}
    size = limit if limit is not None and limit < 500 else "max"
    for answer in wiki.answers(prop="revisions|info", pageids=[pageid], rvlimit=size, **asked):
        found = answer["query"]
        batch = [one for one in _merged(found) if one.revision.revid not in seen]
        if not batch and any(entry.get("missing") for entry in found.get("pages", ())):
            raise WikiError(f"{wiki.host}: page {pageid} does not exist (any more)", "missingtitle")
        seen.update(one.revision.revid for one in batch)
        kept = batch if left is None else batch[:left]
        left = None if left is None else left - len(kept)
        at_end = "continue" not in answer and since is None and len(kept) == len(batch)
        if kept or at_end:
            yield Stretch(tuple(kept), at_end)
        if left == 0:
            return


def revisions_by_id(wiki: Wiki, revids: Iterable[int], *, texts: bool = True) -> Iterator[Answered]:
    """Yield the revisions with these ids, of whatever pages, 50 a request, with *texts* or only the flags.

    Text, user, comment or sum that the wiki hides from the public is left out, even when the account that
    asks may see it. Raises WikiError or WikiUnavailable; what was yielded before is complete.
    """
    fields = f"{_FIELDS}|content" if texts else _FIELDS
    for batch in batches(revids, BATCH):
        found: dict[int, PageRevision] = {}
        unknown: set[int] = set()
        for answer in wiki.query(prop="revisions|info", revids=batch, rvprop=fields, rvslots="main"):
            # The answer after one cut at 8 MiB lists every page again, and may repeat a revision.
            for one in _merged(answer):
                if one.revision.revid not in found or one.text is not None:
                    found[one.revision.revid] = one
            unknown.update(int(revid) for revid in answer.get("badrevids", {}))
        yield Answered(tuple(found[revid] for revid in dict.fromkeys(batch) if revid in found), tuple(sorted(unknown)))


def _merged(found: Json) -> Iterator[PageRevision]:
    for entry in found.get("pages", ()):
        if entry.get("missing"):
            continue
        page = page_of(entry)
        for item in entry.get("revisions", ()):
            revision, text = revision_of(item, page.pageid)
            yield PageRevision(page, revision, text)


def revision_of(item: Json, pageid: int) -> tuple[Revision, str | None]:
    """Return one entry of ``revisions`` and its text, None when it is hidden, lost or was not asked for.

    A privileged account is given hidden values together with the flag: the flag decides, never the presence.
    """
    slots = item.get("slots")
    main = slots.get("main", {}) if isinstance(slots, dict) else item  # before 1.32 there were no slots
    text_hidden = any(bool(part.get(flag)) for part in (item, main) for flag in ("texthidden", "sha1hidden"))
    user_hidden, comment_hidden = bool(item.get("userhidden")), bool(item.get("commenthidden"))
    revision = Revision(
        revid=int(item["revid"]),
        parentid=int(item.get("parentid", 0)),
        pageid=pageid,
        timestamp=str(item.get("timestamp", "")),
        user="" if user_hidden else str(item.get("user", "")),
        userid=0 if user_hidden else int(item.get("userid", 0)),
        comment="" if comment_hidden else str(item.get("comment", "")),
        size=int(main.get("size") or item.get("size") or 0),
        sha1="" if text_hidden else hexadecimal_sha1(str(main.get("sha1", item.get("sha1", "")))),
        minor=bool(item.get("minor")),
        tags=tuple(str(tag) for tag in item.get("tags", ())),
        user_hidden=user_hidden,
        comment_hidden=comment_hidden,
        text_hidden=text_hidden,
        suppressed=bool(item.get("suppressed")),
        model=str(main.get("contentmodel", "wikitext")),
    )
    content = main.get("content")
    return revision, content if isinstance(content, str) and not text_hidden else None
