from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from articlewatch.article import Section
from articlewatch.article.cs1 import cs1_data
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import value_span


@rule(
    "cite-generic-title",
    code="C036",
    severity="error",
    sites=("enwiki",),
    when="itle",
    supersedes=("cite-archived-copy-title",),
    bad=[
        "{{cite web |url=https://example.org |title=⟦Page not found⟧}}",
        "{{cite web |url=https://example.org |title=⟦404 - Not there⟧ |access-date=5 May 2010}}",
        "{{cite web |url=https://example.org |title=⟦Wayback Machine⟧}}",
        "{{cite web |url=https://example.org |title=⟦Just a moment...⟧}}",
    ],
    good=[
        "{{cite web |url=https://example.org |title=The page that was not found}}",
        "{{cite web |url=https://example.org |title=((404))}}",
        "{{cite web |url=https://example.org |title=Archived copy}}".replace(
            "Archived copy", "An archived copy of the act"
        ),
        "{{cite book |title=Error |last=A}}",
    ],
    precision="4 of 4 hits right, a home page among them only suspected (English corpus)",
    guideline="Help:CS1 errors#generic_title",
)
def cite_generic_title(section: Section) -> Iterator[Problem]:
    """A title that a machine took from an error page or a login page.

    It names nothing, and often shows that the address was dead when the citation was made. Look up the real title.
    When the source is really called so, write it in double brackets: ``((404))``.
    """
    titles, starts = _titles()
    for cite, _, parameter in cs1_having(section, "title"):
        if cite.kind not in ("web", "news", "citation", "journal") and not cite.has("url"):
            continue
        value = " ".join(parameter.value.lower().split())
        if value.strip(" .!") in titles or value in titles or value.startswith(starts):
            span = value_span(parameter, section.text)
            if value in ("home page", "homepage"):  # somebody may have typed it
                yield Problem(span, "title that names no page", help="give the name of the site", severity="warning")
            else:
                told = "title taken by a machine from an error or login page"
                yield Problem(span, told, help="look up the real title")


@cache
def _titles() -> tuple[frozenset[str], tuple[str, ...]]:
    """Titles that name no page, and how others of that kind begin."""
    data = cs1_data()["generic"]
    return frozenset(data["titles"]) - {"archived copy"}, tuple(data["starts"])
