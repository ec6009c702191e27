from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.webhosts import cited_links, listed_hosts
from articlewatch.lint import Problem, rule


@rule(
    "source-press-release-or-sponsored",
    code="C103",
    severity="suggestion",
    confidence="low",
    sites=("enwiki",),
    preview=True,
    profiles=("fa",),
    when="//",
    bad=[
        "One.<ref>{{cite web |title=A |url=⟦https://www.prnewswire.com/a⟧}}</ref>",
        "One.<ref>[⟦https://www.businesswire.com/news/a⟧ A]</ref>",
    ],
    good=[
        "One.<ref>{{cite web |title=A |url=https://example.org/a}}</ref>",
        "One.<ref>{{cite press release |title=A |url=https://www.prnewswire.com/a}}</ref>",
    ],
    precision="10 of 10 hits right (English corpus)",
    guideline="WP:PRSOURCE",
)
def source_press_release_or_sponsored(section: Section) -> Iterator[Problem]:
    """A press release that is cited as if it were news.

    It says what its sender wants to be said. Use it for plain facts about the sender only, and cite it with
    ``{{cite press release}}``.
    """
    hosts = listed_hosts("press")
    open_ones = [t.span for t in section.templates_named("cite press release", "cite press", "cite pr")]
    for link in cited_links(section, hosts):
        if not any(s.start < link.start < s.end for s in open_ones):
            yield Problem(link.url_span, "press release", help="cite it as such, or find a report that is independent")
