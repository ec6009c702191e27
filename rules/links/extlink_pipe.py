from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

# A word of a text, and not a part of an address.
_WORDS = re.compile(r"[\"“‘(]?[^\W\d_]+(?:['’-][^\W\d_]+)?[\"”’).,:;!?]{0,2}")


@rule(
    "extlink-pipe",
    code="L006",
    severity="warning",
    when=re.compile(r"//[^\s\]|/]*+(?:/(?!/)[^\s\]|/]*+)*+\s?\|"),
    fix="safe",
    bad=[
        Example("* [https://example.org/a⟦|⟧The bridge]", fixed="* [https://example.org/a The bridge]"),
        Example("* [https://example.org/a ⟦|⟧ The bridge]", fixed="* [https://example.org/a The bridge]"),
        Example("<ref>[http://example.org/⟦|⟧Site]</ref>", fixed="<ref>[http://example.org/ Site]</ref>"),
    ],
    good=[
        "* [https://example.org/a The bridge | Example]",
        "* [https://example.org/?centre=51.5|0.12 Map]",
        "* [https://example.org/load?modules=jquery|startup The scripts]",
        "{{cite web|url=https://example.org/a|title=The bridge}}",
    ],
    precision="2 of 2 read hits right (all languages)",
)
def extlink_pipe(section: Section) -> Iterator[Problem]:
    """A pipe between the address and the text of an external link.

    External links take a blank there, not a pipe. Written without a blank, the pipe and the first word become part
    of the address, and the link leads to a page that does not exist. Addresses that truly hold a pipe, as some
    queries do, are left alone: the rule speaks only where plain words follow and the address has no query.
    """
    text = section.text
    for link in section.external_links:
        if not link.bracketed or section.is_opaque(link.start):
            continue
        url = link.url_span
        at = text.find("|", url.start, url.end)
        if at < 0:
            label = link.label_span
            raw = label.of(text)
            if raw.lstrip().startswith("|") and label.end > label.start:
                at = label.start + raw.index("|")
                after = at + 1
                while after < label.end and text[after] in " \t":
                    after += 1
                fix = Fix.delete(Span(at, after)) if after < label.end and text[at - 1] == " " else None
                yield Problem(Span(at, at + 1), "a pipe stands before the text of the external link", fix)
            continue
        if "?" in text[url.start : at] or not _WORDS.fullmatch(text, at + 1, url.end):
            continue
        if text.find("|", at + 1, link.end) >= 0:
            continue
        span = Span(at, at + 1)
        yield Problem(
            span,
            "the pipe makes the first word of the text part of the address",
            Fix.replace(span, " "),
            help="separate address and text by a blank",
        )
