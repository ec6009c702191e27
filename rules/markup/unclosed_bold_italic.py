from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_NAMES = {"i": ("italics", "''"), "b": ("bold", "'''")}
_BORDERS = {"|": "cell", "!": "cell", "]": "link", "<": "element", "}": "template"}


@rule(
    "unclosed-bold-italic",
    code="M006",
    severity="warning",
    when="''",
    given="open_quotes",
    bad=[
        "The novel ⟦''⟧Emma was printed in 1815.",
        "It was [[Emma (novel)|⟦'''⟧Emma]] that sold best.",
        Example("{|\n| a || ⟦'''⟧Total || b\n|}", fixed="{|\n| a || '''Total''' || b\n|}"),
        "A note.<ref>Austen, ⟦''⟧Emma, 1815.</ref> It ''sold'' well.",
    ],
    good=[
        "The novel ''Emma'' and '''bold''' and '''''both'''''.",
        "Austen's ''[[Emma (novel)|Emma]]''<ref>''The Times'', 1815</ref> sold ''well''.",
        "{|\n| ''a'' || '''b'''\n! ''c'' !! d\n|}",
        "<nowiki>''</nowiki> and <!-- '' --> are text.",
        "L'''amour'' is a film.",
        "{{cite book |title=''Emma'' |author=A}}",
    ],
    fix="assisted",
    precision="151 of 151 outside templates agree with MediaWiki's parser (corpus, all languages)",
    guideline="H:WIKITEXT",
)
def unclosed_bold_italic(section: Section) -> Iterator[Problem]:
    """Italics or bold that nothing closes before the line, cell, label or note ends.

    MediaWiki cuts the emphasis off there, so too much of the text is slanted or bold, or, where the opening
    apostrophes are the ones that are missing, the wrong half of it. Add the missing apostrophes.
    """
    for quote in section.open_quotes:
        if quote.heading:
            continue
        name, marks = _NAMES[quote.kind]
        where = _BORDERS.get(section.text[quote.stop : quote.stop + 1], "line")
        fix = None
        content = section.text[quote.begin : quote.stop]
        if quote.runs == 1 and section.text[quote.begin : quote.span.start].strip() == "" and len(content.strip()) > 4:
            at = quote.begin + len(content.rstrip())
            fix = Fix((Edit(at, at, marks),), "assisted", cosmetic=True)
        # Of five apostrophes that open both, only the part that stays open is meant.
        span = quote.span
        if span.end - span.start > 3:
            span = Span(span.end - len(marks), span.end)
        yield Problem(
            span,
            f"{name} opened and never closed; MediaWiki ends it with the {where}",
            fix,
            help=f"close it with {marks} where it should end, or remove these",
        )
