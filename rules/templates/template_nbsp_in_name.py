from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule


@rule(
    "template-nbsp-in-name",
    code="T011",
    severity="error",
    when="\u00a0",
    bad=[
        Example("{{cite web |⟦access\u00a0date⟧=2020 |title=A}}", fixed="{{cite web |access date=2020 |title=A}}"),
        Example("{{cite web |⟦\u00a0title⟧=A}}", fixed="{{cite web |title=A}}"),
        Example("{{⟦cite\u00a0web⟧|title=A}}", fixed="{{cite web|title=A}}"),
    ],
    good=["{{cite web |title=A\u00a0B}}", "{{cite web |title=A}}", "a\u00a0b {{c|d=e}}"],
    fix="safe",
    precision="3 of 3 read hits right (corpus, all languages)",
)
def template_nbsp_in_name(section: Section) -> Iterator[Problem]:
    """A non-breaking space in the name of a template or parameter.

    It looks like a blank but is none, so the parameter is dropped; beside a line feed the template is not found
    either. Write an ordinary blank.
    """
    text = section.text
    for template in section.templates:
        if "\u00a0" not in template.source:
            continue
        for span in (template.name_span, *(p.name_span for p in template.params if not p.positional)):
            written = span.of(text)
            if "\u00a0" not in written:
                continue
            lead = len(written) - len(written.lstrip(" \t\n"))
            place = Span(span.start + lead, span.start + len(written.rstrip(" \t\n")))
            new = " ".join(place.of(text).replace("\u00a0", " ").split())
            # In the name of a page MediaWiki takes it for a blank, unless a line feed stands beside it.
            works = span == template.name_span and "\n" not in place.of(text)
            yield Problem(
                place,
                "non-breaking space in a name",
                Fix((Edit(*place, new),), cosmetic=works),
                severity="suggestion" if works else "error",
            )
