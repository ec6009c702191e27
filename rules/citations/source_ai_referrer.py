from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.webhosts import sources_data
from articlewatch.lint import Example, Fix, Problem, rule

_QUERY = re.compile(r"([?&])utm_source=([\w.%-]{1,40})(&|(?=[#\s|\]}<]|$))", re.IGNORECASE)


@rule(
    "source-ai-referrer",
    code="C099",
    formats=("wikitext", "html"),
    severity="warning",
    when=("utm_source=", "UTM_SOURCE="),
    fix="safe",
    supersedes=("link-tracking-parameter", "tracking-parameter", "link-tracking"),
    bad=[
        Example(
            "One.<ref>https://example.org/a⟦?utm_source=chatgpt.com⟧</ref>",
            fixed="One.<ref>https://example.org/a</ref>",
        ),
        Example(
            "One.<ref>{{cite web |title=A |url=https://example.org/a?b=c⟦&utm_source=openai⟧}}</ref>",
            fixed="One.<ref>{{cite web |title=A |url=https://example.org/a?b=c}}</ref>",
        ),
        Example(
            "One.<ref>[https://example.org/a?⟦utm_source=chatgpt.com&⟧b=c A]</ref>",
            fixed="One.<ref>[https://example.org/a?b=c A]</ref>",
        ),
    ],
    good=[
        "One.<ref>https://example.org/a?utm_source=newsletter</ref>",
        "One.<ref>https://example.org/a?b=c</ref>",
        "The parameter utm_source=chatgpt.com is appended.",
    ],
    precision="no hit in the corpus and its histories",
    guideline="WP:LLM",
)
def source_ai_referrer(section: Section) -> Iterator[Problem]:
    """An address that was handed out by a chat program.

    Such programs invent sources, or cite pages that do not say it. Read the source and see whether it supports the
    text. The fix only takes the mark off the address.
    """
    known = frozenset(sources_data()["referrers"]["ai"])
    for link in section.external_links:
        url = link.url
        match = _QUERY.search(url) if "utm_source=" in url.lower() else None
        if match is None or match.group(2).lower() not in known:
            continue
        start = link.url_span.start
        if match.group(3):
            span = Span(start + match.start() + 1, start + match.end())
        else:
            span = Span(start + match.start(), start + match.end())
        yield Problem(
            span,
            f"address handed out by a chat program ({match.group(2)})",
            Fix.delete(span),
            help="read the source: does it support the text?",
        )
