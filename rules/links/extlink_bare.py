from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.ranges import line_start
from articlewatch.lint import Problem, rule

_LINE = re.compile(r"[*#:;]")


@rule(
    "extlink-bare",
    code="L017",
    severity="suggestion",
    when="//",
    bad=[
        "== External links ==\n* ⟦https://example.org/a⟧",
        "* Smith's page: [⟦http://example.org/a⟧]",
        "== See also ==\n* [[Dam]] (⟦https://example.org/b⟧)",
    ],
    good=[
        "* [https://example.org/a The dam] {{official website|https://example.org}}",
        "* Smith 1990.<ref>https://example.org/a</ref>",
        "{|\n| https://example.org/a\n|}\n* <nowiki>https://example.org</nowiki>",
        "The dam https://example.org broke.",
    ],
    guideline="WP:ELCITE",
    precision="18 of 18 read hits right (all languages)",
)
def extlink_bare(section: Section) -> Iterator[Problem]:
    """A bare address in a list.

    Nobody knows where it leads before following it, and when the page moves nothing says what it was. Give the link
    a text: ``[https://example.org The dam]``. Addresses in references are the business of another rule.
    """
    text = section.text
    for link in section.external_links:
        if link.depth or link.label or section.is_opaque(link.start):
            continue
        start = line_start(text, link.start)
        if not _LINE.match(text, start) or section.in_ref(link.start) or section.in_template(link.start):
            continue
        if section.in_table(link.start) or "//" not in link.url:
            continue
        yield Problem(link.url_span, "address without a text", help="say in words where the link leads")
