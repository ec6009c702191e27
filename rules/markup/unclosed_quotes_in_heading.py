from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_NAMES = {"i": ("italics", "''"), "b": ("bold", "'''")}


@rule(
    "unclosed-quotes-in-heading",
    code="M015",
    severity="warning",
    when="''",
    given="open_quotes",
    bad=[
        "== ⟦''⟧Emma ==\nText.",
        Example("== ⟦'''⟧History ==\nText.", fixed="== History ==\nText."),
        "=== The film ''Emma'' and ⟦''⟧Persuasion ===\n",
    ],
    good=["== ''Emma'' ==\nText.", "== Emma ==\nThe ''novel.", "== <nowiki>''</nowiki>a =="],
    fix="assisted",
    guideline="WP:LINT",
    precision="no hit in the corpus and its histories",
)
def unclosed_quotes_in_heading(section: Section) -> Iterator[Problem]:
    """Italics or bold in a heading that nothing closes.

    The table of contents shows the rest of its lines slanted or bold. Close them behind the title of the work, or,
    in the case of bold, which headings are already, take them out.
    """
    for quote in section.open_quotes:
        if not quote.heading:
            continue
        name, marks = _NAMES[quote.kind]
        fix = Fix((Edit(*quote.span, ""),), "assisted") if quote.kind == "b" and quote.runs == 1 else None
        yield Problem(quote.span, f"{name} opened in a heading and never closed", fix, help=f"add the closing {marks}")
