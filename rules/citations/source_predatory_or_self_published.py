from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.webhosts import cited_links, listed_hosts
from articlewatch.lint import Problem, rule


@rule(
    "source-predatory-or-self-published",
    code="C102",
    severity="suggestion",
    confidence="low",
    sites=("enwiki",),
    preview=True,
    profiles=("ga", "fa", "blp"),
    when="//",
    bad=[
        "One.<ref>{{cite web |title=A |url=⟦https://kahn.blogspot.com/a⟧}}</ref>",
        "One.<ref>[⟦https://www.imdb.com/name/nm1⟧ A]</ref>",
    ],
    good=[
        "One.<ref>{{cite web |title=A |url=https://example.org/a}}</ref>",
        "Her blog is at [https://kahn.blogspot.com A].",
        "One.<ref>{{cite tweet |user=a |number=1 |title=A}}</ref>",
    ],
    precision="22 of 30 read hits right, others are what somebody says of himself (English corpus)",
    guideline="WP:SPS",
)
def source_predatory_or_self_published(section: Section) -> Iterator[Problem]:
    """A source that anybody can write: a blog, a social network, a fan wiki, a site of users.

    Nobody checks it before it appears. It may serve for what people say of themselves, and a blog of a known expert
    or a newspaper is another thing; hence only a preview. Journals without review are not told here: that takes a
    list kept by others.
    """
    hosts = listed_hosts("self")
    for link in cited_links(section, hosts):
        yield Problem(link.url_span, "anybody can write there", help="look for a source that somebody checks")
