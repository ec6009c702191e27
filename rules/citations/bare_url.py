from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "bare-url",
    code="C001",
    formats=("wikitext", "html"),
    severity="warning",
    when="//",
    bad=[
        "Opened in 1932.<ref>⟦https://example.org/bridge⟧</ref>",
        "It closed.<ref name=a>[⟦http://example.org/a⟧]</ref>",
        "Rebuilt.<ref>⟦https://example.org/b⟧ {{Dead link|date=May 2020}}</ref>",
    ],
    good=[
        "Opened in 1932.<ref>{{cite web |url=https://example.org/bridge |title=The bridge}}</ref>",
        "Opened.<ref>[https://example.org/bridge The bridge], ''The Times''</ref>",
        "Opened.<ref>Smith 1990, https://example.org/bridge</ref>",
        "Opened.<ref><!-- https://example.org/bridge --></ref>",
    ],
    precision="24 of 24 read hits right (English corpus)",
    guideline="WP:BAREURL",
)
def bare_url(section: Section) -> Iterator[Problem]:
    """A citation that is nothing but a URL.

    When the page moves or closes, nothing says what it was, and the source cannot be found again. Name at least its
    title and its publisher, best with a citation template. A citation template with an address and no title is
    reported by cite-missing-title.
    """
    links = section.external_links
    for citation in section.citations:
        if citation.templates or not citation.is_bare_url:
            continue
        index = bisect_left(links, citation.content_span.start, key=lambda link: link.start)
        if index < len(links) and links[index].start < citation.content_span.end:
            yield Problem(
                links[index].url_span,
                "citation is a bare URL",
                help="name the title and the publisher of the source",
            )
