"""Making a report's pages out of what the linter and the history say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from articlewatch.article import Article, LineIndex, Revision, Span
from articlewatch.errors import ConfigurationError
from articlewatch.history.tracking import Life
from articlewatch.lint import Finding, Linter, SnapshotResult
from articlewatch.lint.finding import SEVERITIES
from articlewatch.lint.suggest import did_you_mean
from articlewatch.report.checklist import checklists
from articlewatch.report.coverage import cells, measure, words_of
from articlewatch.report.model import Item, Page, SectionRow, Since, Status
from articlewatch.report.passages import ChangeMap, change_map
from articlewatch.report.past import Past, points, since_of
from articlewatch.report.pieces import excerpt_pieces, fix_pieces
from articlewatch.report.places import Places
from articlewatch.report.readiness import readiness
from articlewatch.report.seen import seen
from articlewatch.report.sources import sources_of
from articlewatch.report.wikilinks import links_for

#: Code points of text shown on either side of a finding; with many findings fewer, so that the page stays light.
_CONTEXT, _SHORT_CONTEXT, _MANY = 40, 20, 150


def make_page(
    result: SnapshotResult,
    linter: Linter,
    *,
    past: Past | None = None,
    since: str = "last",
    section: str = "",
    api: str = "",
) -> Page:
    """Return the report of one article.

    *past* is its history up to the same text. *since* says from where on a finding is new (``last``, a revision's id,
    an ISO date); *section* keeps only the findings under a heading of that title. *api* is the address of the wiki's
    ``api.php``. Raises ConfigurationError when *since* or *section* is not there.
    """
    article = linter.parse(result.snapshot)
    known = _known(past, since, result)
    items = _items(result, article, past, known)
    gone = _fixed(past, known) if past is not None and known is not None else ()
    if section:
        wanted = _section_title(article, section)
        items = tuple(item for item in items if wanted in item.finding.section)
        gone = tuple(item for item in gone if wanted in item.finding.section)
    measured = measure(article)
    counts = {s: sum(1 for f in result.findings if f.severity == s) for s in SEVERITIES}
    sources, unused = sources_of(article)
    page = Page(
        snapshot=result.snapshot,
        items=items,
        checked=result.checked,
        language=article.page.language,
        links=links_for(result.snapshot, article.profile, api),
        fixed=gone,
        since=known,
        suppressed=result.suppressed,
        skipped=result.skipped_rules,
        words=measured.words,
        readiness=readiness(counts, measured),
        sections=_rows(article, items),
        cells=cells(article),
        sources=sources,
        unused=unused,
        points=points(past) if past is not None else (),
        only_section=section,
        limits=tuple(_limits(result, past)),
        changes=_changes(result, past, known),
    )
    return replace(page, checklist=checklists(page, article, [a.rule.info for a in linter.active]))


def _known(past: Past | None, since: str, result: SnapshotResult) -> Since | None:
    if past is not None:
        return since_of(past, since)
    if since != "last":
        name = result.snapshot.title or result.snapshot.path or "the text"
        raise ConfigurationError(f"--since {since}: no history of {name} was given, so nothing in it can be new")
    return None


def _changes(result: SnapshotResult, past: Past | None, known: Since | None) -> ChangeMap | None:
    old = past.text(known.revision.revid) if past is not None and known is not None else None
    return change_map(old, result.snapshot.text) if old is not None else None


def _items(result: SnapshotResult, article: Article, past: Past | None, known: Since | None) -> tuple[Item, ...]:
    text = result.snapshot.text
    index = LineIndex(text)
    lives = {_key(life.finding): life for life in past.lives if life.status == "standing"} if past else {}
    new = _is_new(past, known)
    context = _CONTEXT if len(result.findings) <= _MANY else _SHORT_CONTEXT
    names = _Names()
    top = "Lead" if len(article.sections) > 1 else "Text"
    places = Places(article, top)
    found = []
    for finding in result.findings:
        life = lives.get(_key(finding))
        found.append(
            Item(
                finding,
                names.make(finding),
                new(life),
                index.position(finding.span.start)[0],
                article.section_at(finding.span.start).index,
                excerpt_pieces(text, finding.span, context),
                fix_pieces(text, finding.fix, context // 2) if finding.fix else (),
                life.events[-1].revision if life else None,
                also=places.also(finding) if finding.related and not finding.fix else "",
                top=top,
            )
        )
    return tuple(found)


def _key(finding: Finding) -> tuple[str, int, int]:
    return finding.rule, *finding.span


def _is_new(past: Past | None, known: Since | None) -> Callable[[Life | None], Status]:
    """Return what says whether a finding came after the revision that counts as known."""
    if past is None or known is None:
        return lambda life: "standing"
    order = past.order
    limit = order[known.revision.revid]

    def status(life: Life | None) -> Status:
        if life is None:
            return "standing"
        return "new" if order.get(life.events[-1].revision.revid, 0) > limit else "standing"

    return status


def _fixed(past: Past, known: Since) -> tuple[Item, ...]:
    """The findings that stood in the known revision, or came since, and are gone."""
    order = past.order
    limit = order[known.revision.revid]
    names = _Names("x-")
    found = []
    for life in past.lives:
        ended: Revision | None = life.ended
        if life.status == "fixed" and ended is not None and order.get(ended.revid, 0) > limit:
            shown = excerpt_pieces(life.finding.excerpt, Span(0, len(life.finding.excerpt)))
            found.append(
                Item(
                    life.finding,
                    names.make(life.finding),
                    "fixed",
                    excerpt=shown,
                    introduced=life.introduced,
                    ended=ended,
                )
            )
    return tuple(found)


class _Names:
    """Anchors of findings: their fingerprints, which stay the same from report to report."""

    def __init__(self, prefix: str = "f-") -> None:
        self._prefix = prefix
        self._taken: set[str] = set()

    def make(self, finding: Finding) -> str:
        name = f"{self._prefix}{finding.fingerprint}"
        number = 2
        while name in self._taken:
            name = f"{self._prefix}{finding.fingerprint}-{number}"
            number += 1
        self._taken.add(name)
        return name


def _rows(article: Article, items: Sequence[Item]) -> tuple[SectionRow, ...]:
    words = words_of(article)
    counts: dict[int, dict[str, int]] = {}
    for item in items:
        row = counts.setdefault(item.section_index, {})
        row[item.finding.category] = row.get(item.finding.category, 0) + 1
    return tuple(
        SectionRow(tuple(map(seen, section.path)), section.index, words[section.index], counts.get(section.index, {}))
        for section in article.sections
    )


def _section_title(article: Article, wanted: str) -> str:
    titles = {section.title.casefold(): section.title for section in article.sections if section.title}
    found = titles.get(wanted.strip().casefold())
    if found is None:
        raise ConfigurationError(f"--section {wanted!r}: no such section{did_you_mean(wanted, titles.values())}")
    return found


def _limits(result: SnapshotResult, past: Past | None) -> list[str]:
    """What could not be checked, in sentences."""
    found = []
    if result.skipped_rules:
        why = "they need wikitext" if result.snapshot.format != "wikitext" else "they are for other wikis or languages"
        found.append(f"{len(result.skipped_rules)} of the selected rules did not run on this text: {why}.")
    if past is None:
        found.append("No history was given, so nothing is said of when a finding came and what was fixed.")
    else:
        hidden = sum(1 for revision in past.revisions if revision.text_hidden)
        if hidden:
            found.append(f"The wiki hides the text of {hidden} revisions; they were passed over.")
    return found
