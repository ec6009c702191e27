from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule

#: Templates that may bring the end of a table: "s-end", "col-end", "Infobox ship end", "Fb cl footer" ...
_ENDING = re.compile(r"\b(?:end|bottom|fin|ende|footer|close|fim|fine|final)\b|end$|\|\}", re.IGNORECASE)


@rule(
    "table-unclosed",
    code="M008",
    severity="error",
    when="{|",
    bad=[
        '⟦{|⟧ class="wikitable"\n! A\n|-\n| b\n\nText goes on.',
        "⟦{|⟧\n| a\n{|\n| inner\n|}\n",
        "⟦{|⟧\n| a\n| }\nText.",
    ],
    good=[
        "{|\n| a\n|}",
        "{|\n| a\n{|\n| b\n|}\n|}",
        "{|\n{{s-bef|before=A}}\n{{s-end}}",
        "{{a|{|b}}",
    ],
    guideline="H:TABLE",
    precision="3 of 3 hits right (corpus, histories and dumps, all languages)",
)
def table_unclosed(section: Section) -> Iterator[Problem]:
    """A table that is opened and never closed.

    The rest of the section, or of the page, ends up inside the table. Write ``|}`` on a line of its own where the
    table should end. A table followed by a template whose name says that it ends something is left alone.
    """
    text = section.text
    for start in section.scan.unclosed_tables:
        if section.is_opaque(start):
            continue
        if any(t.start > start and _ENDING.search(t.key) for t in section.templates):
            continue
        yield Problem(
            Span(start, min(start + 2, len(text))),
            "table never closed",
            help="write |} on a line of its own where the table ends",
        )
