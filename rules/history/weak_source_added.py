from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Citation
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
    added = {c.new for c in revised.meaning.changes if c.what == "citation" and c.kind == "added" and c.new}
    article = revised.new
    sections = {section.index: section for section in (article.section_at(span.start) for span in added)}
    for _, section in sorted(sections.items()):
        for citation in section.citations:
            if any(span.overlaps(citation.span.shift(section.offset)) for span in added):
                yield from _judged(citation.moved(article.text, section.offset))


def _judged(citation: Citation) -> Iterator[Problem]:
    if citation.is_bare_url:
        yield Problem(citation.span, "this edit added a bare URL as a source", help="name its title and publisher")
    elif citation.url and is_of(host_of(citation.url), frozenset(sources_data()["self"]["hosts"])):
        yield Problem(
            citation.span,
            "this edit added a source that anybody can write",
            help="look for a source that somebody checks",
        )
