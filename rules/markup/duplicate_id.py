from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.lint import Problem, Related, rule

_ID = re.compile(r"(?:<[a-z][^<>]*|^[ \t:]*(?:\{\||\|-)[^\n]*)\bid\s*=", re.MULTILINE | re.IGNORECASE)
_IN_TAG = re.compile(r"\bid\s*=", re.IGNORECASE)
_TABLE_ID = re.compile(r"^[ \t:]*(?:\{\||\|-)[^\n|]*?\bid\s*=\s*[\"']?([^\s\"'|>]+)", re.MULTILINE | re.IGNORECASE)


@rule(
    "duplicate-id",
    code="M014",
    severity="warning",
    when=_ID,
    bad=[
        '<span id="note">a</span> <div ⟦id="note"⟧>b</div>',
        '{| id="t"\n| a\n|}\n\n{| id="u"\n|}\n\n<span ⟦id=t⟧></span>',
        "== A ==\n<b id='x'>a</b>\n== B ==\n<b ⟦id='x'⟧>b</b>",
    ],
    good=[
        '<span id="a">a</span> <div id="b">b</div>',
        '<nowiki><b id="a"></nowiki> <b id="a">x</b>',
        "{{cite web |id=a}} {{cite web |id=a}}",
        '<b id="">a</b><b id="">b</b>',
    ],
    guideline="WP:LINT",
    precision="1 of 1 read hits right (corpus, all languages)",
)
def duplicate_id(article: Article) -> Iterator[Problem]:
    """Two elements with the same ``id``.

    A link to ``#id`` can lead to one of them only, and scripts find the wrong one. Give each its own.
    """
    found: list[tuple[str, Span]] = []
    for section in article.sections:
        if not _ID.search(section.text):
            continue
        for tag in section.tags:
            if tag.name != "ref" and _IN_TAG.search(section.text, tag.start, tag.open_end):
                found += [(a.value, a.span.shift(section.offset)) for a in tag.attributes if a.name == "id" and a.value]
        for match in _TABLE_ID.finditer(section.text):
            if not section.is_opaque(match.start()):
                at = section.text.lower().rfind("id", match.start(), match.start(1))
                found.append((match.group(1), Span(at, match.end(1)).shift(section.offset)))
    found.sort(key=lambda item: item[1])
    first: dict[str, Span] = {}
    for name, span in found:
        if "{{" in name:
            continue
        if name in first:
            yield Problem(span, f"id {name!r} is used before", related=(Related(first[name], "first used here"),))
        else:
            first[name] = span
