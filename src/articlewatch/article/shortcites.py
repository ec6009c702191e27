"""Short citations (``{{sfn}}``, ``{{harvnb}}``) and the sources they point at, by the anchors both sides make.

A citation template makes an anchor of the last names of up to four authors (else editors) and the year; a short
citation points at the anchor made of its own names and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from weakref import WeakKeyDictionary

from articlewatch.article.article import Article
from articlewatch.article.cs1 import Cs1Citation, cs1_in_passage, cs1_kind
from articlewatch.article.passage import Passage
from articlewatch.article.templates import Template, template_key

#: Short-citation templates whose parameters are the usual ones.
_USUAL = frozenset(
    [
        *("sfn", "sfnp", "harv", "harvnb", "harvtxt", "harvcol", "harvcolnb", "harvcoltxt", "harvp"),
        *("harvard citation", "harvard citation no brackets", "harvard citation text"),
    ]
)
_MULTIPLE = frozenset(["sfnm", "sfnmp", "harvm", "harvnbm"])
_MULTI = re.compile(r"(\d)(?:a(\d)?|y(?:ear)?|loc|pp?)")
_ANCHOR = re.compile(r"CITEREF[^\s\"'|{}<>\[\]#]+")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_YEAR = re.compile(r"(?<!\d)(?:\d{3,4})(?:[a-z](?![a-z]))?|\bn\.d\.[a-z]?|\bn\.d\b", re.IGNORECASE)
#: Citation templates that make no anchor for short citations, whatever they are given.
_NO_ANCHOR = frozenset(["webarchive", "wayback", "single chart", "certification cite ref", "imdb title", "imdb name"])
#: Templates that always cite the Encyclopaedia Britannica of 1911, whose editor the anchor names.
_BRITANNICA = frozenset(["cite EB1911", "eB1911", "1911", "eb1911", "cite eb1911", "eB1911 poster", "1911EB"])


@dataclass(frozen=True, slots=True)
class ShortUse:
    """One anchor that a short citation points at, without its ``CITEREF``; ``shown`` is how a reader sees it."""

    template: Template
    anchor: str
    shown: str


@dataclass(frozen=True, slots=True)
class ShortIndex:
    """``uses`` in the order of the text; ``sources`` by anchor; ``opaque`` are sources whose anchors are unknown."""

    uses: list[ShortUse]
    sources: dict[str, list[Template]]
    opaque: list[Template]


_INDEXES: WeakKeyDictionary[Article, ShortIndex] = WeakKeyDictionary()


def short_index(article: Article) -> ShortIndex:
    """Return the short citations of *article* and what they can point at; worked out once for each article."""
    found = _INDEXES.get(article)
    if found is None:
        found = _INDEXES[article] = _build(article)
    return found


def normal_anchor(text: str) -> str:
    """Return the form in which anchors are compared."""
    text = unescape(_LINK.sub(r"\1", text)).replace("_", " ").replace("((", "").replace("))", "").replace("''", "")
    return "".join(text.split()).casefold()


def _build(article: Article) -> ShortIndex:
    text = article.text
    uses = [
        ShortUse(use.template.moved(text, section.offset), use.anchor, use.shown)
        for section, found in article.each(_passage_uses)
        for use in found
    ]
    if not uses:
        return ShortIndex([], {}, [])
    uses.sort(key=lambda use: use.template.start)
    sources: dict[str, list[Template]] = {}
    opaque: list[Template] = []
    for section, (found, _) in article.each(_passage_sources):
        for source in found:
            template = source.template.moved(text, section.offset)
            if source.opaque:
                opaque.append(template)
            for anchor in source.anchors:
                sources.setdefault(anchor, []).append(template)
    for _, (_, written) in article.each(_passage_sources):
        for anchor in written:
            sources.setdefault(anchor, [])
    return ShortIndex(uses, sources, opaque)


class _Source(NamedTuple):
    template: Template
    anchors: frozenset[str]
    opaque: bool


def _passage_uses(passage: Passage) -> list[ShortUse]:
    return [use for template in passage.templates_with_role("short-citation") for use in _uses(template)]


def _passage_sources(passage: Passage) -> tuple[list[_Source], list[str]]:
    """The templates of a passage that a short citation may point at, and the anchors written there by themselves."""
    known = {cite.template.start: cite for cite in cs1_in_passage(passage)}
    found: list[_Source] = []
    for template in passage.templates:
        kind = cs1_kind(template)
        anchors: set[str] = set()
        opaque = False
        if kind:
            anchors = _anchors(known.get(template.start) or Cs1Citation(template, kind))
        elif template.key == "harvc":
            anchors = {normal_anchor("".join(_harvc(template)))}
        elif template.key in _BRITANNICA:
            anchors = {"chisholm1911", *_stated(template)}
        elif "citation" in passage.profile.roles(template) and template.key not in _NO_ANCHOR:
            anchors = set(_stated(template))
            opaque = True
        elif template.get("ref") is not None or template.key in ("anchor", "wikicite", "visible anchor"):
            anchors = set(_stated(template))
        if anchors or opaque:
            found.append(_Source(template, frozenset(anchors), opaque))
    text = passage.text
    written = [m.group()[7:] for m in _ANCHOR.finditer(text) if text[m.start() - 1 : m.start()] != "#"]
    return found, [normal_anchor(anchor) for anchor in written]


def _uses(template: Template) -> Iterator[ShortUse]:
    key = template.key
    if key in _MULTIPLE:
        yield from _multiple_uses(template)
    elif key in _USUAL:
        if template.get("ref") is not None:
            return  # an anchor of its own, or none
        parts = [p.value for p in template.params if p.positional and p.value][:5]
        if parts and not any("{" in part for part in parts):
            yield ShortUse(template, normal_anchor("".join(parts)), " ".join(parts))


def _multiple_uses(template: Template) -> Iterator[ShortUse]:
    groups: dict[str, dict[str, str]] = {}
    for parameter in template.params:
        match = _MULTI.fullmatch(parameter.name)
        if match and parameter.value and "a" in parameter.name[1:2]:
            groups.setdefault(match.group(1), {})["a" + (match.group(2) or "1")] = parameter.value
        elif match and parameter.value and parameter.name[1:2] == "y":
            groups.setdefault(match.group(1), {})["y"] = parameter.value
    for number, parts in sorted(groups.items()):
        if template.get(f"{number}ref") is not None or any("{" in part for part in parts.values()):
            continue
        names = [parts[a] for a in ("a1", "a2", "a3", "a4") if a in parts]
        if names:
            whole = [*names, parts.get("y", "")]
            yield ShortUse(template, normal_anchor("".join(whole)), " ".join(part for part in whole if part))


def _harvc(template: Template) -> list[str]:
    names = [template.value(*options) for options in (("last", "last1", "1"), ("last2",), ("last3",), ("last4",))]
    return [*(name for name in names if name), template.value("year", "y")]


def _stated(template: Template) -> Iterator[str]:
    """Anchors written out in a template: ``ref=``, ``id=``, ``{{anchor|…}}``."""
    values = [template.value("ref"), template.value("id")]
    if template.key in ("anchor", "wikicite", "visible anchor"):
        values += [p.value for p in template.params]
    for value in values:
        yield from _from_ref(value)


def _from_ref(value: str) -> Iterator[str]:
    if value.startswith("{{") and value.endswith("}}"):
        name, *parts = value[2:-2].split("|")
        if template_key(name).lower() in ("sfnref", "harvid", "citeref"):
            yield normal_anchor("".join(p.partition("=")[2] if re.match(r"\d+=", p) else p for p in parts))
    elif value.startswith("CITEREF"):
        yield normal_anchor(value[7:])
    elif value and value not in ("harv", "none"):
        yield normal_anchor(value)


def _anchors(cite: Cs1Citation) -> set[str]:
    """The anchors of a citation template; several where the year may be read in more than one way."""
    ref = cite.value("ref")
    if ref == "none":
        return set()
    if ref and ref != "harv":
        return set(_from_ref(ref))
    names = ""
    for prefix, vancouver in (("contributor-last", ""), ("last", "vauthors"), ("editor-last", "veditors")):
        names = _names(cite, prefix, vancouver)
        if names:
            break
    if not names:
        return set()
    found = {normal_anchor(names + year) for year in _years(cite)}
    return found or {normal_anchor(names)}


def _names(cite: Cs1Citation, prefix: str, vancouver: str) -> str:
    if vancouver and cite.has(vancouver):
        people = [person.strip() for person in cite.value(vancouver).split(",")]
        people = [p for p in people if p and not p.lower().startswith("et al")]
        return "".join(p[2:-2] if p.startswith("((") else p.rpartition(" ")[0] or p for p in people[:4])
    numbered = [cite.value(prefix, f"{prefix}1"), *(cite.value(f"{prefix}{n}") for n in (2, 3, 4))]
    return "".join(name for name in numbered if name)


def _years(cite: Cs1Citation) -> set[str]:
    values = [cite.value(name) for name in ("year", "date", "publication-date")]
    found: set[str] = set()
    for value in values:
        if value:
            found.update(match.group() for match in _YEAR.finditer(value))
            found.add(value)
    return found
