from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.ranges import Ranges
from articlewatch.lint import Example, Fix, Problem, rule

_WORD = re.compile(r"(?<![\w'’-])([A-Za-z][a-z]{1,20}|a)$")
_JOINED = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "by",
        "to",
        "from",
        "with",
        "and",
        "or",
        "for",
        "as",
        "is",
        "was",
        "were",
        "are",
        "has",
        "had",
        "his",
        "her",
        "its",
        "their",
        "into",
        "near",
        "between",
        "during",
        "under",
        "over",
        "after",
        "before",
        "against",
        "through",
        "that",
        "which",
        "who",
        "when",
        "while",
        "but",
        "also",
    ]
)


@rule(
    "link-missing-space-before",
    code="L038",
    severity="warning",
    when=re.compile(r"\[\[(?<=[a-z]\[\[)"),
    languages=("en",),
    fix="assisted",
    bad=[
        Example("He lived ⟦in⟧[[Rome]].", fixed="He lived in [[Rome]]."),
        Example("It was ⟦the⟧[[dam|old dam]].", fixed="It was the [[dam|old dam]]."),
        Example("The ⟦painter⟧[[John Doe]] died.", fixed="The painter [[John Doe]] died."),
    ],
    good=[
        "anti[[communism|communist]] and pre[[war]]; Mac[[Donald]]; the [[dam]]",
        "[[File:a.jpg|thumb|of[[Rome]]]] x''in''[[Rome]] <nowiki>in[[Rome]]</nowiki>",
        "{{convert|5|in}}[[Rome]] end.[[Category:Dams]] text[[Category:Dams]] text[[File:A.jpg]]",
    ],
    precision="no hit in the corpus and its histories",
)
def link_missing_space_before(section: Section) -> Iterator[Problem]:
    """A word that runs into the link after it.

    The blank was lost, and the reader sees “inRome”. Prefixes that belong to the linked word, as in
    ``anti[[communism]]``, are left alone: the word must be one that stands alone, or the link begin with a capital.
    """
    files = Ranges(f.span for f in section.files)
    text = section.text
    for link in section.wikilinks:
        if not "a" <= text[link.start - 1 : link.start] <= "z":
            continue
        match = _WORD.search(text, max(0, link.start - 24), link.start)
        if match is None or section.is_opaque(match.start()) or section.in_template(match.start()):
            continue
        if match.start() in files:
            continue
        word = match.group(1)
        shown = link.label.lstrip("'")[:1]
        capital = shown.isupper() and len(word) > 3 and word.islower() and word not in ("anti", "post", "trans")
        if word.lower() not in _JOINED and not capital:
            continue
        span = Span(*match.span())
        fix = Fix.replace(Span(span.end, span.end), " ", safety="assisted")
        yield Problem(span, f"no blank between “{word}” and the link", fix, help="set a blank")
