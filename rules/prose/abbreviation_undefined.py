from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from articlewatch.article import Article
from articlewatch.article.acronyms_en import ACRONYM, is_roman, known_acronyms, spelled_out, stands_for
from articlewatch.article.passage import Passage
from articlewatch.article.running import each_told, running_of
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Problem, Related, rule

_MOST = 200
#: American radio and television stations.
_CALL_SIGN = re.compile(r"[WK][A-Z]{3}")
#: In brackets, or after "or": the name stands right before it.
_GIVEN_WITH_NAME = re.compile(
    r"\([^()\n]*$|\b(?:or|called|as|abbreviated|acronym|stands for|[Ff]or example,|"
    r"(?:TV|television|radio|national) (?:channel|station|network)) $"
)


@rule(
    "abbreviation-undefined",
    code="P102",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "Fighters backed by the US met ⟦SDF⟧ forces in the north. The SDF left the town to them.",
        Example("Investigations by the ⟦OPCW⟧ concluded that the UN was right. The OPCW was there.", format="plain"),
    ],
    good=[
        "The Syrian Democratic Forces (SDF) met US forces. The SDF left.",
        "The SDF (Syrian Democratic Forces) met US forces. The SDF left.",
        "The [[SDF]] met US forces. [[Foo|SDF]] forces left.",
        "Syrian Democratic Forces came from the north. The SDF left the town.",
        "NATO and the BBC. Henry VIII met HMS Victory in WWII",
        "A post-indictment arraignment or PIA followed; its levels (LFA, MFA and HFA) differ.",
        "For example, SFM for surface missile. He spoke on the national channel TVC and the radio station BXR.",
        "Cola Bottlers LTD and PLANT Architect met at 5 km NNW of KQED.",
    ],
    precision="14 of 15 hits right (English corpus); the wrong one: the name of a gallery",
    guideline="MOS:1STOCC",
)
def abbreviation_undefined(article: Article, *, uses: int = 1) -> Iterator[Problem]:
    """An acronym that the article never explains.

    A reader who does not know it cannot go on. Write the full name at the first use with the acronym in
    brackets, or link it. Only acronyms used at least *uses* times in running text count; silent are those
    everybody knows (UN, NATO, BBC), those linked or in brackets, and those whose full name stands somewhere in the
    article. Names of firms and bands in capitals that stand for nothing are known false alarms.
    """
    places: dict[str, list[tuple[int, Span]]] = {}
    explained: set[str] = set()
    for section, (used, told) in each_told(article, _acronyms):
        explained |= told
        for word, span in used:
            places.setdefault(word, []).append((section.offset, span))
    left = {
        word: [span.shift(by) for by, span in spans]
        for word, spans in places.items()
        if word not in explained and word not in article.title and len(spans) >= uses + _is_speakable(word)
    }
    if left:
        yield from _unexplained(article, left)


def _acronyms(passage: Passage) -> tuple[list[tuple[str, Span]], set[str]]:
    """The acronyms of one passage that call for an explanation, and those it explains."""
    running, known = running_of(passage), known_acronyms()
    used: list[tuple[str, Span]] = []
    explained: set[str] = set()
    text = running.text
    for match in ACRONYM.finditer(text):
        word = match.group().removesuffix("s")
        if word in known or word in explained or len(word) < 3 or is_roman(word) or _CALL_SIGN.fullmatch(word):
            continue
        start, end = match.span()
        if _GIVEN_WITH_NAME.search(text, max(start - 60, 0), start) or text[end : end + 2] == " (":
            explained.add(word)
        elif _stands_alone(text, start, end):
            span = running.span_of(start, start + len(word))
            if span.of(passage.text) == word and running.kind_at(start) == "text":
                used.append((word, span))
    return used, explained


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether the word is no part of a code, a keyword, a longer name or a formula."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if before not in " \n-–/" or after not in " \n,.;:-–/'’":
        return False
    if after in "-–/":
        follows = text[end + 1 : end + 3]
        return not (follows[:1].isdigit() or (follows.isupper() and follows != "UN"))
    if before in "-–/" and not text[start - 2 : start - 1].islower():
        return False
    return after != " " or not text[end + 1 : end + 2].isupper()


def _is_speakable(word: str) -> bool:
    """Say whether the word may be a name in capitals (PURE, GENERA): such must occur once more."""
    return len(word) > 3 and any(vowel in word for vowel in "AEIOU")


def _unexplained(article: Article, places: dict[str, list[Span]]) -> Iterator[Problem]:
    # The bound keeps a hostile page of nothing but acronyms from costing the square of its length.
    first = list(places)[:_MOST]
    places = {word: places[word] for word in first if not _explained(word, article)}
    if not places:
        return
    links = [targets for _, targets in article.each(_link_targets)]
    told = [running.shown for _, running in each_told(article, running_of)]
    for word, spans in places.items():
        if any(_is_linked(word, targets) for targets in links) or any(_is_told(word, text) for text in (*links, *told)):
            continue
        yield Problem(
            spans[0],
            f"“{word}” is not explained in the article",
            related=tuple(Related(span, "used again") for span in spans[1:6]),
            help="write the full name at the first use, or link it",
        )


def _link_targets(passage: Passage) -> str:
    return "\n".join(link.target for link in passage.wikilinks)


# Kept, as is what follows, since an edit leaves most sections as they were.
_is_linked = lru_cache(maxsize=1 << 14)(stands_for)
_is_told = lru_cache(maxsize=1 << 14)(spelled_out)


def _explained(word: str, article: Article) -> bool:
    """Look for the acronym in brackets, in a link, in bold or in a template, and as an ordinary word, anywhere."""
    return any(_explained_in(word, section.text) for section in article.sections)


@lru_cache(maxsize=1 << 14)
def _explained_in(word: str, source: str) -> bool:
    """Do what :func:`_explained` does for one section."""
    for start in _places(word, source):
        end = start + len(word)
        after = source[end : end + 3].removeprefix("s")
        if source[start - 1 : start] in ("(", "|", "[", "'") or after[:1] in (")", "|", "]") or after[:2] == " (":
            return True
        before = source[max(start - 80, 0) : start]
        if before.rfind("[[") > before.rfind("]]"):
            return True
    small = word.lower()
    return any(
        not source[at - 1 : at].isalnum() and not source[at + len(small) : at + len(small) + 1].isalnum()
        for at in _places(small, source)
    )


def _places(word: str, source: str) -> Iterator[int]:
    at = source.find(word)
    while at >= 0:
        yield at
        at = source.find(word, at + len(word))
