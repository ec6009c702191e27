"""Citation templates of Citation Style 1 and 2: what kind each is, and its parameters under their canonical names."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from articlewatch.article.passage import Passage
from articlewatch.article.ranges import overlap_test
from articlewatch.article.section import Section
from articlewatch.article.spans import Span
from articlewatch.article.templates import Parameter, Template

_DIGITS = re.compile(r"\d+")
#: Kinds that take only a few parameters: the preprint servers.
PREPRINTS = frozenset(["arxiv", "biorxiv", "medrxiv", "citeseerx", "ssrn"])
#: Parameters in which an address may stand.
URL_PARAMETERS = ("url", "chapter-url", "archive-url", "map-url", "conference-url", "transcript-url")
IDENTIFIERS = [
    "arxiv",
    "asin",
    "bibcode",
    "biorxiv",
    "citeseerx",
    "doi",
    "eissn",
    "hdl",
    "isbn",
    "ismn",
    "issn",
    "jfm",
    "jstor",
    "lccn",
    "medrxiv",
    "mr",
    "oclc",
    "ol",
    "osti",
    "pmc",
    "pmid",
    "rfc",
    "s2cid",
    "sbn",
    "ssrn",
    "zbl",
]


@cache
def cs1_data() -> dict[str, Any]:
    """Return the facts of ``data/cs1.toml``."""
    file = resources.files("articlewatch.article.data").joinpath("cs1.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _kinds() -> dict[str, str]:
    return {name.lower(): kind for kind, names in cs1_data()["templates"].items() for name in names}


@cache
def _canonical_names() -> dict[str, str]:
    data = cs1_data()
    known = {name: canonical for canonical, names in data["parameters"].items() for name in names}
    for canonical, names in data["numbered"].items():
        for name in names:
            known[name] = canonical
            known[name.replace("#", "")] = canonical.replace("#", "1")
    for names in data["only"].values():
        for name in names:
            known.setdefault(name, name)
    return known


_NUMBERED: dict[str, str] = {}


def canonical_name(name: str) -> str:
    """Return the one name of a parameter whatever its alias (``surname2`` gives ``last2``), or an empty string."""
    names = _canonical_names()
    found = names.get(name)
    if found is not None:
        return found
    found = _NUMBERED.get(name)
    if found is None:
        found = ""
        number = _DIGITS.search(name)
        if number is not None:
            pattern = names.get(name[: number.start()] + "#" + name[number.end() :], "")
            if "#" in pattern:
                found = pattern.replace("#", str(int(number.group())))
        if len(_NUMBERED) < 20_000:
            _NUMBERED[name] = found
    return found


@cache
def _only_names() -> dict[str, frozenset[str]]:
    only: dict[str, list[str]] = cs1_data()["only"]
    return {
        name: frozenset(kind for kind, names in only.items() if name in names) for ns in only.values() for name in ns
    }


def is_known_parameter(name: str, kind: str) -> bool:
    """Say whether a template of *kind* takes the parameter *name*."""
    if not canonical_name(name):
        return False
    only = _only_names().get(name)
    return only is None or kind in only or name in _general_names()


@cache
def _general_names() -> frozenset[str]:
    return frozenset(name for names in cs1_data()["parameters"].values() for name in names)


@cache
def known_parameters(kind: str) -> tuple[str, ...]:
    """Return the names a template of *kind* takes, numbered ones without a number and with 2."""
    data = cs1_data()
    names = [name for names in data["parameters"].values() for name in names]
    for numbered in data["numbered"].values():
        names += [name.replace("#", number) for name in numbered for number in ("", "2")]
    return (*names, *data["only"].get(kind, ()))


class Cs1Citation:
    """One citation template. Parameters are asked for by canonical name; an empty one counts as absent.

    ``params`` are all parameters as written. ``by_name`` leads from a canonical name to the parameters that have a
    value, in the order written. ``strange`` are the parameters that are more than a supported name and a value: they
    have no name or no value, a name that templates of this kind do not take, or one that is not supported any longer.
    Most templates have none, so rules about such parameters look at few.
    """

    __slots__ = ("by_name", "kind", "params", "strange", "template")

    def __init__(self, template: Template, kind: str) -> None:
        self.template = template
        self.kind = kind
        self.params = template.params
        self.by_name: dict[str, list[Parameter]] = {}
        self.strange: list[Parameter] = []
        by_name = self.by_name
        names = _NAMES.setdefault(kind, {})
        for parameter in self.params:
            name, value, positional, _, _, _, _ = parameter
            if positional or not value:
                self.strange.append(parameter)
                continue
            canonical, supported = names.get(name) or _name_facts(name, kind)
            if not supported:
                self.strange.append(parameter)
            if canonical in by_name:
                by_name[canonical].append(parameter)
            elif canonical:
                by_name[canonical] = [parameter]

    def get(self, *names: str) -> Parameter | None:
        """Return the first of *names* (canonical) that has a value, or None."""
        by_name = self.by_name
        for name in names:
            found = by_name.get(name)
            if found:
                return found[-1]
        return None

    def value(self, *names: str) -> str:
        """Return the value of the first of *names* (canonical) that has one, or an empty string."""
        found = self.get(*names)
        return found.value if found else ""

    def has(self, *names: str) -> bool:
        """Say whether one of *names* (canonical) has a value."""
        by_name = self.by_name
        return any(name in by_name for name in names)


#: Kind -> name -> what :func:`_name_facts` says of it, as far as asked.
_NAMES: dict[str, dict[str, tuple[str, bool]]] = {}


def _name_facts(name: str, kind: str) -> tuple[str, bool]:
    """Return the canonical name of a parameter, and whether templates of *kind* take it and are to go on with it."""
    supported = is_known_parameter(name, kind) and name not in cs1_data()["renamed"]
    facts = canonical_name(name), supported
    names = _NAMES[kind]
    if len(names) < 5000:
        names[name] = facts
    return facts


def cs1_kind(template: Template) -> str:
    """Return what kind of citation template it is (``web``, ``book`` …), or an empty string."""
    return _kinds().get(template.key.lower(), "")


def cs1_citations(section: Section) -> list[Cs1Citation]:
    """Return the citation templates of *section* in the order of the text; worked out once for each passage.

    Empty where the wiki's profile does not use these templates. Templates with a parameter that a template around
    them fills in (``{{{...}}}``) are left out: nothing can be said of their values.
    """
    return cs1_in_passage(section.passage)


def cs1_in_passage(passage: Passage) -> list[Cs1Citation]:
    """Return what :func:`cs1_citations` does, for a passage."""
    return passage.extracted(_collect)


def _collect(passage: Passage) -> list[Cs1Citation]:
    if not passage.profile.has_role("cite web", "cs1"):
        return []
    kinds = _kinds()
    found = []
    for key, templates in passage.templates_by_key.items():
        kind = kinds.get(key.lower())
        if kind:
            found += [Cs1Citation(t, kind) for t in templates]
    if found and passage.arguments:
        overlaps = overlap_test(passage.arguments)
        found = [c for c in found if not overlaps(c.template.span)]
    found.sort(key=lambda c: c.template.start)
    return found


def value_span(parameter: Parameter, text: str) -> Span:
    """Return the span of a parameter's value without the white space around it."""
    span = parameter.value_span
    written = text[span.start : span.end]
    start = span.start + len(written) - len(written.lstrip())
    return Span(start, start + len(written.strip()))
