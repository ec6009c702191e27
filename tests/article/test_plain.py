# ruff: noqa: E501
"""The plain-text format: marks, infobox lines, trailing summaries of other articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from article.invariants import check_article, is_subsequence

from articlewatch.article import Article, Snapshot, parse

TEXT = (
    "A request is under discussion. |\n"
    "Date | 3 May 1932 |\n"
    "---|---|\n"
    "Place | Oldport |\n"
    "|\n"
    "The bridge opened in 1932. [1] It was long [a] and wide. [note 2] [3]\n"
    "As of 2020 [update] , it stands. [4] [5]\n"
    "***\n"
    "Work went on. [citation needed] It ended. [6] [7]\n"
    "Oldport is a town in the north.\n"
    "A bridge spans a gap.\n"
)


def plain(text: str) -> Article:
    """*text* as a plain-text snapshot."""
    return parse(Snapshot(text, format="plain"))


def test_marks() -> None:
    found = [(c.kind, c.name, c.group, c.source) for c in plain(TEXT).citations]
    assert found == [
        ("marker", "1", "", "[1]"), ("marker", "a", "lower-alpha", "[a]"), ("marker", "2", "note", "[note 2]"), ("marker", "3", "", "[3]"),
        ("update", "", "", "[update]"), ("marker", "4", "", "[4]"), ("marker", "5", "", "[5]"), ("marker", "6", "", "[6]"), ("marker", "7", "", "[7]"),
    ]  # fmt: skip


def test_kinds_of_lines() -> None:
    assert [p.kind for p in plain(TEXT).paragraphs] == [
        "table", "table", "table", "table", "table", "text", "text", "object", "text", "related", "related",
    ]  # fmt: skip


def test_prose_is_free_of_marks() -> None:
    assert [s.text for s in plain(TEXT).sentences][:3] == [
        "The bridge opened in 1932.",
        "It was long and wide.",
        "As of 2020 , it stands.",
    ]


def test_without_marks_nothing_is_related() -> None:
    article = plain("One line. [1]\nAnother line.\n")
    assert [p.kind for p in article.paragraphs] == ["text", "text"]


@pytest.mark.parametrize(
    "text", ["[sic]", "[2024-01-01]", "[12345]", "[Note the bridge]", "[[a]]", "f[x]y [abc]", "said [he] would [it]"]
)
def test_other_brackets_are_text(text: str) -> None:
    assert plain(text).citations == [] and plain(text).lead.prose.text == text


def test_markup_is_text() -> None:
    article = plain("A {{b}} <ref>c</ref> [[d]].\n== E ==\n")
    assert len(article.sections) == 1 and not article.templates and not article.tags and not article.wikilinks
    check(article)


def check(article: Article) -> None:
    """The promises that plain text keeps."""
    text = article.text
    assert article.lead.text == text
    at = 0
    for paragraph in article.paragraphs:
        assert at <= paragraph.span.start <= paragraph.span.end <= len(text)
        at = paragraph.span.end
        for sentence in paragraph.sentences:
            assert paragraph.span.covers(sentence.span)
            for word in sentence.words:
                assert is_subsequence(word, sentence.span.of(text))
    for citation in article.citations:
        assert citation.source[0] == "[" and citation.source[-1] == "]"


def test_the_seed(seed: Path) -> None:
    article = plain(seed.read_text(encoding="utf-8"))
    check(article)
    kinds = [p.kind for p in article.paragraphs]
    assert kinds[0] == "table" and kinds[-1] == "related"
    assert kinds.count("text") > 15 and kinds.count("related") > 3
    assert len(article.citations) > 100
    assert not any("[" in s.text and "]" in s.text for p in article.paragraphs if p.kind == "text" for s in p.sentences)


def test_the_demo_as_plain_text() -> None:
    path = Path(__file__).parents[2] / "snapshots" / "fall-of-the-assad-government.txt"
    check(plain(path.read_text(encoding="utf-8")))


def test_the_demo_as_wikitext() -> None:
    for path in sorted((Path(__file__).parents[2] / "snapshots" / "fall-of-the-assad-government").glob("*.wikitext")):
        check_article(parse(path.read_text(encoding="utf-8")))
