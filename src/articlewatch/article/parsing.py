"""From the text of a snapshot to an article: cut into passages, nested into sections."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Literal

from articlewatch.article.article import Article
from articlewatch.article.cuts import Cuts, Page, find_cuts
from articlewatch.article.gathered import Gathered
from articlewatch.article.headingtext import plain_heading
from articlewatch.article.passage import Passage
from articlewatch.article.passagecache import PassageCache
from articlewatch.article.plain import PlainPassage
from articlewatch.article.profile import Profile, load_profile, profile_for
from articlewatch.article.scanned import Scan, cut
from articlewatch.article.section import PageContext, PageKind, Section
from articlewatch.article.snapshot import Snapshot
from articlewatch.errors import ConfigurationError

#: Roles of templates that say something of the page they stand on.
_DECLARING = frozenset(["dmy", "mdy", "english", "disambiguation"])


def parse(
    snapshot: Snapshot | str,
    *,
    profile: Profile | str | None = None,
    cache: PassageCache | None = None,
) -> Article:
    """Parse a snapshot, or wikitext given as a string, into an :class:`Article`.

    *profile* is a site profile or its name; by default it follows from the snapshot's site (a host, a URL or
    a profile's name), and is the English Wikipedia's when nothing is known. Any text yields an article: faults of
    markup are left to the rules. Raises ConfigurationError for an unknown profile or a format that is not parsed here.
    """
    if isinstance(snapshot, str):
        snapshot = Snapshot(snapshot)
    if profile is None:
        profile = profile_for(snapshot.site) if snapshot.site else load_profile("enwiki")
    elif isinstance(profile, str):
        profile = load_profile(profile)
    language = snapshot.language or profile.language
    if snapshot.format == "plain":
        page = PageContext(title=snapshot.title, language=language, profile=profile.id, format="plain")
        passage = PlainPassage(snapshot.text, profile, language)
        return Article(snapshot, profile, page, _nest([(0, "", 0, passage)], profile, page))
    if snapshot.format == "html":
        return _parse_rendered(snapshot, profile)
    if snapshot.format != "wikitext":
        raise ConfigurationError(f"cannot parse a snapshot of format {snapshot.format!r}")
    return _parse_wikitext(snapshot, profile, language, cache)


def _parse_wikitext(snapshot: Snapshot, profile: Profile, language: str, cache: PassageCache | None) -> Article:
    text = snapshot.text
    if cache is None:
        cache = PassageCache()
    last = cache.page
    cuts = find_cuts(text, last)
    places = [0, *(h.span.start for h in cuts.headings), len(text)]
    passages = _passages(text, cuts, places, profile, language, cache)
    before = last.gathered if last is not None and _are_of(last.passages, profile, language) else None
    gathered = Gathered(passages, before, cuts.head, cuts.tail)
    cache.page = Page(text, cuts.headings, passages, gathered)
    page = _page_context(snapshot, profile, language, passages)
    outline: list[tuple[int, str, int, Passage]] = [(0, "", 0, passages[0])]
    for index, heading in enumerate(cuts.headings, 1):
        title = plain_heading(text[heading.title.start : heading.title.end])
        outline.append((heading.level, title, places[index], passages[index]))
    return Article(snapshot, profile, page, _nest(outline, profile, page), gathered)


def _are_of(passages: Sequence[Passage], profile: Profile, language: str) -> bool:
    return passages[0].profile is profile and passages[0].language == language


def _passages(
    text: str, cuts: Cuts, places: Sequence[int], profile: Profile, language: str, cache: PassageCache
) -> list[Passage]:
    """The passages of *text* between each two of *places*; those of the revision before are not even looked up."""
    head: Sequence[Passage] = ()
    tail: Sequence[Passage] = ()
    known = cache.page.passages if cache.page is not None else ()
    if known and _are_of(known, profile, language):
        head, tail = known[: cuts.head], known[len(known) - cuts.tail :]
        cache.keep(head)
    begin, scanned = cuts.begin, cuts.scanned
    middle = [
        cache.get(text[start:end], profile, language, partial(_cut, scanned, start - begin, end - begin))
        for start, end in pairwise(places[len(head) : len(places) - len(tail)])
    ]
    cache.keep(tail)
    return [*head, *middle, *tail]


def _cut(scanned: Scan, start: int, end: int) -> Scan | None:
    """What a scan says of a range; None where it does not reach."""
    return cut(scanned, start, end) if start >= 0 and end <= len(scanned.masked) else None


def _parse_rendered(snapshot: Snapshot, profile: Profile) -> Article:
    from articlewatch.article.rendered.reader import read_page  # few runs read such a page

    rendered = read_page(snapshot.text, profile, snapshot.language)
    facts = rendered.facts
    title = snapshot.title or facts.title
    page = PageContext(
        title=title,
        language=snapshot.language or facts.language or profile.language,
        profile=profile.id,
        format="html",
        kind="disambiguation" if rendered.is_disambiguation else "list" if _is_list(title) else "article",
        date_style=facts.date_style,
    )
    outline = [(found.level, found.title, found.offset, found.passage) for found in rendered.sections]
    return Article(snapshot, profile, page, _nest(outline, profile, page))


def _nest(outline: Sequence[tuple[int, str, int, Passage]], profile: Profile, page: PageContext) -> list[Section]:
    """Return the sections of *outline*, (level, title, offset, passage) each, the lead first."""
    sections: list[Section] = []
    open_sections: list[Section] = []
    for index, (level, title, offset, passage) in enumerate(outline):
        if not index:
            sections.append(Section(passage, offset, 0, 0, "", (), "lead", page, -1))
            continue
        while open_sections and open_sections[-1].level >= level:
            open_sections.pop()
        parent = open_sections[-1] if open_sections else None
        role = profile.section_role(title)
        if role == "body" and parent is not None:
            role = parent.role
        path = (*(parent.path if parent else ()), title)
        section = Section(passage, offset, index, level, title, path, role, page, parent.index if parent else -1)
        sections.append(section)
        open_sections.append(section)
    return sections


def _is_list(title: str) -> bool:
    return title.startswith(("List of ", "Lists of "))


def _page_context(snapshot: Snapshot, profile: Profile, language: str, passages: list[Passage]) -> PageContext:
    kind: PageKind = "article"
    if profile.is_redirect(snapshot.text):
        kind = "redirect"
    elif _is_list(snapshot.title):
        kind = "list"
    date_style: Literal["dmy", "mdy", ""] = ""
    english = ""
    for passage in passages:
        for key, roles in passage.extracted(_declarations):
            if "dmy" in roles:
                date_style = date_style or "dmy"
            elif "mdy" in roles:
                date_style = date_style or "mdy"
            elif "english" in roles:
                english = english or key
            elif "disambiguation" in roles and kind == "article":
                kind = "disambiguation"
    return PageContext(
        title=snapshot.title,
        language=language,
        profile=profile.id,
        kind=kind,
        date_style=date_style,
        english=english,
    )


def _declarations(passage: Passage) -> list[tuple[str, frozenset[str]]]:
    """The templates of a passage that say something of the page, with their roles."""
    roles = ((key, passage.profile.roles(key)) for key in passage.templates_by_key)
    return [(key, found) for key, found in roles if not _DECLARING.isdisjoint(found)]
