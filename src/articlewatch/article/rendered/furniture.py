"""What of a rendered page is not the article's prose: what a skin adds, and what templates, tables and media leave."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Literal

from articlewatch.article.rendered.elements import Document, Element

#: ``gone``: no part of the article. ``aside``: part of it, but not prose. ``object``: stands in prose for something
#: that is not text. ``mark``: a citation or an editor's tag in the line, which the prose is read without.
Part = Literal["gone", "aside", "object", "mark", ""]


_facts = tomllib.loads(
    resources.files("articlewatch.article.data").joinpath("rendered.toml").read_text(encoding="utf-8")
)


def _words(part: str, kind: str) -> frozenset[str]:
    return frozenset(str(_facts[part][kind]).split())


_GONE_TAGS, _GONE, _GONE_IDS = _words("gone", "elements"), _words("gone", "classes"), _words("gone", "ids")
_ASIDE_TAGS, _ASIDE = _words("aside", "elements"), _words("aside", "classes")
_OBJECT_TAGS, _OBJECT = _words("object", "elements"), _words("object", "classes")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SHOWN_ANYWAY = frozenset(("mwe-math-element", "mwe-math-mathml-a11y"))
#: Words of an inline tag that asks for a source or for better wording.
MAINTENANCE = frozenset(("Inline-Template", "Template-Fact", "fact", "noprint-fact", "template-facttext"))


def part_of(element: Element) -> Part:
    """Return what *element* is to the article's prose, by its name, its classes and its style; "" for plain content."""
    name = element.name
    if name == "sup" and is_reference_mark(element):
        return "mark"
    if name in _GONE_TAGS:
        return "gone"
    attributes = element.attributes
    if not attributes:
        return "object" if name in _OBJECT_TAGS else "aside" if name in _ASIDE_TAGS else ""
    classes = element.classes
    if classes and not MAINTENANCE.isdisjoint(classes):
        return "mark"
    if attributes.get("id", "") in _GONE_IDS or "hidden" in attributes or not _GONE.isdisjoint(classes):
        return "gone"
    if attributes.get("role", "") in ("navigation", "note", "search", "banner", "contentinfo", "complementary"):
        return "gone"
    style = attributes.get("style", "")
    if style and _HIDDEN.search(style) and _SHOWN_ANYWAY.isdisjoint(classes):
        return "gone"
    if name in _OBJECT_TAGS or not _OBJECT.isdisjoint(classes):
        return "object"
    if name in _ASIDE_TAGS or not _ASIDE.isdisjoint(classes) or "mw:File" in attributes.get("typeof", ""):
        return "aside"
    return ""


def is_reference_mark(element: Element) -> bool:
    """Say whether a ``<sup>`` is the mark of a citation or of a note, or the page number behind one."""
    return (
        element.id.startswith("cite_ref")
        or not {"reference", "mw-ref"}.isdisjoint(element.classes)
        or "mw:Extension/ref" in element.get("typeof")
    )


def is_reference_item(element: Element) -> bool:
    """Say whether an element is an entry of a rendered list of references."""
    return element.name == "li" and element.id.startswith("cite_note")


def root_of(document: Document) -> Element | None:
    """The element that holds the article: the longest that MediaWiki's parser made, or what a skin puts it into."""
    ranked: list[tuple[int, int, Element]] = []
    for element in document.elements:
        size = element.end - element.start
        if "mw-parser-output" in element.classes or "parsoid-body" in element.classes:
            ranked.append((4, size, element))
        elif element.id == "mw-content-text":
            ranked.append((3, size, element))
        elif element.id in ("bodyContent", "mw-content", "content"):
            ranked.append((2, size, element))
        elif element.name in ("main", "article"):
            ranked.append((1, size, element))
        elif element.name == "body":
            ranked.append((0, size, element))
    return max(ranked, key=lambda item: item[:2])[2] if ranked else None
