from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.attributes import Attributes, attribute_lists
from articlewatch.article.nodes import Attribute
from articlewatch.lint import Example, Fix, Problem, Related, rule


@rule(
    "duplicate-attribute",
    code="M034",
    severity="warning",
    when="=",
    bad=[
        Example('<span class="a"⟦ class="a"⟧>b</span>', fixed='<span class="a">b</span>'),
        '<ref name="a"⟦ name="b"⟧ />',
        '{| style="color:red"⟦ style="width:1em"⟧\n| b\n|}',
        "{|\n| align=left⟦ align=right⟧ | b\n|}",
    ],
    good=[
        '<span class="a" style="color:red">b</span>',
        '{| class="wikitable" style="x:y"\n| align=left | b || align=left | c\n|}',
        "<nowiki><b id=a id=a></nowiki>",
        "{| {{a|b=c|b=d}}\n| e\n|}",
    ],
    fix="assisted",
    precision="3 of 3 read hits right (corpus, all languages)",
)
def duplicate_attribute(section: Section) -> Iterator[Problem]:
    """The same attribute twice in one tag, table or cell.

    Only one of them counts, in tags the last, and the other is dropped without a word. Keep one; two styles or two
    classes become one list.
    """
    for found in attribute_lists(section.passage):
        seen: dict[str, Attribute] = {}
        for item in found.items:
            first = seen.setdefault(item.name, item)
            if first is not item:
                yield _problem(found, first, item)


def _problem(found: Attributes, first: Attribute, item: Attribute) -> Problem:
    text = found.text
    start = item.span.start
    while start > found.span.start and text[start - 1] in " \t":
        start -= 1
    span = Span(start, item.span.end)
    fix = Fix.delete(span, safety="assisted", cosmetic=True) if first.value == item.value else None
    related = (Related(first.span, "given first here"),)
    return Problem(span, f"attribute {item.name} is given again", fix, related=related)
