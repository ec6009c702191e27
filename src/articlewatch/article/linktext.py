"""How a wikilink and the words around it work together: plain targets, link trails, words joined to a link."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlewatch.article.nodes import Wikilink
from articlewatch.article.passage import Passage
from articlewatch.article.ranges import line_start
from articlewatch.article.section import Section

#: Editions where letters after ``]]`` are not drawn into the link, or not in a way known here.
_NO_TRAIL = frozenset(["zh", "wuu", "gan", "yue", "zh-yue", "zh-classical", "ja", "th", "km", "lo", "my"])
_ENDING = re.compile(r"[a-z]{1,5}")
_MARKUP = re.compile(r"[\[\]{}<>\n]|''|&|\|")
_MEDIA = re.compile(r"\.(?:jpe?g|png|gif|svg|tiff?|og[gva]|web[mp]|pdf|djvu|mp3|wav|flac|xcf|stl)$", re.IGNORECASE)


class PipedLink(NamedTuple):
    """A link with a label of its own, and both as they are written."""

    link: Wikilink
    target: str
    label: str


def piped_links(section: Section) -> list[PipedLink]:
    """Return the links of *section* that have a label, worked out once."""
    return section.passage.extracted(_piped_links)


def _piped_links(passage: Passage) -> list[PipedLink]:
    return [PipedLink(link, link.target, link.label) for link in passage.wikilinks if link.has_label]


def has_link_trail(language: str) -> bool:
    """Say whether letters right after ``]]`` become part of the link in the wiki of *language*."""
    return language.partition("-")[0] not in _NO_TRAIL and language not in _NO_TRAIL


def is_plain(text: str) -> bool:
    """Say whether *text* is one line of bare words: no markup, entity, template or comment."""
    return _MARKUP.search(text) is None


def same_first_letter_apart(one: str, other: str) -> bool:
    """Say whether two strings are equal but for the case of the first letter and for underscores."""
    one, other = one.replace("_", " "), other.replace("_", " ")
    return one[1:] == other[1:] and one[:1].lower() == other[:1].lower()


def looks_like_media(link: Wikilink) -> bool:
    """Say whether a link's target ends like a file's name: a file in a namespace the profile does not know."""
    return _MEDIA.search(link.target) is not None


def word_after(text: str, offset: int) -> str:
    """Return the character at *offset* when it is a letter, else an empty string."""
    return text[offset] if offset < len(text) and text[offset].isalpha() else ""


def ending_of(target: str, label: str) -> str:
    """Return the letters that *label* adds to *target* and that could stand behind the brackets, or nothing."""
    size = len(target)
    if size < 2 or len(label) <= size or not same_first_letter_apart(label[:size], target):
        return ""
    if not is_plain(target) or not target[-1].isalpha() or ":" in target or "#" in target:
        return ""
    return label[size:] if _ENDING.fullmatch(label, size) else ""


def shortest_link(target: str, label: str, after: str, language: str) -> str:
    """Return the shortest link to *target* that shows *label* when the character *after* follows it."""
    if is_plain(label) and same_first_letter_apart(label, target):
        return f"[[{label}]]"
    ending = ending_of(target, label) if has_link_trail(language) and not after.isalpha() else ""
    if ending:
        return f"[[{label[: -len(ending)]}]]{ending}"
    return f"[[{target}|{label}]]"


def in_running_line(text: str, offset: int) -> bool:
    """Say whether the line of *offset* is neither a list item, nor a table's, nor a heading."""
    start = line_start(text, offset)
    return text[start : start + 1] not in tuple("*#:;|!=")


def links_by_target(passage: Passage) -> dict[str, list[Wikilink]]:
    """Return the links that stand in no template and no other link, by :func:`target_key`; worked out once."""
    return passage.extracted(_links_by_target)


def _links_by_target(passage: Passage) -> dict[str, list[Wikilink]]:
    found: dict[str, list[Wikilink]] = {}
    for link in passage.wikilinks:
        if not link.depth:
            found.setdefault(target_key(link.target), []).append(link)
    return found


def target_key(target: str) -> str:
    """Return *target* with its first letter in capitals and blanks for underscores, fragment and all.

    Cheaper than ``Wikilink.title``, for rules that compare every link of a page with others.
    """
    if "_" in target:
        target = target.replace("_", " ")
    return target[:1].upper() + target[1:]
