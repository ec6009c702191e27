from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_WIKI = re.compile(
    r"https?://(?:(?:[a-z-]{2,12}\.)?(?:m\.)?wikipedia\.org/(?:wiki|w)/|(?:www\.)?(?:wikiwand\.com|wikizero\.com|everybodywiki\.com"
    r"|en-academic\.com|dbpedia\.org|wiki2\.org|infogalactic\.com|wikimili\.com|alchetron\.com|justapedia\.org"
    r"|grokipedia\.com|wiki\.kidzsearch\.com|wikitia\.com|peoplepill\.com)/)",
    re.IGNORECASE,
)


@rule(
    "ref-cites-wikipedia",
    code="C086",
    formats=("wikitext", "html"),
    severity="warning",
    when=_WIKI,
    bad=[
        "One.<ref>[⟦https://en.wikipedia.org/wiki/Bridge⟧ Bridge]</ref>",
        "One.<ref>{{cite web |title=A |url=⟦https://de.wikipedia.org/wiki/Brücke⟧}}</ref>",
        "One.<ref>⟦https://www.wikiwand.com/en/Bridge⟧</ref>",
    ],
    good=[
        "One.<ref>[https://example.org Bridge]</ref>",
        "See [https://en.wikipedia.org/wiki/Bridge Bridge].",
        "One.<ref>[https://en.wikisource.org/wiki/A A]</ref>",
        "One.<ref>[https://commons.wikimedia.org/wiki/File:A.jpg A]</ref>",
    ],
    precision="2 of 2 hits right (corpus, histories and dumps, all languages)",
    guideline="WP:CIRCULAR",
)
def ref_cites_wikipedia(section: Section) -> Iterator[Problem]:
    """Wikipedia, or a copy of it, as a source.

    An article cannot support an article: use the sources that the other one cites. An article about Wikipedia itself
    may cite it.
    """
    if "Wikipedia" in section.page.title or "Wikimedia" in section.page.title:
        return
    for link in section.external_links:
        if (
            _WIKI.match(link.url)
            and section.in_ref(link.start)
            and "Special:" not in link.url
            and "File:" not in link.url
        ):
            yield Problem(
                link.url_span, "Wikipedia or a copy of it as a source", help="cite the source that article rests on"
            )
