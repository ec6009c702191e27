"""How links are shortened, which anchors a page has, and which addresses lead to wikis."""

from __future__ import annotations

import random

import pytest

from articlewatch.article import Span, parse
from articlewatch.article.anchors import Anchors
from articlewatch.article.linktext import ending_of, has_link_trail, shortest_link
from articlewatch.article.opening import opening
from articlewatch.article.ranges import Ranges, line_start
from articlewatch.article.weblinks import wiki_page


@pytest.mark.parametrize(
    ("target", "label", "after", "language", "short"),
    [
        ("Dam", "dam", " ", "en", "[[dam]]"),
        ("Dam", "dams", " ", "en", "[[dam]]s"),
        ("Dam", "dams", "é", "fr", "[[Dam|dams]]"),
        ("Dam", "dams", " ", "zh", "[[Dam|dams]]"),
        ("Dam", "''dam''", " ", "en", "[[Dam|''dam'']]"),
        ("Dam (film)", "Dam (film)s", " ", "en", "[[Dam (film)|Dam (film)s]]"),
    ],
)
def test_shortest_link(target: str, label: str, after: str, language: str, short: str) -> None:
    assert shortest_link(target, label, after, language) == short


def test_endings_are_letters_after_a_whole_target() -> None:
    assert ending_of("Dance", "Dancers") == "rs"
    assert ending_of("Dance", "dance-like") == ""
    assert ending_of("A", "Ab") == ""
    assert not has_link_trail("zh-hant") and has_link_trail("de")


def test_anchors_are_headings_numbered_ids_and_templates() -> None:
    anchors = Anchors(
        parse(
            "== A ''b'' ==\n== A b ==\n{{anchor|Spot}}\n<span id='Place'></span>\n{{cite|ref=Doe 1990}}\n== {{x|Q}} =="
        )
    )
    for name in ("A b", "A_b", "A b 2", "Spot", "Place", "Doe 1990", "Q", "A%20b"):
        assert anchors.has(name), name
    for name in ("a b", "A b 3", "spot", "Elsewhere"):
        assert not anchors.has(name), name


def test_wiki_pages_and_their_links() -> None:
    page = wiki_page("https://de.m.wikipedia.org/wiki/Eiserne_Br%C3%BCcke")
    assert page is not None and page.wikilink("x", home="en") == "[[:de:Eiserne Brücke|x]]"
    page = wiki_page("https://fr.wikisource.org/wiki/Le_Pont")
    assert page is not None and page.wikilink(home="en") == "[[s:fr:Le Pont]]"
    for url in (
        "https://en.wikipedia.org/w/index.php?title=A",
        "https://example.org/wiki/A",
        "https://en.wikipedia.org/wiki/%E9",
    ):
        assert wiki_page(url) is None


def test_ranges_answer_as_a_plain_search_does() -> None:
    dice = random.Random(5)
    for _ in range(50):
        spans = [Span(a, a + dice.randrange(8)) for a in (dice.randrange(60) for _ in range(dice.randrange(9)))]
        ranges = Ranges(spans)
        for offset in range(70):
            assert (offset in ranges) == any(s.start <= offset < s.end for s in spans)


def test_line_start_and_opening() -> None:
    assert line_start("ab\ncd", 4) == 3 and line_start("x" * 9000, 8000, 100) == 7900
    article = parse("{{Infobox}}\n'''The Dam''' was built, of clay and stone.")
    span = opening(article)
    assert span is not None and span.of(article.text) == "The Dam''' was built, of clay"
    assert opening(parse("{{x}}")) is None
