from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_citations
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import name_span, value_span

_PAIRS = (
    ("trans-title", ("title", "script-title")),
    ("trans-chapter", ("chapter", "script-chapter")),
    ("trans-work", ("work", "script-work")),
    ("trans-quote", ("quote", "script-quote")),
)
_SCRIPT = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?:\s*\S.*", re.DOTALL)


@rule(
    "cite-trans-title-alone",
    code="C048",
    severity="error",
    sites=("enwiki",),
    when=("trans-", "script-"),
    bad=[
        "{{cite book |⟦trans-title⟧=A |last=B}}",
        "{{cite book |title=A |⟦trans-chapter⟧=B}}",
        "{{cite book |script-title=⟦東京⟧ |last=B}}",
    ],
    good=[
        "{{cite book |title=A |trans-title=B}}",
        "{{cite book |script-title=ja:東京 |trans-title=Tokyo}}",
        "{{cite book |title=A |trans-title=}}",
    ],
    precision="1 of 1 hit right (English corpus)",
    guideline="Help:CS1 errors#trans_missing_title",
)
def cite_trans_title_alone(section: Section) -> Iterator[Problem]:
    """A translated title without the original one, or a title in another script without its language code.

    The reader cannot find the source under the translation. Add the original; ``script-title`` begins with a code, as
    in ``ja:東京``.
    """
    for cite in cs1_citations(section):
        for name, originals in _PAIRS:
            parameter = cite.get(name)
            if parameter is not None and not cite.has(*originals):
                yield Problem(
                    name_span(parameter, section.text),
                    f"{parameter.name} without {originals[0]}",
                    help="add the original",
                )
        for name in ("script-title", "script-chapter", "script-work", "script-quote"):
            parameter = cite.get(name)
            if parameter is not None and not _SCRIPT.fullmatch(parameter.value):
                yield Problem(
                    value_span(parameter, section.text),
                    f"{parameter.name} does not begin with a language code",
                    help="write it as in ja:東京",
                )
