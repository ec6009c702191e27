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
    *("\n|}}\n", "}", "{", "{{{", "}}}", "]", "[[http://x ", "[[a {{ b]] }}", "{{ [[a }} b]]", "<ref>{{</ref>"),
    *("<poem>", "</poem>", "<ref>[[<!-- </ref>", "</ref\n", "<span {{a}}>", "</ref >", "<math>", "</math>"),
]
#: One of them leaves something open, or closes what others left open.
ODD = ["{{", "}}", "[[", "]]", "\n{|\n", "\n|}\n", "\n|}}\n", "<ref>", "</ref>", "<poem>", "<!--", "-->", "[http://x "]
ODD += ["[[a {{ b]] }}", "{{ [[a }} b]]", "{{{", "}}}", "<math>", "</math>", "[[http://x ", "]", "{{ {| }}"]
SECTIONS = st.lists(
    st.tuples(st.sampled_from(ODD) | st.just("text\n"), st.sampled_from(["\n== A ==\n", "\n=B=\n"])).map("".join),
    max_size=4,
).map("".join)
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


@given(SECTIONS, SECTIONS, st.sampled_from([*ODD, ""]), st.sampled_from([*ODD, ""]), SECTIONS)
def test_an_edit_between_sections_with_something_unpaired(
    before: str, between: str, old: str, new: str, after: str
) -> None:
    start, end = before + "\n== C ==\n", "\n== D ==\n" + after
    text = start + between + new + end
    assert find_cuts(text, cut(start + between + old + end)).headings == scan(text).headings


@pytest.mark.parametrize("stray", ["{{stray", "[[stray", "\n{|\n|stray", "<ref>stray", "}}", "]]", "\n|}"])
@pytest.mark.parametrize("where", ["before", "in", "after"])
def test_one_stray_mark_does_not_have_the_whole_page_scanned(stray: str, where: str) -> None:
    sections = {name: f"\n== {name} ==\ntext {{{{a}}}} [[b]]\n{{|\n|}}\n" for name in ("before", "in", "after")}
    sections[where] += f"{stray}\n"
    old = "".join((*sections.values(), "\n== E ==\n"))
    text = old.replace("== in ==\n", "== in ==\nnew ")
    cuts = find_cuts(text, cut(old))
    assert cuts.begin == text.index("== in ==")
    assert len(cuts.scanned.masked) == text.index("== after ==") - cuts.begin
    assert (cuts.head, cuts.tail) == (2, 2)
    assert cuts.headings == scan(text).headings


def test_a_tag_with_a_heading_in_it_is_no_tag_of_its_section() -> None:
    first = parse("<span \n== A ==\n{{a}}>").sections[0]
    assert first.scan.tags == scan(first.text).tags == []


def test_an_end_closes_what_an_earlier_section_left_open() -> None:
    old = "[[a {{ b]] }}\n== A ==\nx\n== B ==\ny\n"
    new = old.replace("y", "]]")
    assert find_cuts(new, cut(old)).headings == scan(new).headings == []


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
        assert (section.scan.left_open, section.scan.reaching) == (alone.left_open, alone.reaching)


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
