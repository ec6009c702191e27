from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_WWW = re.compile(
    r"(?:(?<!\[)\[|<ref[^<>/]{0,100}>\s{0,3}\[?)(www\.[\w-]{1,63}\.[\w.-]{2,100})(?=[\s/?#\]<])", re.IGNORECASE
)


@rule(
    "extlink-no-protocol",
    code="L023",
    severity="warning",
    when=re.compile(r"www\.(?:(?<=[\[>]www\.)|(?<=[\[>]\swww\.))", re.IGNORECASE),
    fix="assisted",
    bad=[
        Example("* [⟦www.example.org⟧ Site]", fixed="* [http://www.example.org Site]"),
        Example("Old.<ref> [⟦www.example.org⟧/a A]</ref>", fixed="Old.<ref> [http://www.example.org/a A]</ref>"),
        Example(
            "Old.<ref name=x>[⟦www.example.co.uk⟧/a A]</ref>",
            fixed="Old.<ref name=x>[http://www.example.co.uk/a A]</ref>",
        ),
    ],
    good=[
        "* [http://www.example.org Site], www.example.org, [[www.example.org]]",
        "<!-- [www.example.org] --> <nowiki>[www.example.org x]</nowiki>",
        "Old.<ref>Smith, www.example.org</ref>",
        "[http://example.org www.example.org]",
    ],
    precision="3 of 3 read hits right (all languages)",
)
def extlink_no_protocol(section: Section) -> Iterator[Problem]:
    """An address without its protocol.

    Without ``https://`` MediaWiki takes it for plain text: nothing can be followed, and brackets are shown.
    """
    for match in _WWW.finditer(section.text):
        if section.is_opaque(match.start(1)):
            continue
        span = Span(*match.span(1))
        fix = Fix.replace(Span(span.start, span.start), "http://", safety="assisted")
        yield Problem(span, "address without http:// or https://", fix, help="try whether https:// works")
