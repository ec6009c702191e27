from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Template
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
    precision="13 of 13 read hits right (English)",
)
def extlink_dead_tagged(section: Section) -> Iterator[Problem]:
    """A link marked as dead that has no archived copy.

    The statement it supports cannot be checked. Look for a copy in a web archive and add it with ``archive-url`` and
    ``archive-date``, or find another source. Tags that say a search was made in vain are left alone.
    """
    for template in section.templates_named(*_DEAD):
        if template.has("fix-attempted") and template.value("fix-attempted").lower() in ("yes", "y", "true"):
            continue
        if section.is_opaque(template.start) or _has_copy(section, template):
            continue
        yield Problem(template.span, "dead link without an archived copy", help="look for a copy in a web archive")


def _has_copy(section: Section, tag: Template) -> bool:
    """Say whether the reference or the line round the tag holds a link to an archive."""
    ref = next((t for t in section.tags_named("ref") if t.kind == "pair" and t.start < tag.start < t.end), None)
    text = section.text
    if ref is not None:
        start, end = ref.start, ref.end
    else:
        start = text.rfind("\n", 0, tag.start) + 1
        stop = text.find("\n", tag.end)
        end = stop if stop >= 0 else len(text)
    near = [t for t in section.templates if start <= t.start < end]
    if any(t.key in _ARCHIVES or t.has("archive-url", "archiveurl") for t in near):
        return True
    return "web.archive.org" in text[start:end] or "archive.today" in text[start:end]
