from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_SAMPLES = (
    "'''Bold text'''", "''Italic text''", "[[Link title]]", "[http://www.example.com link title]",
    "[[File:Example.jpg]]", "[[File:Example.ogg]]", "[[Image:Example.jpg]]",
    "<nowiki>Insert non-formatted text here</nowiki>",
    "<math>Insert formula here</math>", "<sup>Superscript text</sup>", "<sub>Subscript text</sub>",
    "<small>Small Text</small>", "<s>Strike-through text</s>", "<blockquote>\nBlock quote\n</blockquote>",
    "<ref>Insert footnote text here</ref>", "== Headline text ==", "=== Headline text ===", "<!-- Comment -->",
    "Insert non-formatted text here", "#REDIRECT [[Target page name]]",
)  # fmt: skip
_ANY = re.compile("|".join(re.escape(s) for s in _SAMPLES))


@rule(
    "editor-toolbar-sample-text",
    code="M039",
    severity="error",
    when=_ANY,
    bad=[
        Example("He was ⟦'''Bold text'''⟧ born.", fixed="He was  born."),
        "⟦[[File:Example.jpg]]⟧",
        "See ⟦[http://www.example.com link title]⟧.",
        "⟦== Headline text ==⟧\nText.",
    ],
    good=["'''Bold''' text", "[[File:Example bridge.jpg|thumb]]", "[[Link]]", "== Headline ==\nText."],
    fix="assisted",
    precision="no hit in the corpus and its histories",
)
def editor_toolbar_sample_text(section: Section) -> Iterator[Problem]:
    """What a button of the editor's toolbar inserts, left as it was.

    Somebody pressed a button by mistake or to try it. Remove it.
    """
    for match in _ANY.finditer(section.text):
        span = Span(*match.span())
        fix = Fix.delete(span, safety="assisted") if not match.group().startswith("=") else None
        yield Problem(span, "sample text of the editor's toolbar", fix)
