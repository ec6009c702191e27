"""What a reader sees of wikitext, and the way back to the source."""

from __future__ import annotations

import pytest

from articlewatch.article import OBJECT, Section, parse


def lead(text: str) -> Section:
    """The lead of *text*."""
    return parse(text).lead


O = OBJECT  # noqa: E741
#: wikitext -> the paragraphs: (kind, text)
PARAGRAPHS = {
    "One.\nStill one.\n\nTwo.": [("text", "One.\nStill one."), ("text", "Two.")],
    "''Italic'' and '''bold''' and '''''both'''''.": [("text", "Italic and bold and both.")],
    "[[a|b]]s and [[c]].": [("text", "bs and c.")],
    "[https://e.org A site] and https://e.org/x end.": [("text", f"A site and {O} end.")],
    "Text<ref>Note.</ref> goes on<ref name=a/>.": [("text", "Text goes on.")],
    "Text{{sfn|A|1990}} on{{efn|Note.}}.{{cn}}": [("text", "Text on.")],
    "It is {{convert|1|km}} long.": [("text", f"It is {O} long.")],
    "A<!-- hidden\n\nlines -->B.": [("text", "AB.")],
    "A&nbsp;b &ndash; c &bogus; d.": [("text", "A\u00a0b – c &bogus; d.")],
    "Line<br>break <b>bold</b>.": [("text", "Line break bold.")],
    "H<sub>2</sub>O and <code>x = 1</code>.": [("text", f"H2O and {O}.")],
    "<math>a^2</math> is a square.": [("text", f"{O} is a square.")],
    "* One.\n** Two.\n# Three.\n; Term\n: Said": [("list", t) for t in ("One.", "Two.", "Three.", "Term", "Said")],
    "*''One'' [[two]].": [("list", "One two.")],
    " code here": [("pre", "code here")],
    "{| class=x\n| cell\n|}\nAfter.": [("text", "After.")],
    "{{Infobox x\n| a = b\n}}\nThe text.": [("text", "The text.")],
    "{{Infobox x\n| a = b\n}} The text.": [("text", "The text.")],
    "[[File:A.jpg|thumb|A caption.]]\nThe text.": [("text", "The text.")],
    "[[Category:A]]\n[[de:B]]": [],
    "{{x}}": [("object", O)],
    "{{x}}\n\nText.": [("object", O), ("text", "Text.")],
    "__NOTOC__\nText.": [("text", "Text.")],
    "<blockquote>Said.</blockquote>\nText.": [("text", "Text.")],
    "<gallery>\nA.jpg|Caption.\n</gallery>\nText.": [("text", "Text.")],
    "<div>Inside.</div>": [("text", "Inside.")],
    "-- \n\n!": [("object", "--"), ("object", "!")],
    "Rock 'n' roll''s''": [("text", "Rock 'n' rolls")],
    "L''''amour'''": [("text", "L'amour")],
    "*&nbsp;\n*": [],
    "": [],
    "\n\n\n": [],
    "== Only a heading ==": [],
}  # fmt: skip


@pytest.mark.parametrize("text", PARAGRAPHS)
def test_paragraphs(text: str) -> None:
    assert [(p.kind, p.text) for s in parse(text).sections for p in s.paragraphs] == PARAGRAPHS[text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        ("Mr. Smith met Dr. Jones. They spoke.", ["Mr. Smith met Dr. Jones.", "They spoke."]),
        ("It cost 1.5 million. Yes.", ["It cost 1.5 million.", "Yes."]),
        ("First.<ref>A note. With two.</ref> Second.", ["First.", "Second."]),
        ("* One item. Two.\n* Three.", ["One item.", "Two.", "Three."]),
        ("[[A|The link. Inside]] goes on.", ["The link.", "Inside goes on."]),
        ("{{x}}", []),
        (" pre. formatted.", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [s.text for s in lead(text).sentences] == sentences


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("The '''[[a|old]] bridge''' stands.", "old bridge", "old]] bridge"),
        ("The [[bridge]]s stand.", "bridges", "bridge]]s"),
        ("Some b&nbsp;c words.", "b\u00a0c", "b&nbsp;c"),
        ("Of {{convert|1|km}} in length.", f"{O} in", "{{convert|1|km}} in"),
        ("One<ref>n</ref> two.", "One two", "One<ref>n</ref> two"),
        ("A <b>bold</b> word.", "bold", "bold"),
    ],
)
def test_the_way_back(text: str, word: str, source: str) -> None:
    (sentence,) = lead(text).sentences
    at = sentence.text.index(word)
    assert sentence.span_of(at, at + len(word)).of(text) == source
    section = parse("== H ==\n" + text).sections[1]
    assert next(section.sentences).span_of(at, at + len(word)).of(section.text) == source
    article = parse("Lead.\n== H ==\n" + text)
    moved = list(article.sentences)[-1]
    assert moved.span_of(at, at + len(word)).of(article.text) == source


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ('He said "no way" twice.', f"He said {O * 8} twice."),
        ("He said “no” twice.", f"He said {O * 4} twice."),
        ("The film ''A Man'' ran.", f"The film {O * 5} ran."),
        ("The '''bold''' stays.", "The bold stays."),
        ('A 5" pipe.', 'A 5" pipe.'),
        ("''Aa'' \"b ''c'' d\" end.", f"{O * 2} {O * 7} end."),
    ],
)
def test_masked(text: str, masked: str) -> None:
    (sentence,) = lead(text).sentences
    assert sentence.masked == masked


def test_a_paragraph_runs_over_its_references() -> None:
    text = "Text.<ref>A.</ref>\n\n{{cn}}More.{{cn}}\n"
    assert [p.span.of(text) for p in lead(text).paragraphs] == ["Text.<ref>A.</ref>", "{{cn}}More.{{cn}}"]


def test_words_of_running_prose() -> None:
    article = parse("Two words.<ref>Not these.</ref>\n* Nor these\n{|\n| or these\n|}\n== H ==\nOne-two three.\n")
    assert article.words == 4


@pytest.mark.parametrize(
    "text",
    ["", "One.", "a_b c–d “e” f/g", "Don't well-known ’tis über-é \u00a0日本 x", "1,000 km² \ud800 \U0001f600a b"],
)
def test_most_words_is_a_bound(text: str) -> None:
    for paragraph in parse(text).lead.paragraphs:
        assert paragraph.words <= paragraph.most_words <= 2 * paragraph.words + 8
