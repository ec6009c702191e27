from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_KEYS = (
    "citation needed",
    "cn",
    "fact",
    "cb",
    "citequote",
    "citation needed span",
    "citation required",
    "source needed",
    "refneeded",
    "needs citation",
    "cite needed",
    "ref needed",
    "needcite",
    "reference needed",
    "medical citation needed",
    "mcn",
    "medcn",
    "additional citation needed",
    "cite quote",
    "cita requerida",
    "cit needed",
    "unsourced inline",
)


@rule(
    "citation-needed-tag",
    code="C097",
    severity="suggestion",
    sites=("enwiki",),
    when=("{{",),
    bad=[
        "It opened in 1932.⟦{{citation needed|date=May 2010}}⟧",
        "It closed.⟦{{cn}}⟧ It reopened.⟦{{Fact|date=June 2011}}⟧",
    ],
    good=["It opened in 1932.<ref>A</ref>", "It opened.{{when|date=May 2010}}", "<nowiki>{{cn}}</nowiki>"],
    precision="40 of 40 read hits right (English corpus)",
    guideline="WP:CN",
)
def citation_needed_tag(section: Section) -> Iterator[Problem]:
    """A place where somebody asked for a source.

    Find one, or remove what cannot be supported. The date tells how long it has been waiting.
    """
    for template in section.templates_named(*_KEYS):
        since = template.value("date")
        yield Problem(
            template.span,
            f"a source has been asked for since {since}" if since else "a source has been asked for",
            help="find a source, or remove what has none",
        )
