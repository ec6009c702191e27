"""Faults of markup planted in real articles, so that rare lint categories are measured too."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from articlewatch.article import Article, Snapshot, parse

_WORDS = re.compile(r"(?<=[a-z] )[a-z]{3,}(?: [a-z]{3,}){2,4}(?= [a-z])")
_ITEM = re.compile(r"^\*(?![*:#]).*\n\*(?![*:#]).*$", re.MULTILINE)
_LINK = re.compile(r"\[\[[^\[\]{}<>'\n:|]+\]\](?![a-z])")

Plant = Callable[[random.Random, str], str]


def _wrapped(opener: str, closer: str) -> Plant:
    return lambda _, words: f"{opener}{words}{closer}"


def _crossed(outer: str, inner: str) -> Plant:
    def plant(_: random.Random, words: str) -> str:
        first, _, rest = words.partition(" ")
        return f"<{outer}>{first} <{inner}>{rest}</{outer}> and</{inner}>"

    return plant


#: Faults within a line of prose; each makes something of a few words.
_IN_WORDS: tuple[Plant, ...] = (
    _wrapped("<small>", ""),
    _wrapped("<span>", ""),
    _wrapped("<sup>", ""),
    _wrapped("<div>", ""),
    _wrapped("", "</small>"),
    _wrapped("", "</div>"),
    _wrapped("", "</span>"),
    _wrapped("''", ""),
    _wrapped("", "'''"),
    _wrapped("'''''", "''"),
    _wrapped("<center>", "</center>"),
    _wrapped("<tt>", "</tt>"),
    _wrapped("<strike>", "</strike>"),
    _wrapped("<font color=red>", "</font>"),
    _wrapped("<span id=here />", ""),
    _wrapped("<b/>", ""),
    _wrapped("<small>", "<small>"),
    _crossed("small", "b"),
    _crossed("b", "span"),
    _crossed("span", "i"),
    _wrapped("<span>", "\n\n</span>"),
    _wrapped("<small>", "\n\nand so on</small>"),
    _wrapped("<sup>", "\n\nand so on</sup>"),
)
_FILE_OPTIONS = (
    "|float", "|thumb", "||", "|Left", "|A first caption of it|", "|200px|300px", "|frame|120px", "|right|left"
)  # fmt: skip


def plant(text: str, seed: int, count: int = 8) -> str:
    """Return *text* with about *count* faults, the same for the same *seed*."""
    rng = random.Random(seed)
    article = parse(Snapshot(text, title="Example", site="enwiki"))
    edits: list[tuple[int, int, str]] = []
    words = _free(article, _WORDS)
    rng.shuffle(words)
    for start, end in words[:count]:
        edits.append((start, end, rng.choice(_IN_WORDS)(rng, text[start:end])))
    edits += _elsewhere(article, rng)
    return _apply(text, edits)


def _elsewhere(article: Article, rng: random.Random) -> list[tuple[int, int, str]]:
    text = article.text
    edits: list[tuple[int, int, str]] = []
    files = [f for f in article.files if f.options]
    for link in rng.sample(files, min(2, len(files))):
        at = link.options[0].end
        edits.append((at, at, rng.choice(_FILE_OPTIONS)))
    headings = article.headings
    if headings:
        title = rng.choice(headings).title
        edits.append((title.start, title.start, rng.choice(("''", "'''"))))
    items = _free(article, _ITEM)
    if items:
        start, end = rng.choice(items)
        opener, closer = rng.choice((("<small>", "</small>"), ("<span>", "</span>"), ("<div>", "</div>")))
        edits += [(start + 1, start + 1, opener), (end, end, closer)]
        start, end = rng.choice(items)
        edits.append((end, end, "\n* See <table>\n<tr><td>a</td></tr></table>"))
    links = _free(article, _LINK)
    if links:
        start, end = rng.choice(links)
        edits.append((start, end, f"<font color=red>{text[start:end]}</font>"))
    tables = [t for t in article.tables if "\n" in t.of(text)]
    if tables:
        at = text.index("\n", rng.choice(tables).start) + 1
        edits.append((at, at, rng.choice(("Stray words\n", "|-\nStray words\n", "'''Stray'''\n"))))
    return edits


def _free(article: Article, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Matches in plain prose: in no template, table, note, comment or file."""
    found = []
    files = [f.span for f in article.files]
    for match in pattern.finditer(article.text):
        start, end = match.span()
        section = article.section_at(start)
        at = start - section.offset
        if section.in_template(at) or section.is_opaque(at) or section.in_ref(at) or section.in_table(at):
            continue
        if end > section.span.end or any(f.start < end and start < f.end for f in files):
            continue
        found.append((start, end))
    return found


def _apply(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, new in sorted(edits):
        if start < at:
            continue
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])
