from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "link-template-in-target",
    code="L045",
    severity="suggestion",
    preview=True,
    when=re.compile(r"\[\[[^\[\]|\n]{0,200}\{\{"),
    bad=[
        "See [[⟦{{PAGENAME}} in Rome⟧|there]].",
        "See [[⟦List of {{CURRENTYEAR}} dams⟧]].",
        "{{x|a=[[⟦{{{1}}}⟧|there]]}}",
    ],
    good=[
        "See [[Dam|{{nowrap|the dam}}]], [[Dam]] {{x|[[Dam]]}}.",
        "[[File:{{PAGENAME}}.jpg]] [[Category:{{PAGENAME}}]] <!-- [[{{x}}]] -->",
        "[[Dam{{!}}the dam]]",
    ],
    precision="0 of 6 read hits right (corpus, all languages): all on one main page, where it is meant",
)
def link_template_in_target(section: Section) -> Iterator[Problem]:
    """A template in the target of a link.

    Where the link leads cannot be told from the source, and changes with the template: “What links here”, bots that
    follow moved pages and editors all miss it. Write the target out.
    """
    for link in section.wikilinks:
        target = link.target
        if "{{" in target and "{{!}}" not in target and not section.is_opaque(link.start):
            raw = link.target_span.of(section.text)
            start = link.target_span.start + len(raw) - len(raw.lstrip())
            span = type(link.span)(start, start + len(target))
            yield Problem(span, "a template makes the target of the link", help="write the target out")
