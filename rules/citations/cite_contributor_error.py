from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import name_span


@rule(
    "cite-contributor-error",
    code="C067",
    severity="error",
    sites=("enwiki",),
    when="contribut",
    bad=[
        "{{cite journal |title=A |journal=J |last=B |⟦contributor⟧=C |contribution=D}}",
        "{{cite book |title=A |last=B |⟦contributor⟧=C}}",
        "{{cite book |title=A |⟦contributor⟧=C |contribution=Preface}}",
    ],
    good=[
        "{{cite book |title=A |last=B |contributor=C |contribution=Preface}}",
        "{{cite book |title=A |last=B |contributor-last=C |contributor-first=D |contribution=Preface}}",
        "{{cite book |title=A |contribution=B |last=C}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#contributor_ignored",
)
def cite_contributor_error(section: Section) -> Iterator[Problem]:
    """A contributor where the template cannot show one.

    ``contributor`` names who wrote the preface of somebody else's book: it needs ``contribution`` (what was written)
    and the author of the book, and works in ``{{cite book}}`` only.
    """
    for cite in cs1_citations(section):
        parameter = cite.get("contributor-last", "contributor-last1")
        if parameter is None:
            continue
        if cite.kind not in ("book", "citation"):
            message, help = (
                f"{{{{{cite.template.name}}}}} ignores the contributor",
                "use {{cite book}}, or name an author",
            )
        elif not any(p.name.startswith("contribution") and p.value for p in cite.params):
            message, help = "contributor without contribution", "add contribution=Preface or whatever it is"
        elif not cite.has("last", "last1", "vauthors"):
            message, help = "contributor without the author of the book", "add the author"
        else:
            continue
        yield Problem(name_span(parameter, section.text), message, help=help)
