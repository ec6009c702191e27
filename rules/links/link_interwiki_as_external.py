from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import in_running_line
from articlewatch.article.weblinks import wiki_page
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-interwiki-as-external",
    code="L015",
    severity="suggestion",
    when="/wiki/",
    fix="safe",
    bad=[
        Example(
            "* See ⟦[https://de.wikipedia.org/wiki/Eiserne_Br%C3%BCcke the bridge]⟧.",
            fixed="* See [[:de:Eiserne Brücke|the bridge]].",
        ),
        Example("* ⟦[https://en.wiktionary.org/wiki/dam dam]⟧", fixed="* [[wikt:dam|dam]]"),
        Example(
            "* ⟦[http://commons.wikimedia.org/wiki/Category:Dams Pictures]⟧",
            fixed="* [[commons:Category:Dams|Pictures]]",
        ),
        Example("* ⟦[https://fr.wikisource.org/wiki/Le_Pont Le Pont]⟧", fixed="* [[s:fr:Le Pont|Le Pont]]"),
    ],
    good=[
        "See [https://en.wikipedia.org/wiki/Rome Rome] and [[:de:Rom|Rom]].",
        "<ref>{{cite web|url=https://de.wikipedia.org/wiki/Rom|title=Rom}}</ref> [https://de.wikipedia.org/w/x.php y]",
        "https://de.wikipedia.org/wiki/Rom",
        "[https://lists.wikimedia.org/wiki/x y] [https://example.org/wiki/Rome z]",
    ],
    guideline="H:INTERWIKI",
    precision="9 of 9 hits right (corpus, histories and dumps, all languages)",
)
def link_interwiki_as_external(section: Section) -> Iterator[Problem]:
    """A full address that leads to a sister wiki.

    Pages of the sister projects and of the other language editions have short links of their own, which keep working
    when a wiki's address changes. Bare addresses, references and, on the
    English Wikipedia, running text (which should not hold such links at all) are left alone.
    """
    language = section.page.language or section.profile.language
    for link in section.external_links:
        if not link.bracketed or not link.label or any(c in link.label for c in "[|{<"):
            continue
        found = wiki_page(link.url)
        if found is None or (found.project == "wikipedia" and found.language in ("", language)):
            continue
        if section.profile.id == "enwiki" and in_running_line(section.text, link.start):
            continue
        if section.in_ref(link.start) or section.in_template(link.start) or section.is_opaque(link.start):
            continue
        text = found.wikilink(link.label, home=language)
        yield Problem(link.span, f"external link to {found.host}", Fix.replace(link.span, text), help=f"write {text}")
