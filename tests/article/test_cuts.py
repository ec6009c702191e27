"""The headings of a revision are the same whether found from scratch or from the revision before."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlewatch.article import PassageCache, load_profile, parse
from articlewatch.article.cuts import Page, find_cuts
from articlewatch.article.gathered import Gathered
from articlewatch.article.passage import Passage
from articlewatch.article.scan import scan

PIECES = [
    *(
        "== A ==\n",
        "\n== B ==\n",
        "=== C ===\n",
        "text\n",
        "{{",
        "}}",
        "[[",
        "]]",
        "<ref>",
        "</ref>",
        "<!--",
        "-->",
        "\n{|\n",
    ),
    *("\n|}\n", "{{a\n== in ==\n}}\n", "<nowiki>", "</nowiki>", "=", "\n", "[http://x ", "<gallery>\n", "</gallery>\n"),
    *("<ref\n", "<ref name=a\n", ">", "<", "--"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def cut(text: str) -> Page:
    headings = scan(text).headings
    places = [0, *(h.span.start for h in headings), len(text)]
    profile = load_profile("enwiki")
    passages = [Passage(text[a:b], profile, "en") for a, b in pairwise(places)]
    return Page(text, headings, passages, Gathered(passages))


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_edit(before: str, old: str, new: str, after: str) -> None:
    known = cut(before + old + after)
    text = before + new + after
    assert find_cuts(text, known).headings == scan(text).headings


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_the_sections_of_a_revision_are_those_of_its_text(before: str, old: str, new: str, after: str) -> None:
    cache = PassageCache()
    parse(before + old + after, cache=cache)
    text = before + new + after
    sections = parse(text, cache=cache).sections
    assert [s.offset for s in sections[1:]] == [h.span.start for h in scan(text).headings]
    assert "".join(s.text for s in sections) == text
    for section in sections:
        alone = scan(section.text)
        assert section.scan.masked == alone.masked
        assert section.scan.headings == alone.headings


@pytest.mark.corpus
def test_edits_of_real_articles(shared: Path) -> None:
    chance = random.Random(7)
    for path in sorted((shared / "corpus" / "wikitext" / "en").glob("*"))[::6]:
        text = path.read_text(encoding="utf-8")
        known = cut(text)
        for _ in range(12):
            at = chance.randrange(len(text) + 1)
            new = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 30)) :]
            assert find_cuts(new, known).headings == scan(new).headings
