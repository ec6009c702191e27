from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Fix, Problem, Related, rule


@rule(
    "infobox-empty-field",
    code="T001",
    severity="suggestion",
    when="nfobox",
    bad=[
        Example(
            "{{⟦Infobox bridge⟧\n| name = Bridge\n| opened =\n| length = \n}}",
            fixed="{{Infobox bridge\n| name = Bridge\n}}",
        ),
        "{{⟦Infobox person⟧|name=A|born=}}",
    ],
    good=[
        "{{Infobox bridge\n| name = Bridge\n| opened = 1932\n}}",
        "{{Infobox bridge}}",
        "{{cite web |title=A |url=}}",
    ],
    fix="assisted",
    preview=True,
    precision="every hit is an empty field, but many are left for others to fill on purpose",
)
def infobox_empty_field(section: Section, *, minimum: int = 1) -> Iterator[Problem]:
    """Empty fields of an infobox.

    Each is a question to which the article may know the answer; and a list of blank lines makes the wikitext harder
    to edit. Fill them in, or delete those that do not apply. One finding for each infobox, the fields as related
    places; the option ``minimum`` says how many empty fields are worth a word.
    """
    for template in section.templates_with_role("infobox"):
        # A comment in the place of a value says why there is none.
        unset = [p for p in template.params if not p.positional and not p.value]
        empty = [p for p in unset if "<!--" not in p.value_span.of(section.text)]
        if len(empty) < minimum or not empty:
            continue
        name = template.name_span
        source = name.of(section.text)
        lead = len(source) - len(source.lstrip())
        span = name._replace(start=name.start + lead, end=name.start + lead + len(template.name))
        many = "1 empty field" if len(empty) == 1 else f"{len(empty)} empty fields"
        listed = ", ".join(p.name for p in empty[:4]) + (" …" if len(empty) > 4 else "")
        yield Problem(
            span,
            f"{many}: {listed}",
            Fix.delete(*(p.span for p in empty), safety="assisted", cosmetic=True),
            related=tuple(Related(p.span, f"{p.name} is empty") for p in empty[:20]),
        )
