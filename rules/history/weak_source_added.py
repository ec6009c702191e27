from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.webhosts import host_of, is_of, sources_data
from articlewatch.lint import Problem, Revised, rule
from articlewatch.lint.rule import Example


@rule(
    "weak-source-added",
    code="H007",
    severity="warning",
    confidence="medium",
    supersedes=("bare-url", "source-predatory-or-self-published"),
    bad=[
        Example("It is red.⟦<ref>https://example.org/red</ref>⟧", previous="It is red."),
        Example(
            "It is red.⟦<ref>{{cite web |title=Red |url=https://a.blogspot.com/red}}</ref>⟧",
            previous="It is red.",
        ),
    ],
    good=[
        Example("It is red.<ref>{{cite book |title=Bridges |date=1990}}</ref>", previous="It is red."),
        Example(
            "It is red, too.<ref>https://example.org/red</ref>",
            previous="It is red.<ref>https://example.org/red</ref>",
        ),
    ],
    precision="21 of 21 read hits right (real histories)",
    guideline="WP:RS",
)
def weak_source_added(revised: Revised) -> Iterator[Problem]:
    """A citation added in this edit that is a bare URL, or a site that anybody can write.

    The one who added it still knows what it is; later nobody does. Ask for its title and publisher, or for a better
    source.
    """
    hosts = frozenset(sources_data()["self"]["hosts"])
    added = {c.new for c in revised.meaning.changes if c.what == "citation" and c.kind == "added" and c.new}
    if not added:
        return
    for citation in revised.new.citations:
        if not any(span.overlaps(citation.span) for span in added):
            continue
        if citation.is_bare_url:
            yield Problem(citation.span, "this edit added a bare URL as a source", help="name its title and publisher")
        elif citation.url and is_of(host_of(citation.url), hosts):
            yield Problem(
                citation.span,
                "this edit added a source that anybody can write",
                help="look for a source that somebody checks",
            )
