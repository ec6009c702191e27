from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Section
from articlewatch.article.linktext import links_by_target, target_key
from articlewatch.article.nodes import Wikilink
from articlewatch.article.ranges import line_start
from articlewatch.lint import Example, Problem, Related, Span, rule


@rule(
    "see-also-already-linked",
    code="L037",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="==",
    bad=[
        "The [[dam]] broke.\n\n== See also ==\n* ⟦[[Dam]]⟧\n* [[Weir]]",
        Example("Der [[Damm]] brach.\n\n== Siehe auch ==\n* ⟦[[Damm|Dämme]]⟧", site="generic", language="de"),
    ],
    good=[
        "The [[dam]] broke.\n\n== See also ==\n* [[Weir]]\n* [[Dam#Types]]",
        "{{navbox|list=[[Dam]]}}\nThe dam.\n<ref>[[Dam]]</ref>\n== See also ==\n* [[Dam]]",
        "== See also ==\n* [[Dam]]\n== External links ==\n* [[Dam]]",
    ],
    guideline="MOS:SEEALSO",
    precision="24 of 24 read hits right (English corpus)",
)
def see_also_already_linked(article: Article) -> Iterator[Problem]:
    """A “See also” entry that the text links already.

    The section is for what the article does not mention yet. A short list of new things is worth more than a long
    one of known things. Links in templates, tables and references do not count.
    """
    lists = [s for s in article.sections if s.role == "see-also"]
    if not lists:
        return
    wanted = {_key(link) for section in lists for link in section.wikilinks}
    seen: dict[str, Span] = {}
    for section in article.sections:
        if section.role not in ("lead", "body", "plot"):
            continue
        by_key = links_by_target(section.passage)
        for key in wanted & by_key.keys():
            for link in () if key in seen else by_key[key]:
                if not section.in_ref(link.start) and not section.in_table(link.start):
                    seen[key] = link.span.shift(section.offset)
                    break
    for section in lists:
        for link in section.wikilinks:
            first = seen.get(_key(link))
            if first is not None and _is_entry(section, link):
                yield Problem(
                    link.span.shift(section.offset),
                    f"“{link.title}” is linked in the text already",
                    related=(Related(first, "linked here"),),
                    help="remove the entry",
                )


def _key(link: Wikilink) -> str:
    return target_key(link.target)


def _is_entry(section: Section, link: Wikilink) -> bool:
    """Say whether the link begins a list item, so that it is the entry and not part of its explanation."""
    start = line_start(section.text, link.start)
    return bool(section.text[start : link.start].strip("*#:;' \t") == "") and not section.in_template(link.start)
