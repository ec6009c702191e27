"""The places of a page that a link with ``#`` can lead to."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from articlewatch.article.article import Article
from articlewatch.article.nodes import strip_comments
from articlewatch.article.passage import Passage

_ID = re.compile(r"""\b(?:id|anchor|ref|name)\s*=\s*(?:"([^"\n|]{1,200})"|'([^'\n|]{1,200})'|([^\s"'|<>{}]{1,200}))""")
_DOTTED = re.compile(r"(?:\.[0-9A-F]{2})+")
_MARKUP = re.compile(r"<[^<>]*>|''+|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[\S+ ([^\[\]]*)\]")
_ANCHOR_PARAMETERS = ("id", "ref", "anchor", "name")
_ANCHOR_TEMPLATES = ("anchor", "anchors", "visible anchor", "vanchor", "visanc", "term", "glossary term")


def anchor_key(fragment: str) -> str:
    """Return the form under which a fragment is compared: decoded, blanks for underscores, case kept."""
    text = unescape(fragment)
    if "%" in text:
        text = unquote(text)
    return " ".join(text.replace("_", " ").replace("\u200e", "").split())


def legacy_key(fragment: str) -> str:
    """Return :func:`anchor_key` of a fragment in MediaWiki's old encoding, ``.C3.A9`` for ``é``."""
    return anchor_key(_DOTTED.sub(lambda m: unquote(m.group().replace(".", "%")), fragment))


def heading_key(source: str) -> str:
    """Return the anchor of a heading's source; templates in it are left as written."""
    return anchor_key(_MARKUP.sub(lambda m: m.group(1) or m.group(2) or "", strip_comments(source)))


def _heading_keys(passage: Passage) -> list[str]:
    return [heading_key(heading.title.of(passage.text)) for heading in passage.headings]


class Anchors:
    """All anchors of an article that its own source tells of; templates may make more."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.headings: dict[str, int] = {}
        self._uncertain: list[str] = []
        self._numbered: set[str] = set()
        for key in (key for _, keys in article.each(_heading_keys) for key in keys):
            if "{{" in key or "<" in key or "&" in key:
                self._uncertain.append(key)
            count = self.headings[key] = self.headings.get(key, 0) + 1
            self._numbered.add(key if count == 1 else f"{key} {count}")

    def has(self, fragment: str) -> bool:
        """Say whether the page has, or through a template in a heading may have, the anchor *fragment*."""
        keys = {anchor_key(fragment), legacy_key(fragment)}
        if "" in keys or not keys.isdisjoint(self._numbered):
            return True
        if len(self._uncertain) > 100 or any(key in heading for key in keys for heading in self._uncertain):
            return True
        return any(not keys.isdisjoint(found) for _, found in self._article.each(_made_by_markup))


def _made_by_markup(passage: Passage) -> set[str]:
    """Anchors of templates and ``id`` attributes in one passage."""
    known: set[str] = set()
    for key in _ANCHOR_TEMPLATES:
        for template in passage.templates_by_key.get(key, ()):
            known.update(anchor_key(p.value) for p in template.params)
    for template in passage.templates:
        known.update(anchor_key(template.value(name)) for name in _ANCHOR_PARAMETERS)
    for match in _ID.finditer(passage.text):
        known.add(anchor_key((match.group(1) or match.group(2) or match.group(3)).strip()))
    return known
