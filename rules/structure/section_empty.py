from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.passage import Passage
from articlewatch.lint import Problem, rule

# What stands at the end of a page and belongs to no section: sort keys, switches and what hides notes to editors.
_FOOTER = re.compile(r"\{\{\s*\w{4,30}:[^{}]*\}\}|__[A-Z]{3,20}__|</?(?:noinclude|onlyinclude|includeonly)\s*/?>")


@rule(
    "section-empty",
    code="S005",
    formats=("wikitext", "html"),
    severity="warning",
    when="==",
    bad=[
        "⟦== History ==⟧\n\n== Design ==\nRed.",
        "== History ==\n⟦=== Early ===⟧\n<!-- to do -->\n=== Late ===\nNew.",
        "A dam.\n\n⟦== External links ==⟧\n\n{{DEFAULTSORT:Dam}}\n[[Category:Dams]]\n[[de:Damm]]\n",
    ],
    good=[
        "== History ==\n=== Early ===\nOld.\n== Notes ==\n{{reflist}}",
        "== History ==\n{{Empty section|date=May 2020}}\n== Map ==\n[[File:Map.png]]",
        "== Data ==\n{|\n| x\n|}\n== More ==\n<gallery>\na.jpg\n</gallery>",
        "== History ==<!-- spare -->\nOld.\n== A ==\n----\nx",
    ],
    guideline="MOS:SECTIONS",
    precision="11 of 11 read hits right (all languages)",
)
def section_empty(article: Article) -> Iterator[Problem]:
    """A heading with nothing under it.

    The table of contents promises something that is not there. Write the section, or remove the heading until
    somebody does. Categories, sort keys and links to other language editions are no content; a template, an image or
    a subsection is.
    """
    sections = article.sections
    for section, bare in article.each(_is_bare):
        heading = section.heading if bare else None
        following = sections[section.index + 1] if section.index + 1 < len(sections) else None
        if heading is None or (following is not None and following.level > section.level):
            continue
        yield Problem(
            heading.span.shift(section.offset),
            f"section “{section.title}” is empty",
            help="write it or remove the heading",
        )


def _is_bare(passage: Passage) -> bool:
    """Say whether nothing follows the heading with which the passage begins."""
    if len(passage.text) > 4000 or not passage.headings:
        return False
    begin = passage.headings[0].span.end
    first = passage.text[begin:].lstrip()[:1]
    if first and first not in "<[{_":
        return False
    ranges = [(c.start, c.end) for c in passage.comments]
    ranges += [(n.start, n.end) for n in (*passage.categories, *passage.language_links)]
    ranges += [(t.start, t.end) for t in passage.templates_with_role("stub")]
    ranges.append((0, begin))
    left = []
    at = 0
    for start, end in sorted(ranges):
        if start > at:
            left.append(passage.text[at:start])
        at = max(at, end)
    left.append(passage.text[at:])
    return not _FOOTER.sub("", "".join(left)).strip()
