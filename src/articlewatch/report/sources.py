"""The sources of an article, each once: what it is, how often it is cited, what is wrong with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import fuzz

from articlewatch.article import Article, Template
from articlewatch.article.cs1 import Cs1Citation, cs1_kind
from articlewatch.article.cs1dates import parse_date
from articlewatch.article.identifiers import CHECKS
from articlewatch.article.nodes import strip_comments
from articlewatch.article.references import RefUse
from articlewatch.article.refnames import ref_index
from articlewatch.article.shortcites import ShortIndex, short_index
from articlewatch.article.webhosts import host_of
from articlewatch.report.model import Fault, Source
from articlewatch.report.seen import seen

_URL = re.compile(r"https?://[^\s\[\]<>\"{}|]+", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[(?:https?:)?//[^\s\]]+\s+([^\]]*)\]")
_MARKUP = re.compile(r"<[^<>]*>|\{\{[^{}]*\}\}|'{2,}")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_ARCHIVE = re.compile(r"https?://(?:web\.archive\.org|archive\.(?:today|is|ph|fo|li|md|vn|org)|webcitation\.org)/")
_MARKER = re.compile(r"\[[^\[\]]{1,12}\]")
_DIGITS = re.compile(r"\d+")
_SAME_WORDS = 93  # percent, as rapidfuzz counts
_ROOM = 200


def sources_of(article: Article) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Return (the sources of *article* in the order of the text, the names of definitions that nothing uses)."""
    if article.snapshot.format != "wikitext":
        return tuple(_markers(article)), ()
    index = ref_index(article)
    templates, short_uses = _Templates(article), _short_uses(short_index(article))
    found: list[Source] = []
    within: set[int] = set()
    merged: dict[str, int] = {}
    unused = []
    for use in index.uses:
        if not use.content:
            continue
        calls = index.calls.get(use.key, []) if use.name else ([] if use.listed else [use])
        if use.name and index.definitions[use.key][0] is not use:
            continue  # defined again: the rules report it
        if use.listed and not calls:
            unused.append(use.name or "(without a name)")
        cites = templates.cites(use)
        within.update(cite.template.start for cite in cites)
        if use.template is not None and not cites and not _URL.search(use.content):
            continue  # an explanatory note, or a short citation counted with its source
        if templates.has_short(use) and not cites:
            continue
        for source in [_from_cite(cite) for cite in cites] or [_from_text(use.content)]:
            sections = _places(article, (call.span.start for call in calls))
            _take(found, merged, replace(source, uses=len(calls), sections=sections, name=use.name))
    for cite in templates.listed(within):
        calls_at = sorted(short_uses.get(cite.template.start, ()))
        _take(found, merged, replace(_from_cite(cite), uses=len(calls_at), sections=_places(article, calls_at)))
    numbered = [replace(source, number=number) for number, source in enumerate(found, 1)]
    return tuple(_compared(numbered)), tuple(dict.fromkeys(unused))


def _take(found: list[Source], merged: dict[str, int], source: Source) -> None:
    """Add *source*; one written twice in the same words is one source, used at both places."""
    key = repr(replace(source, uses=0, sections=(), name=""))
    at = merged.get(key)
    if at is None:
        merged[key] = len(found)
        found.append(source)
    else:
        known = found[at]
        sections = tuple(dict.fromkeys(known.sections + source.sections))
        found[at] = replace(known, uses=known.uses + source.uses, sections=sections)


