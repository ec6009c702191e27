from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import is_plain
from articlewatch.article.nodes import Wikilink
from articlewatch.lint import Example, Fix, Problem, Related, rule


@rule(
    "link-duplicate-section",
    code="L008",
    severity="suggestion",
    when="[[",
    fix="assisted",
    bad=[
        Example("The [[dam]] broke. The ⟦[[Dam]]⟧ was old.", fixed="The [[dam]] broke. The Dam was old."),
        Example(
            "Near [[Old Town|the town]] a [[bridge]] fell.\n\nThe ⟦[[old Town]]⟧ burnt.",
            fixed="Near [[Old Town|the town]] a [[bridge]] fell.\n\nThe old Town burnt.",
        ),
        "== Travels ==\n[[Rome]] is far. ⟦[[Rome|It]]⟧ is old; ⟦[[Rome]]⟧ is big.",
    ],
    good=[
        "The [[dam]] broke. The [[Dam#History|dam]] was old. [[dam (animal)|Dam]]",
        "The [[dam]] broke.\n* [[dam]]\n* [[dam]]\n{|\n| [[dam]]\n|}",
        "{{Infobox|type=[[dam]]}} The [[dam]] broke.<ref>[[dam]]</ref>",
        "[[File:a.jpg|thumb|A [[dam]]]] The [[dam]] broke.",
        "The [[dam]] broke.\n\n== Later ==\nThe [[dam]] was rebuilt.",
    ],
    guideline="MOS:REPEATLINK",
)
def link_duplicate_section(section: Section) -> Iterator[Problem]:
    """The same page linked twice in the prose of one section.

    The second link tells a reader nothing new and makes the useful links harder to see. Keep the first. Links in
    lists, tables, captions, infoboxes and references are left out of account, as are links to different sections
    of one page.
    """
    links = section.wikilinks
    if len(links) < 2 or section.role in ("references", "external-links", "see-also", "further-reading"):
        return
    seen: dict[str, Wikilink] = {}
    files = [f.span for f in section.files]
    spans = iter(sorted(p.span for p in section.paragraphs if p.kind == "text"))
    span = next(spans, None)
    for link in links:
        while span is not None and span.end <= link.start:
            span = next(spans, None)
        if span is None:
            return
        if link.start < span.start or ":" in link.target:
            continue
        key = f"{link.title}#{link.fragment}"
        first = seen.get(key)
        if link.depth or section.in_ref(link.start) or section.in_table(link.start) or section.in_template(link.start):
            continue
        if section.is_opaque(link.start) or any(f.start < link.start < f.end for f in files):
            continue
        if first is None:
            seen[key] = link
            continue
        label = link.label
        fix = Fix.replace(link.span, label, safety="assisted") if is_plain(label.replace("''", "")) else None
        yield Problem(
            link.span,
            f"“{link.title or link.target}” is linked earlier in this section",
            fix,
            (Related(first.span, "first link"),),
            "keep the first link only",
        )
