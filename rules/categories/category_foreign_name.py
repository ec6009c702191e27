from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "category-foreign-name",
    code="K009",
    severity="suggestion",
    when=re.compile(r"\[\[\s*category\s*:", re.IGNORECASE),
    fix="safe",
    bad=[
        Example("[[⟦Category⟧:Dämme]]", fixed="[[Kategorie:Dämme]]", site="generic", language="de"),
        Example("[[⟦category⟧:Barrages|A]]", fixed="[[Catégorie:Barrages|A]]", site="generic", language="fr"),
        Example("[[⟦Category⟧:Плотины]]\nх", fixed="[[Категория:Плотины]]\nх", site="generic", language="ru"),
    ],
    good=[
        "[[Category:Dams]]",
        Example("[[Kategorie:Dämme]] [[:Category:Dams]]", site="generic", language="de"),
        Example("[[Category:日本]]", site="generic", language="ja"),
    ],
    precision="no hit in the corpus and its histories",
)
def category_foreign_name(section: Section) -> Iterator[Problem]:
    """A category under the English name of its namespace on a wiki in another language.

    It works everywhere, but the editors of the wiki look for their own word. Languages in which the English word is
    common practice are left alone.
    """
    name = _names().get(section.page.language)
    if name is None:
        return
    for link in section.categories:
        start = link.target_span.start
        written = link.target_span.of(section.text)
        word = written.partition(":")[0]
        if word.strip().lower() != "category" or section.in_template(link.start):
            continue
        at = start + len(word) - len(word.lstrip())
        span = Span(at, at + len(word.strip()))
        yield Problem(span, f"the namespace is called “{name}” here", Fix.replace(span, name))


@cache
def _names() -> dict[str, str]:
    data = files("articlewatch.article").joinpath("data", "category_names.toml").read_text("utf-8")
    return {language: str(name) for language, name in tomllib.loads(data).items()}
