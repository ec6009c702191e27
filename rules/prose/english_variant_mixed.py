from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlewatch.article import Article
from articlewatch.article.fluency import reading_of
from articlewatch.article.passage import Passage
from articlewatch.article.running import each_told, running_of
from articlewatch.article.spans import Span
from articlewatch.article.variants_en import Side, Spelling, declared_english, known_words, spellings
from articlewatch.lint import Example, Problem, Related, rule

_WORD = re.compile(r"(?<![\w'’.@/])[a-z]+(?![\w'’@/]|\.\w)")
_NAMES = {"british": "British", "american": "American"}


class _Use(NamedTuple):
    span: Span
    word: str
    spelling: Spelling


@rule(
    "english-variant-mixed",
    code="P100",
    severity="suggestion",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "The town's defences held; the neighbourhood and its centre burned. Some ⟦armored⟧ cars came.",
        "{{Use American English}}\nThe ⟦organisation⟧ of the program changed.",
        "They organize and recognize it in color. The army was ⟦reorganised⟧ and the gray flavor realized.",
        Example("{{Use British English}}\nIts colour and honour grew. A ⟦defense⟧ pact and a defense plan followed."),
    ],
    good=[
        "The town's defences held; the neighbourhood and its centre burned. The organization was British.",
        'The colour was grey. The Department of Defense wrote of "defense and color".',
        "{{Use American English}}\nThe Labour Party organized its defense.",
        "{{Use Canadian English}}\nThe colour of the centre was analyzed and organized.",
        "The centre was painted in many colours. {{lang|en|color}} ''The color''.",
    ],
    precision="48 of 48 read hits right (English corpus)",
    guideline="MOS:ENGVAR",
)
def english_variant_mixed(article: Article, *, share: float = 0.66) -> Iterator[Problem]:
    """British and American spellings in one article.

    Either is right; both side by side look careless, and set off edits to and fro. What a {{Use … English}}
    template declares decides, otherwise the spelling of at least *share* of the telling words. "-ize" is held
    against British spelling only beside "-ise", since Oxford spelling has it. Only ordinary words in lower case
    count: names, titles in italics and quotations keep their spelling. One finding stands for all uses of a spelling
    and lists the other places.
    """
    uses = [
        _Use(use.span.shift(section.offset), use.word, use.spelling)
        for section, found in each_told(article, _uses)
        for use in found
    ]
    if not uses:
        return
    wanted = declared_english(article.page.english)
    firm = [u for u in uses if not u.spelling.ize]
    endings = [u for u in uses if u.spelling.ize]
    if wanted == "canadian":
        return
    side: Side | None = "american" if wanted == "american" else "british" if wanted else _majority(firm, share)
    why = "the page declares the other way" if wanted else ""
    if side:
        yield from _report([u for u in firm if u.spelling.side != side], firm, side, why)
    ends: Side | None = "american" if wanted in ("american", "oxford") else None
    if ends is None:
        # An American page has no -ise; a British one has either, but one of them.
        ends = "american" if side == "american" else _majority(endings, share)
    if ends:
        yield from _report(
            [u for u in endings if u.spelling.side != ends], endings, ends, why if wanted != "british" else ""
        )


def _uses(passage: Passage) -> list[_Use]:
    running = running_of(passage)
    found = reading_of(running).words & known_words()
    if not found:
        return []
    table, text = spellings(), running.text
    places = []
    for word in found:
        at = text.find(word)
        while at >= 0:
            match = _WORD.match(text, at)
            if match and match.end() == at + len(word) and running.kind_at(at) == "text":
                places.append((at, word))
            at = text.find(word, at + 1)
    return [_Use(running.span_of(at, at + len(word)), word, table[word]) for at, word in sorted(places)]


def _majority(uses: list[_Use], share: float) -> Side | None:
    american = sum(1 for u in uses if u.spelling.side == "american")
    british = len(uses) - american
    if len(uses) < 4 or max(american, british) < share * len(uses):
        return None
    return "american" if american > british else "british"


def _report(strays: list[_Use], all_uses: list[_Use], side: Side, why: str) -> Iterator[Problem]:
    by_word: dict[str, list[_Use]] = {}
    for use in strays:
        by_word.setdefault(use.word, []).append(use)
    kept = len(all_uses) - len(strays)
    examples = list(dict.fromkeys(u.word for u in all_uses if u.spelling.side == side))[:3]
    for word, uses in by_word.items():
        other = uses[0].spelling.other
        reason = why or f"the article spells {kept} times the other way ({', '.join(examples)})"
        yield Problem(
            uses[0].span,
            f"{_NAMES[uses[0].spelling.side]} spelling “{word}”; {reason}",
            related=tuple(Related(u.span, "the same spelling") for u in uses[1:]),
            help=f"write “{other}”" if other else "",
        )
