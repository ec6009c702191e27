from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import is_plain
from articlewatch.article.nodes import page_key
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-self",
    code="L002",
    severity="warning",
    when="[[",
    fix="assisted",
    bad=[
        Example("* The ⟦[[Old Bridge]]⟧ fell.", fixed="* The Old Bridge fell.", title="Old Bridge"),
        Example("The ⟦[[old_Bridge|bridge]]⟧ fell.", fixed="The bridge fell.", title="Old Bridge"),
        Example("{{Infobox|name=⟦[[Old Bridge]]⟧}}", fixed="{{Infobox|name=Old Bridge}}", title="Old Bridge"),
    ],
    good=[
        Example("See [[Old Bridge#History]] and [[#History]].", title="Old Bridge"),
        Example("#REDIRECT [[Old Bridge]]", title="Old Bridge"),
        Example("The [[Old bridge]] and [[wikt:Old Bridge]] and [[:de:Old Bridge]].", title="Old Bridge"),
        Example("The [[Old Bridge]] fell.", title=""),
        Example("[[User talk:Ann|talk]]", title="User talk:Ann"),
    ],
    guideline="MOS:SELFLINK",
    precision="11 of 12 read hits right (all languages)",
)
def link_self(section: Section) -> Iterator[Problem]:
    """A link from an article to itself.

    It leads nowhere: MediaWiki shows it as bold text instead of a link. Take the brackets away, or link to the
    section meant. A self-link through a redirect cannot be seen without the wiki.
    """
    title = page_key(section.page.title)
    if not title or section.page.kind == "redirect" or section.profile.namespace(title):
        return
    rest = title[1:]
    if rest not in section.text and rest.replace(" ", "_") not in section.text:
        return
    tail = max(rest.split(), key=len, default="")
    for link in section.wikilinks:
        if tail not in link.target or link.title != title or "#" in link.target or section.is_opaque(link.start):
            continue
        label = link.label
        fix = Fix.replace(link.span, label, safety="assisted") if is_plain(label.replace("''", "")) else None
        yield Problem(link.span, "the article links to itself", fix, help="remove the link or point it to a section")
