from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from articlewatch.article import Section, Template
from articlewatch.article.ranges import line_start
from articlewatch.lint import Problem, rule

_DEAD = ("dead link", "deadlink", "dead", "dl", "broken link", "dead-link")
_ARCHIVES = ("webarchive", "wayback", "webcite", "cite archive", "archive url", "memento")


@rule(
    "extlink-dead-tagged",
    code="L019",
    severity="suggestion",
    when=("ead", "{{dl", "{{DL", "roken"),
    sites=("enwiki",),
    bad=[
        "Old.<ref>{{cite web|url=https://example.org/a|title=A}} ⟦{{dead link|date=May 2020}}⟧</ref>",
        "* [https://example.org Site]⟦{{Dead link}}⟧",
        "Old.<ref>{{cite web|url=https://example.org/a|title=A|archive-url=}}⟦{{dead link|date=May 2020}}⟧</ref>",
    ],
    good=[
        "Old.<ref>{{cite web|url=https://e.org|title=A|archive-url=https://web.archive.org/web/2010/https://e.org}}"
        "{{dead link|date=May 2020}}</ref>",
        "* [https://example.org Site]{{dead link|fix-attempted=yes}} {{dead end}}",
        "* [https://example.org Site]{{dead link}} {{webarchive|url=https://web.archive.org/web/2010/https://e.org}}",
    ],
    guideline="WP:LINKROT",
    precision="24 of 24 read hits right (English corpus)",
)
def extlink_dead_tagged(section: Section) -> Iterator[Problem]:
    """A link marked as dead that has no archived copy.

    The statement it supports cannot be checked. Look for a copy in a web archive and add it with ``archive-url`` and
    ``archive-date``, or find another source. Tags that say a search was made in vain are left alone.
    """
    tags = section.templates_named(*_DEAD)
    if not tags:
        return
    refs = [t for t in section.tags_named("ref") if t.kind == "pair"]
    ref_starts, starts = [t.start for t in refs], [t.start for t in section.templates]
    for template in tags:
        if template.value("fix-attempted").lower() in ("yes", "y", "true") or section.is_opaque(template.start):
            continue
        index = bisect_right(ref_starts, template.start) - 1
        if index >= 0 and template.start < refs[index].end:
            start, end = refs[index].start, refs[index].end
        else:
            start = line_start(section.text, template.start)
            stop = section.text.find("\n", template.end, template.end + 2000)
            end = stop if stop >= 0 else min(len(section.text), template.end + 2000)
        first = bisect_left(starts, start)
        around = section.templates[first : min(bisect_left(starts, end), first + 200)]
        if not _is_archived(section.text[start:end], around):
            yield Problem(template.span, "dead link without an archived copy", help="look for a copy in a web archive")


def _is_archived(text: str, templates: list[Template]) -> bool:
    """Say whether the reference, or the line round the tag, holds a link to an archive."""
    if "rchive" not in text and not any(name in text.lower() for name in ("wayback", "webcite", "memento")):
        return False
    if any(t.key in _ARCHIVES or t.has("archive-url", "archiveurl") for t in templates):
        return True
    return "web.archive.org" in text or "archive.today" in text
