from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.webhosts import cited_links, listed_hosts
from articlewatch.lint import Problem, rule


@rule(
    "source-unreliable",
    code="C101",
    severity="warning",
    confidence="medium",
    sites=("enwiki",),
    when="//",
    bad=[
        "One.<ref>{{cite news |title=A |work=B |url=⟦https://www.dailymail.co.uk/a⟧}}</ref>",
        "One.<ref>[⟦https://www.rt.com/news/1⟧ A], 5 May 2010</ref>",
    ],
    good=[
        "One.<ref>{{cite news |title=A |work=B |url=https://www.example.co.uk/a}}</ref>",
        "Its site is [https://www.rt.com RT].",
        "One.<ref>[https://art.com/a A]</ref>",
    ],
    precision="10 of 10 read hits right (English corpus)",
    guideline="WP:DEPREC",
)
def source_unreliable(section: Section) -> Iterator[Problem]:
    """A source that the English Wikipedia has deprecated.

    Its use is discouraged but for what it says of itself: look for a better one. The list holds outlets that were
    deprecated or are known for invented news; it is not complete, and views change.
    """
    hosts = listed_hosts("deprecated")
    for link in cited_links(section, hosts):
        yield Problem(link.url_span, "deprecated as a source", help="look for a better one")
