from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import is_plain
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-in-external-link",
    code="L005",
    severity="error",
    when="[[",
    fix="assisted",
    bad=[
        Example(
            "<ref>[https://example.org/a The old ⟦[[bridge]]⟧ fell]</ref>",
            fixed="<ref>[https://example.org/a The old bridge fell]</ref>",
        ),
        Example(
            "* [http://example.org ⟦[[Iron bridge|Bridges]]⟧ and ⟦[[Dam]]⟧s]",
            fixed="* [http://example.org Bridges and Dams]",
        ),
    ],
    good=[
        "* [https://example.org The bridge], [[Dam]]",
        "* [https://example.org [[File:Bridge.jpg|20px]]]",
        "* [[Bridge]] [https://example.org site]",
    ],
    precision="14 of 14 read hits right (corpus, histories and dumps, all languages); every one is a lint of "
    "MediaWiki too",
)
def link_in_external_link(section: Section) -> Iterator[Problem]:
    """A wikilink inside the text of an external link.

    Links cannot nest: the browser ends the outer link where the inner one begins, and the words after it lead
    nowhere. Unlink the inner words, or move the wikilink out of the brackets.
    """
    links = section.wikilinks
    if not links:
        return
    starts = [link.start for link in links]
    for outer in section.external_links:
        if not outer.bracketed or "[[" not in outer.label:
            continue
        inside = outer.label_span
        for index in range(bisect_left(starts, inside.start), bisect_left(starts, inside.end)):
            link = links[index]
            if inside.start <= link.start and link.end <= inside.end and not section.is_opaque(link.start):
                label = link.label
                fix = Fix.replace(link.span, label, safety="assisted") if is_plain(label.replace("''", "")) else None
                yield Problem(link.span, "wikilink inside an external link breaks it in two", fix)
