"""Changes to citations, links, templates, media, categories, tables and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from articlewatch.article.citations import Citation
from articlewatch.article.nodes import ExternalLink, Node, Wikilink
from articlewatch.article.section import Section
from articlewatch.article.spans import Span
from articlewatch.article.templates import Parameter, Template
from articlewatch.diff.meaning.change import Change, What
from articlewatch.diff.meaning.pairing import Paired, pair
from articlewatch.diff.meaning.sideview import SideView
from articlewatch.diff.model import Diff

NodeT = TypeVar("NodeT", bound=Node)

#: Two citations, links or comments in the same place are one, altered, when their source is this alike (percent).
_ALIKE = 50
#: A source this long is compared by its beginning only. Code points.
_ENOUGH = 2_000
_ARCHIVES = ("web.archive.org", "archive.org/web", "archive.today", "archive.is", "webcitation.org", "archive.ph")


def node_changes(diff: Diff, old: SideView, new: SideView) -> Iterator[Change]:
    """Yield what happened to everything but prose and headings."""
    yield from _citations(diff, old, new)
    yield from _templates(diff, old, new)
    yield from _links(diff, old, new)
    files = pair(_files(old), _files(new), diff, [lambda f: f.title], _same_kind)
    yield from _told(files, "media", old, new, name=lambda f: f.title)
    categories = pair(_categories(old), _categories(new), diff, [lambda c: c.title], _never)
    yield from _told(categories, "category", old, new, name=lambda c: c.title.partition(":")[2])
    comments = pair(
        old.nodes(lambda s: s.comments, inside=True), new.nodes(lambda s: s.comments, inside=True), diff, [], _alike
    )
    yield from _told(comments, "comment", old, new, name=_no_name)
    tables = pair(old.tables(), new.tables(), diff, [], _same_kind)
    for before, after in tables.edited:
        yield _change("edited", "table", old, new, before.span, after.span)
    for table in tables.removed:
        yield _change("removed", "table", old, new, table.span, None)
    for table in tables.added:
        yield _change("added", "table", old, new, None, table.span)


def _files(view: SideView) -> list[Wikilink]:
    return view.nodes(lambda s: s.files)


def _categories(view: SideView) -> list[Wikilink]:
    return view.nodes(lambda s: s.categories, inside=True)


def _never(one: object, other: object) -> bool:
    return False


def _same_kind(one: object, other: object) -> bool:
    return True


def _no_name(node: Node) -> str:
    return ""


def _alike(one: Node, other: Node) -> bool:
    return ratio(one.source[:_ENOUGH], other.source[:_ENOUGH]) >= _ALIKE


def _change(
    kind: str,
    what: What,
    old: SideView,
    new: SideView,
    before: Span | None,
    after: Span | None,
    *,
    name: str = "",
    note: str = "",
) -> Change:
    section = new.path(after) if after else old.path(before) if before else ()
    return Change(
        kind,  # type: ignore[arg-type]
        what,
        section,
        before,
        after,
        name,
        before.of(old.article.text) if before else "",
        after.of(new.article.text) if after else "",
        note,
    )


def _told(
    paired: Paired[NodeT], what: What, old: SideView, new: SideView, *, name: Callable[[NodeT], str]
) -> Iterator[Change]:
    """Yield the changes of nodes that need no closer look."""
    for before, after in paired.edited:
        yield _change("edited", what, old, new, before.span, after.span, name=name(after))
    for node in paired.removed:
        yield _change("removed", what, old, new, node.span, None, name=name(node))
    for node in paired.added:
        yield _change("added", what, old, new, None, node.span, name=name(node))


def _citations(diff: Diff, old: SideView, new: SideView) -> Iterator[Change]:
    paired = pair(
        old.nodes(lambda s: s.citations, inside=True),
        new.nodes(lambda s: s.citations, inside=True),
        diff,
        [lambda c: c.is_definition and (c.group, c.name) if c.name else "", lambda c: c.url],
        _alike,
    )
    for before, after in paired.same:
        yield _change("moved", "citation", old, new, before.span, after.span, name=after.name)
    for before, after in paired.edited:
        note = _what_altered(before, after)
        yield _change("edited", "citation", old, new, before.span, after.span, name=after.name, note=note)
    for node in paired.removed:
        yield _change("removed", "citation", old, new, node.span, None, name=node.name)
    for node in paired.added:
        known = node.kind in ("reuse", "call") and (node.group, node.name) in old.article.definitions
        yield _change("reused" if known else "added", "citation", old, new, None, node.span, name=node.name)


def _what_altered(before: Citation, after: Citation) -> str:
    """Say in words what of a citation was altered."""
    was, now = before.url, after.url
    if was and now and was != now and _is_archive(now) and not _is_archive(was):
        return "url replaced by an archived copy"
    old_params, new_params = _parameters(before.templates), _parameters(after.templates)
    altered = [name for name in {**old_params, **new_params} if old_params.get(name) != new_params.get(name)]
    if "archive-url" in altered and "archive-url" not in old_params:
        return "archived copy added"
    if before.templates and after.templates and altered:
        return f"{', '.join(altered[:4])}{' …' if len(altered) > 4 else ''}"
    return "named" if after.name and not before.name else ""


def _parameters(templates: Sequence[Template]) -> dict[str, str]:
    return {name: p.value for t in templates[:1] for p in t.params if (name := p.name) and p.value}


def _is_archive(url: str) -> bool:
    return any(archive in url for archive in _ARCHIVES)


def _links(diff: Diff, old: SideView, new: SideView) -> Iterator[Change]:
    inner: Callable[[Section], list[Wikilink]] = lambda s: s.wikilinks  # noqa: E731
    wikilinks = pair(old.nodes(inner), new.nodes(inner), diff, [lambda k: k.title], _same_target_or_label)
    for before, after in wikilinks.edited:
        note = "label" if before.title == after.title else f"{before.title} → {after.title}"
        yield _change("edited", "wikilink", old, new, before.span, after.span, name=after.title, note=note)
    rest: Paired[Wikilink] = Paired([], [], wikilinks.removed, wikilinks.added)
    yield from _told(rest, "wikilink", old, new, name=lambda k: k.title)
    outer: Callable[[Section], list[ExternalLink]] = lambda s: s.external_links  # noqa: E731
    links = pair(old.nodes(outer), new.nodes(outer), diff, [lambda k: k.url], _alike)
    yield from _told(links, "external link", old, new, name=lambda k: k.url)


def _same_target_or_label(before: Wikilink, after: Wikilink) -> bool:
    return before.label.strip("'").casefold() == after.label.strip("'").casefold() or _alike(before, after)


def _templates(diff: Diff, old: SideView, new: SideView) -> Iterator[Change]:
    def outermost(view: SideView) -> list[Template]:
        return view.nodes(lambda s: (t for t in s.templates if t.depth == 0 and s.profile.roles(t) is not None))

    cited = {c.span for view in (old, new) for c in view.nodes(lambda s: s.citations, inside=True)}
    olds = [t for t in outermost(old) if t.span not in cited]
    news = [t for t in outermost(new) if t.span not in cited]
    paired = pair(olds, news, diff, [lambda t: t.key], _alike)
    for before, after in paired.edited:
        yield from _parameter_changes(before, after, old, new)
    rest: Paired[Template] = Paired([], [], paired.removed, paired.added)
    yield from _told(rest, "template", old, new, name=lambda t: t.name)


def _parameter_changes(before: Template, after: Template, old: SideView, new: SideView) -> Iterator[Change]:
    """Yield the parameters in which two versions of a template differ."""
    if before.key != after.key:
        note = f"{before.name} → {after.name}"
        yield _change("renamed", "template", old, new, before.span, after.span, name=after.name, note=note)
    was = {p.name: p for p in before.params}
    now = {p.name: p for p in after.params}
    for name in {**was, **now}:
        one, other = was.get(name), now.get(name)
        was_value, now_value = one.value if one else "", other.value if other else ""
        if was_value == now_value:
            continue
        if _only_citations(one, old) and _only_citations(other, new):
            continue
        kind = "edited" if was_value and now_value else "removed" if was_value else "added"
        yield Change(
            kind,  # type: ignore[arg-type]
            "parameter",
            new.path(after.span),
            one.span if one else None,
            other.span if other else None,
            f"{after.name}|{name}",
            was_value,
            now_value,
        )


def _only_citations(parameter: Parameter | None, view: SideView) -> bool:
    """Say whether all that was edited in a parameter are citations, which are told by themselves."""
    if parameter is None:
        return True
    for edit in view.touched.within(view.side, parameter.value_span):
        at = edit.start
        if not edit.of(view.article.text).strip():
            continue
        for citation in view.citations_at(edit):  # several may stand side by side
            if citation.start <= at < citation.end:
                at = citation.end
        if at < edit.end:
            return False
    return True