class _Templates:
    """The templates of an article by their places, so that a reference finds its own without a walk."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._all = article.templates
        self._starts = [template.start for template in self._all]

    def within(self, use: RefUse) -> list[Template]:
        """The templates inside a reference."""
        return self._all[bisect_left(self._starts, use.span.start) : bisect_left(self._starts, use.span.end)]

    def cites(self, use: RefUse) -> list[Cs1Citation]:
        """The citation templates inside a reference."""
        return [Cs1Citation(t, kind) for t in self.within(use) if (kind := cs1_kind(t))]

    def has_short(self, use: RefUse) -> bool:
        """Say whether a reference holds a short citation."""
        return any("short-citation" in self._article.profile.roles(t) for t in self.within(use))

    def listed(self, cited: set[int]) -> Iterator[Cs1Citation]:
        """The citation templates that do not begin at one of *cited*: a bibliography."""
        for template in self._all:
            kind = cs1_kind(template)
            if kind and template.start not in cited:
                yield Cs1Citation(template, kind)


def _short_uses(shorts: ShortIndex) -> dict[int, list[int]]:
    """Where each source begins -> where short citations point at it."""
    by_anchor: dict[str, list[int]] = defaultdict(list)
    for use in shorts.uses:
        by_anchor[use.anchor].append(use.template.start)
    found: dict[int, list[int]] = defaultdict(list)
    for anchor, templates in shorts.sources.items():
        for template in templates:
            found[template.start] += by_anchor.get(anchor, ())
    return found


def _places(article: Article, offsets: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seen(" › ".join(article.section_at(at).path)) or "Lead" for at in offsets))


def _from_cite(cite: Cs1Citation) -> Source:
    date = cite.value("date", "year", "publication-date")
    accessed = cite.value("access-date")
    url = cite.value("url", "chapter-url")
    faults = []
    for name, check in CHECKS.items():
        value = cite.value(name)
        if value and "{" not in value:
            faults.append(Fault(name, _plain(value), check(value)))
    return Source(
        0,
        cite.kind,
        _plain(cite.value("title", "chapter", "script-title")),
        _plain(cite.value("last", "last1", "author", "author1", "vauthors", "editor-last", "editor-last1")),
        _plain(cite.value("work") or cite.value("publisher")),
        _plain(date),
        _plain(accessed),
        cite.has("archive-url"),
        url if _URL.fullmatch(url) else "",
        host_of(url).removeprefix("www."),
        tuple(faults),
        0,
        (),
        _year(date),
        _year(accessed),
    )


def _from_text(content: str) -> Source:
    match = _URL.search(content)
    url = match.group().rstrip(".,;") if match else ""
    bare = bool(match) and not _plain(_URL.sub("", content)).strip("[].,; ")
    text = _plain(content)
    return Source(
        0, "bare URL" if bare else "text", url[:_ROOM] if bare else text, "", "", "", "",
        bool(_ARCHIVE.search(content)), url, host_of(url).removeprefix("www."), (), 0, (), 0 if bare else _year(text),
    )  # fmt: skip


def _markers(article: Article) -> Iterator[Source]:
    """The markers of a plain-text snapshot: nothing is known of the sources but how often they are cited."""
    uses: dict[str, int] = defaultdict(int)
    for section in article.sections:
        for citation in section.citations:
            if citation.kind == "marker":
                uses[citation.source] += 1
    for number, (marker, count) in enumerate(uses.items(), 1):
        if _MARKER.fullmatch(marker):
            yield Source(number, "marker", seen(marker), "", "", "", "", False, "", "", (), count, ())


def _plain(text: str) -> str:
    """Return wikitext as a reader sees it, roughly, and never longer than a line."""
    text = strip_comments(text[: 4 * _ROOM])
    text = _LINK.sub(lambda m: m.group(1) or m.group(2) or "", text)
    text = " ".join(seen(_MARKUP.sub("", text)).replace("⏎", " ").split())
    return text if len(text) <= _ROOM else text[: _ROOM - 1] + "…"


def _year(text: str) -> int:
    date = parse_date(text.strip())
    if date is not None and date.year:
        return date.year
    years = _YEAR.findall(text)
    return int(years[-1]) if years else 0


class _Titled(NamedTuple):
    """A source with its title as titles are compared, worked out once."""

    source: Source
    title: str
    digits: tuple[str, ...]


def _titled(source: Source) -> _Titled:
    return _Titled(source, source.title.casefold(), tuple(_DIGITS.findall(source.title)))


def _compared(sources: list[Source]) -> Iterator[Source]:
    """Say of each source which earlier one is the same (one address, one DOI …) or nearly so (title and host)."""
    keys: dict[str, int] = {}
    blocks: dict[str, list[_Titled]] = defaultdict(list)
    for source in sources:
        own = list(_keys(source))
        same = next((keys[key] for key in own if key in keys), 0)
        titled = _titled(source)
        block = blocks[_block(source)]
        like = 0 if same else _alike(titled, block)
        for key in own:
            keys.setdefault(key, source.number)
        block.append(titled)
        yield replace(source, same_as=same, like=like)


def _keys(source: Source) -> Iterator[str]:
    """What no two sources share. A book's pages are cited at several addresses, so books count by title too."""
    if source.url:
        yield source.url.partition("#")[0].partition("//")[2].removeprefix("www.").rstrip("/")
    for fault in source.identifiers:
        if fault.name in ("doi", "pmid", "pmc", "arxiv", "bibcode", "jstor") and not fault.wrong:
            yield f"{fault.name}:{fault.value.lower()}"


def _block(source: Source) -> str:
    return source.host or source.title[:4].casefold()


def _alike(one: _Titled, earlier: list[_Titled]) -> int:
    """The earlier source with nearly the same title; numbers in titles must agree, as in yearly tables."""
    if len(one.title) < 12 or one.source.kind == "bare URL":
        return 0
    for other in earlier[-200:]:
        if one.digits != other.digits or len(other.title) < 12 or _other(one.source, other.source):
            continue
        if fuzz.ratio(one.title, other.title, score_cutoff=_SAME_WORDS):
            return other.source.number
    return 0


def _other(one: Source, two: Source) -> bool:
    """Say whether author or date tell the two apart."""
    return bool((one.author and two.author and one.author != two.author) or (one.date and two.date != one.date))
