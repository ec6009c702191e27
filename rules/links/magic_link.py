from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.ranges import Ranges
from articlewatch.lint import Example, Fix, Problem, rule

_MAGIC = re.compile(
    r"\b(?:ISBN[ \t]{1,3}((?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx])|(PMID|RFC)[ \t]{1,3}([0-9]{1,9}))\b(?!-)"
)
_TEMPLATE = {"PMID": "PMID", "RFC": "IETF RFC"}


@rule(
    "magic-link",
    code="L027",
    severity="suggestion",
    when=("ISBN ", "PMID ", "RFC ", "ISBN\t"),
    sites=("enwiki",),
    fix="assisted",
    bad=[
        Example("Smith (1990), ⟦ISBN 978-0-306-40615-7⟧.", fixed="Smith (1990), {{ISBN|978-0-306-40615-7}}."),
        Example("<ref>Smith, ⟦PMID 1234567⟧</ref>", fixed="<ref>Smith, {{PMID|1234567}}</ref>"),
        Example("See ⟦RFC 2616⟧.", fixed="See {{IETF RFC|2616}}."),
    ],
    good=[
        "{{ISBN|978-0-306-40615-7}} [[ISBN 978-0-306-40615-7]] [https://example.org ISBN 0-306-40615-2]",
        "<nowiki>ISBN 0-306-40615-2</nowiki> ISBN 12345 and ISBN:0-306-40615-2",
        "{{cite book|title=ISBN 0-306-40615-2}} RFC x",
        Example("Schmidt, ISBN 3-87294-020-1.", site="generic", language="de"),
    ],
    guideline="WP:MAGICLINK",
    precision="25 of 25 read hits right (English corpus)",
)
def magic_link(section: Section) -> Iterator[Problem]:
    """An ISBN, PMID or RFC number that becomes a link by magic.

    MediaWiki is to give up these links one day; then the number will be plain text. A template keeps the link, and
    the one for books checks the number.
    """
    links = Ranges(n.span for n in (*section.external_links, *section.links))
    for match in _MAGIC.finditer(section.text):
        start, end = match.span()
        if section.is_opaque(start) or section.in_template(start):
            continue
        if start in links:
            continue
        name = _TEMPLATE.get(match.group(2) or "", "ISBN")
        fix = Fix.replace(Span(start, end), f"{{{{{name}|{match.group(1) or match.group(3)}}}}}", safety="assisted")
        yield Problem(Span(start, end), "the number is linked by magic, which is to end", fix, help="use a template")
