from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from articlewatch.article import Section
from articlewatch.article.cs1 import Cs1Citation, cs1_citations, cs1_data
from articlewatch.article.cs1index import cs1_by_name
from articlewatch.lint import Problem, rule
from articlewatch.lint.parameters import value_span

_WEB = re.compile(r"https?://|www\.|\w@\w|\.(?:com|org|net|co\.uk|gov)\b", re.IGNORECASE)



@rule(
    "cite-generic-name",
    code="C038",
    severity="error",
    sites=("enwiki",),
    when=("last", "author", "first", "editor", "given", "surname"),
    given=cs1_citations,
    bad=[
        "{{cite news |title=A |newspaper=B |author=⟦Staff⟧}}",
        "{{cite web |title=A |url=https://example.org |last=⟦www.example.org⟧}}",
        "{{cite news |title=A |newspaper=B |last=⟦Author⟧ |first=⟦Staff⟧}}",
    ],
    good=[
        "{{cite news |title=A |newspaper=B |author=The Kahn Staff Band}}",
        "{{cite news |title=A |newspaper=B |last=Writer |first=John}}",
        "{{cite news |title=A |newspaper=B |author=((Staff))}}",
        "{{cite news |title=A |newspaper=B |author=<!--Staff writer; no by-line.-->}}",
        "{{cite book |title=A |author=Amazon.com Inc.}}",
    ],
    precision="29 of 30 read hits right (English corpus)",
    guideline="Help:CS1 errors#generic_name",
)
def cite_generic_name(section: Section) -> Iterator[Problem]:
    """ "Staff", "admin" or a web address in the place of an author's name.

    Nobody is called that. Leave the author out, or name the body that wrote the text. A comment in its place keeps
    others from filling it in again: ``<!--Staff writer; no by-line.-->``. An error where the template shows one; a
    warning where the name is as empty but the citation renders ("Staff", "Anonymous").
    """
    names, shown = _names()
    for canonical, uses in cs1_by_name(section).items():
        if not canonical.startswith(("last", "first", "editor-last", "editor-first", "translator-last")):
            continue
        for cite, parameter in ((cite, parameter) for cite, found in uses for parameter in found):
            value = parameter.value.strip(" .").lower()
            # A quick look: every address has one of these.
            web = ("." in value or "/" in value or "@" in value) and _WEB.search(value) is not None
            if value not in names and (not web or " " in value):
                continue
            if not web and _is_surname(cite, canonical, names):
                continue
            yield Problem(
                value_span(parameter, section.text),
                f"{parameter.value!r} is not the name of an author",
                severity="error" if value in shown or "://" in value else "warning",
                help="leave the author out, or name the body that wrote the text",
            )


def _is_surname(cite: Cs1Citation, canonical: str, names: frozenset[str]) -> bool:
    """Say whether the other half of the name looks like a person's: John Writer, Ron None."""
    other = canonical.replace("last", "first") if "last" in canonical else canonical.replace("first", "last")
    partner = cite.value(other).strip(" .").lower()
    return bool(partner) and partner not in names


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Names that nobody has, and those of them for which the template shows an error."""
    generic = cs1_data()["generic"]
    return frozenset(generic["names"]), frozenset(generic["names-shown"])
