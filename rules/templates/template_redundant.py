from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.passage import Passage
from articlewatch.article.templates import Template
from articlewatch.lint import Example, Fix, Problem, Related, Span, rule

#: Boxes of which one on a page says all; section hatnotes count within their section only.
_ONCE = ("box-maintenance", "dmy", "mdy", "english", "short-description", "in-use")


@rule(
    "template-redundant",
    code="T005",
    severity="warning",
    when="{{",
    sites=("enwiki",),
    bad=[
        "{{Use dmy dates|date=May 2020}}\nText.\n⟦{{Use dmy dates|date=June 2020}}⟧",
        Example("{{Main|Bridge}}\n⟦{{Main|Bridge}}\n⟧Text.", fixed="{{Main|Bridge}}\nText."),
        "{{Unreferenced|date=May 2020}}\n⟦{{unreferenced|date=May 2021}}⟧\nText.",
    ],
    good=[
        "{{Use dmy dates|date=May 2020}}\n{{Use British English}}",
        "{{Main|Bridge}}\n{{Main|River}}\n== A ==\n{{Main|Bridge}}",
        "{{More citations needed section}}\n== A ==\n{{More citations needed section}}",
        "{{Multiple issues|{{POV}}{{Tone}}}}",
    ],
    fix="assisted",
    precision="no hit in the corpus and its histories",
)
def template_redundant(article: Article) -> Iterator[Problem]:
    """The same box or hatnote twice.

    A second box of the same kind says nothing new and pushes the text further down. Remove it, or join the two. Boxes
    about a section may stand in each section.
    """
    seen: dict[str, Template] = {}
    for section, boxes in article.each(_boxes):
        here: dict[str, Template] = {}
        for template in boxes:
            hatnote = "hatnote" in section.profile.roles(template)
            moved = template.moved(article.text, section.offset)
            name = moved.source.strip() if hatnote else _kind(moved)
            places = here if hatnote or name.endswith((" section", "-section")) or section.index else seen
            first = places.get(name) or (None if hatnote else here.get(name))
            if first is None:
                places[name] = moved
                continue
            yield _problem(article.text, moved, first, hatnote)


def _boxes(passage: Passage) -> list[Template]:
    return passage.templates_with_role(*_ONCE, "hatnote")


def _kind(template: Template) -> str:
    return template.key


def _problem(text: str, again: Template, first: Template, hatnote: bool) -> Problem:
    span = again.span
    fix = None
    if hatnote and text[max(span.start - 1, 0) : span.start] == "\n" and text[span.end : span.end + 1] == "\n":
        span = Span(span.start, span.end + 1)
        fix = Fix.delete(span, safety="assisted")
    return Problem(span, f"{{{{{again.name}}}}} stands here before", fix, related=(Related(first.span, "the first"),))
