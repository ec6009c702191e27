from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.attributes import table_lines
from articlewatch.article.passage import Passage
from articlewatch.lint import Problem, Related, rule

_IN_TAG = re.compile(r"\bid\s*=", re.IGNORECASE)
_TABLE_ID = re.compile(r"[^\n|]*?\bid\s*=\s*[\"']?([^\s\"'|>]+)", re.IGNORECASE)


@rule(
    "duplicate-id",
    code="M014",
    severity="warning",
    when=("id", "ID", "Id"),
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
    found = sorted(
        ((name, span.shift(section.offset)) for section, ids in article.each(_ids) for name, span in ids),
        key=lambda item: item[1],
    )
    first: dict[str, Span] = {}
    for name, span in found:
        if "{{" in name:
            continue
        if name in first:
            yield Problem(span, f"id {name!r} is used before", related=(Related(first[name], "first used here"),))
        else:
            first[name] = span


def _ids(passage: Passage) -> list[tuple[str, Span]]:
    """The ids that elements and tables of a passage are given, with where that is done."""
    text = passage.text
    found = [
        (attribute.value, attribute.span)
        for tag in passage.tags
        if tag.name != "ref" and _IN_TAG.search(text, tag.start, tag.open_end)
        for attribute in tag.attributes
        if attribute.name == "id" and attribute.value
    ]
    for start, _ in table_lines(passage):
        match = _TABLE_ID.match(text, start)
        if match and not passage.is_opaque(start):
            at = text.lower().rfind("id", start, match.start(1))
            found.append((match.group(1), Span(at, match.end(1))))
    return found
