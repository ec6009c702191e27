from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Fix, Problem, rule

_CALL = re.compile(r"\{\{\s*formatnum:\s*([^{}|\[\]<>\n]*?)\s*(?:\||\}\})", re.IGNORECASE)
_NUMBER = re.compile(r"[-−+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@rule(
    "formatnum-non-numeric",
    code="D024",
    severity="warning",
    when=("ormatnum:", "ORMATNUM:"),
    fix="safe",
    bad=[
        Example("It has {{formatnum:⟦1,234⟧}} people.", fixed="It has {{formatnum:1234}} people."),
        "It has {{formatnum:⟦many⟧}} people.",
    ],
    good=[
        "It has {{formatnum:1234}} people and {{formatnum:{{{population}}}}} cars.",
        "{{formatnum:{{#expr:3*4}}}} {{formatnum:1,234|R}} {{formatnum:-12.5}}",
        "<nowiki>{{formatnum:1,234}}</nowiki>",
    ],
    precision="1 of 1 hit right (corpus, histories and dumps, all languages)",
)
def formatnum_non_numeric(section: Section) -> Iterator[Problem]:
    """Something other than a plain number given to formatnum.

    The parser function adds separators to digits; given "1,234" or words it changes nothing or
    the wrong thing, and the page lands in a tracking category. The fix takes the separators out. With the option R,
    which takes them out itself, nothing is said.
    """
    for match in _CALL.finditer(section.text):
        value = match.group(1)
        rest = section.text[match.end() - 1 : match.end() + 8]
        if not value or _NUMBER.fullmatch(value) or section.is_opaque(match.start()) or rest.startswith("|"):
            continue
        span = Span(*match.span(1))
        fix = Fix.replace(span, value.replace(",", "")) if _GROUPED.fullmatch(value) else None
        yield Problem(span, f"formatnum takes a plain number, not “{value}”", fix=fix)
