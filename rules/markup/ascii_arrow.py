from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_ARROW = re.compile(r"(?<![-=<>!|])(?:<-{1,3}>|(?<!\S)-{2,3}>|->|<-{2,3}(?!-)|<={1,2}>|={1,2}>)(?![-=<>])")
_SHOWN = {"<->": "↔", "->": "→", "<-": "←", "<=>": "⇔", "=>": "⇒"}


@rule(
    "ascii-arrow",
    code="M024",
    severity="suggestion",
    confidence="medium",
    when=("->", "=>", "<--"),
    bad=[
        Example("Paris ⟦-->⟧ Lyon ⟦->⟧ Nice", fixed="Paris → Lyon → Nice"),
        Example("A ⟦=>⟧ B", fixed="A ⇒ B"),
        Example("A ⟦<->⟧ B", fixed="A ↔ B"),
    ],
    good=[
        "Paris → Lyon <!-- a --> b",
        "<code>a->b</code> <syntaxhighlight>x => y</syntaxhighlight> <math>a -> b</math>",
        "{|\n|-\n| a>b\n|}",
        "a <= b >= c, {{a|b=>c}}",
        '<ref name="a->b" />',
        "A remark that lost its beginning--> goes on here",
    ],
    fix="assisted",
    guideline="MOS:ARROW",
    precision="12 of 12 hits right (corpus, histories and dumps, all languages)",
)
def ascii_arrow(section: Section) -> Iterator[Problem]:
    """An arrow drawn with hyphens or equals signs.

    Screen readers spell it out, and it may break over two lines. Write the arrow itself, or better the word it stands
    for. Code, formulas and template calls are left alone, and so is the lost end of a comment (``word-->``).
    """
    text = section.text
    ends = sum(comment.closed for comment in section.comments)
    if text.count("->") == ends and "=>" not in text and "<--" not in text:
        return  # the arrows are the ends of comments
    kept = [t.span for t in section.tags_named("code", "tt", "samp", "kbd", "var") if t.kind == "pair"]
    openers = [t.open_span for t in section.tags]
    for match in _ARROW.finditer(section.text):
        span = Span(*match.span())
        if section.is_opaque(span.start) or section.in_template(span.start):
            continue
        if any(s.start <= span.start < s.end for s in kept) or any(s.start < span.end <= s.end for s in openers):
            continue
        arrow = re.sub(r"-+", "-", re.sub(r"=+", "=", match.group()))
        yield Problem(span, f"{match.group()} for an arrow", Fix.replace(span, _SHOWN[arrow], safety="assisted"))
