from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "short-description",
    code="S031",
    severity="suggestion",
    when=("hort description", "hort desc", "HORTDESC"),
    sites=("enwiki",),
    fix="safe",
    bad=[
        Example("{{Short description|⟦a dam in Rome⟧}}\nA dam.", fixed="{{Short description|A dam in Rome}}\nA dam."),
        Example("{{Short description|⟦Dam in Rome.⟧}}\nA dam.", fixed="{{Short description|Dam in Rome}}\nA dam."),
        "{{short description|⟦Old dam of clay and stone in the valley of a river near the city of Rome, which was "
        "built by the people and broke⟧}}\nA dam.",
        "⟦{{Short description|}}⟧\nA dam.",
    ],
    good=[
        "{{Short description|Dam in Rome}}\nA dam.",
        "{{Short description|none}} {{short description|iPod game}}",
        "{{Short description|Dam in Washington, D.C.}}\n{{Short description|Firm by Smith & Co.}}",
    ],
    guideline="WP:SDFORMAT",
    precision="no hit in the corpus and its histories",
)
def short_description(section: Section, *, limit: int = 100) -> Iterator[Problem]:
    """A short description that is empty, too long, begins small or ends with a stop.

    It stands under the title in searches on small screens: a label of about forty characters with a capital and
    without a stop. Only those longer than ``limit`` are reported.
    """
    for template in section.templates_with_role("short-description"):
        parameter = template.get("1")
        if parameter is None or section.is_opaque(template.start):
            continue
        text = parameter.value
        if not text:
            yield Problem(template.span, "empty short description", help="describe the subject in a few words")
            continue
        raw = parameter.value_span.of(section.text)
        start = parameter.value_span.start + len(raw) - len(raw.lstrip())
        span = Span(start, start + len(raw.strip()))
        if span.of(section.text) != text or "{" in text or text.lower() == "none":
            continue
        if len(text) > limit:
            yield Problem(span, f"short description of {len(text)} characters", help="about 40 do")
        elif text.endswith(".") and not text.endswith("..") and _is_sentence_stop(text):
            yield Problem(span, "short description ends with a stop", Fix.replace(span, text[:-1]))
        elif text[0].islower() and text.partition(" ")[0].islower() and " " in text:
            yield Problem(span, "short description begins small", Fix.replace(span, text[0].upper() + text[1:]))


def _is_sentence_stop(text: str) -> bool:
    """Say whether the last stop ends a word and not an abbreviation."""
    last = text[:-1].rpartition(" ")[2]
    return len(last) > 3 and last.isalpha() and (last.islower() or last.istitle()) and last not in ("Corp", "Univ")
