from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import is_plain, links_by_target
from articlewatch.article.nodes import Wikilink
from articlewatch.article.ranges import Ranges
from articlewatch.lint import Example, Fix, Problem, Related, rule


@rule(
    "link-duplicate-section",
    code="L008",
    formats=("wikitext", "html"),
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
    precision="47 of 47 read hits right (English corpus); none to six in most good and featured articles",
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
    groups = links_by_target(section.passage)
    repeated = [group for target, group in groups.items() if len(group) > 1 and ":" not in target]
    if not repeated:
        return
    prose = Ranges(p.span for p in section.paragraphs if p.kind == "text")
    files = Ranges(f.span for f in section.files)
    for group in repeated:
        shown = [link for link in group if _is_prose(section, link, prose) and link.start not in files]
        yield from _problems(shown)


def _problems(links: list[Wikilink]) -> Iterator[Problem]:
    for link in links[1:]:
        label = link.label
        fix = Fix.replace(link.span, label, safety="assisted") if is_plain(label.replace("''", "")) else None
        yield Problem(
            link.span,
            f"“{link.title or link.target}” is linked earlier in this section",
            fix,
            (Related(links[0].span, "first link"),),
            "keep the first link only",
        )


def _is_prose(section: Section, link: Wikilink, prose: Ranges) -> bool:
    at = link.start
    if at not in prose or section.in_ref(at) or section.in_template(at) or section.in_table(at):
        return False
    return not section.is_opaque(at)
