from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.weblinks import wiki_page
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-internal-as-external",
    code="L014",
    severity="warning",
    when="/wiki/",
    fix="safe",
    bad=[
        Example(
            "See ⟦[https://en.wikipedia.org/wiki/Iron_Bridge the bridge]⟧.", fixed="See [[Iron Bridge|the bridge]]."
        ),
        Example("* ⟦[http://en.m.wikipedia.org/wiki/Caf%C3%A9 Café]⟧", fixed="* [[Café]]"),
        Example("See ⟦https://en.wikipedia.org/wiki/Rome#Old_town⟧ there.", fixed="See [[Rome#Old town]] there."),
        Example(
            "⟦[https://de.wikipedia.org/wiki/Rom Rom]⟧", fixed="[[Rom]]", site="https://de.wikipedia.org", language="de"
        ),
    ],
    good=[
        "See [https://en.wikipedia.org/w/index.php?title=Rome&action=history its history].",
        "[https://de.wikipedia.org/wiki/Rom Rom] {{cite web|url=https://en.wikipedia.org/wiki/Rome|title=Rome}}",
        "<ref>[https://en.wikipedia.org/wiki/Rome Rome]</ref> <nowiki>https://en.wikipedia.org/wiki/Rome</nowiki>",
        "[https://en.wikipedia.org/wiki/Rome?action=raw raw] [https://en.wikipedia.org/wiki/Special:Search search]",
        "<base>https://en.wikipedia.org/wiki/Main_Page</base>",
        Example("See [https://en.wikipedia.org/wiki/Rome Rome].", site="wiki.example.org", language="en"),
    ],
    guideline="MOS:LINK",
    precision="1 of 1 read hits right (corpus, histories, all languages)",
)
def link_internal_as_external(section: Section) -> Iterator[Problem]:
    """A full address that leads to a page of the same wiki.

    It is shown with the mark of an outside link, does not follow the page when it is moved, and is not listed
    under “What links here”. Write a wikilink. In a reference the fault is another one: a wiki is no source for itself.
    """
    language = section.page.language or section.profile.language
    if language == "en" and section.profile.id == "generic":
        return  # a wiki in English that is not the English Wikipedia
    for link in section.external_links:
        found = wiki_page(link.url)
        if found is None or found.project != "wikipedia" or found.language != language:
            continue
        if section.in_ref(link.start) or section.in_template(link.start) or section.is_opaque(link.start):
            continue
        if section.profile.namespace(found.target) or section.page.kind == "redirect":
            continue
        if not link.bracketed and section.text.startswith("</", link.end):
            continue  # the content of an element, as in an export pasted in
        fix = None
        if (link.label and not any(c in link.label for c in "[|{<")) or not link.bracketed:
            fix = Fix.replace(link.span, found.wikilink(link.label))
        yield Problem(link.span, f"external link to the wiki's own page “{found.target}”", fix, help="write a wikilink")
