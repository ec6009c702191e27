"""The text of a heading, without its markup."""

from __future__ import annotations

import re
from functools import lru_cache

from articlewatch.article.nodes import strip_comments

_MARKUP = re.compile(r"<[^<>]*>|\{\{[^{}]*\}\}|'{2,}|\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


@lru_cache(4096)
def plain_heading(source: str) -> str:
    """Return the text of a heading without comments, notes, tags, templates, quotes and link brackets."""
    source = _without_notes(strip_comments(source))
    if any(mark in source for mark in ("<", "{{", "''", "[[")):
        source = _MARKUP.sub(lambda m: m.group(1) or "", source)
    return " ".join(source.split())


def _without_notes(source: str) -> str:
    """Return *source* without its ``<ref>`` elements."""
    lowered = source.lower()
    parts: list[str] = []
    at = 0
    while (start := lowered.find("<ref", at)) >= 0:
        opened = lowered.find(">", start)
        if opened < 0:
            break
        end = opened + 1
        if source[opened - 1] != "/":
            close = lowered.find("</ref", end)
            end = lowered.find(">", close) + 1 if close >= 0 else 0
            if not end:
                break
        parts.append(source[at:start])
        at = end
    return "".join((*parts, source[at:])) if parts else source
