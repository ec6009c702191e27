# ruff: noqa: E501
"""Headings, sections and what a page says of itself."""

from __future__ import annotations

import pytest

from articlewatch.article import Snapshot, parse

#: wikitext -> (level, title) of every heading that cuts it.
HEADINGS = {
    "== a ==": [(2, "a")],
    "=a=": [(1, "a")],
    "======a======": [(6, "a")],
    "======= a =======": [(6, "= a =")],
    "== a ===": [(2, "a =")],
    "=== a ==": [(2, "= a")],
    "== a == \t": [(2, "a")],
    "== a ==<!-- b -->": [(2, "a")],
    "== a == <!-- b --> <!-- c -->": [(2, "a")],
    "== a <!-- b -->==": [(2, "a")],
    "== ''a'' [[b|c]] {{d}} <small>e</small> ==": [(2, "a c e")],
    "== a == b": [],
    " == a ==": [],
    "a\n== b ==\nc\n=== d ===\n": [(2, "b"), (3, "d")],
    "==": [],
    "===": [(1, "=")],
    "== a\n==": [],
    "<!--\n== a ==\n-->": [],
    "<nowiki>\n== a ==\n</nowiki>": [],
    "<pre>\n== a ==\n</pre>": [],
    "<ref>\n== a ==\n</ref>": [],
    "{{x|\n== a ==\n}}": [],
    "{{x|\n== a ==\n": [(2, "a")],
    "{|\n|\n== a ==\n|}": [],
    "{|\n|\n== a ==\n": [(2, "a")],
    "<div>\n== a ==\n</div>": [(2, "a")],
    "<!-- open\n== a ==\n": [],
    "<!-- b -->== a ==": [],
    "<ref>open\n== a ==\n": [(2, "a")],
    "== a<ref>b</ref> ==": [(2, "a")],
    "== https://e.org/?a=b ==": [(2, "https://e.org/?a=b")],
    "== a == <!-- b -- >": [],
}


@pytest.mark.parametrize("text", HEADINGS)
def test_heading(text: str) -> None:
    sections = parse(text).sections[1:]
    assert [(s.level, s.title) for s in sections] == HEADINGS[text]


def test_the_tree_of_sections() -> None:
    article = parse("Lead.\n== A ==\na\n=== B ===\nb\n==== C ====\n=== D ===\n== E ==\n==== F ====\n")
    assert [s.path for s in article.sections] == [
        (), ("A",), ("A", "B"), ("A", "B", "C"), ("A", "D"), ("E",), ("E", "F"),
    ]  # fmt: skip
    assert [s.parent for s in article.sections] == [-1, -1, 1, 2, 1, -1, 5]
    a = article.sections[1]
    assert [s.title for s in article.subsections(a)] == ["B", "D"]
    assert article.full_span(a).of(article.text) == "== A ==\na\n=== B ===\nb\n==== C ====\n=== D ===\n"
    assert article.full_span(article.lead).of(article.text) == "Lead.\n"
    assert a.text[a.body_start :] == "\na\n"
    assert article.section_at(article.text.index("b\n")).title == "B"


@pytest.mark.parametrize(
    ("title", "role"),
    [("References", "references"), ("external links", "external-links"), ("See also", "see-also"), ("Plot", "plot"), ("History", "body")],
)  # fmt: skip
def test_role(title: str, role: str) -> None:
    article = parse(f"== {title} ==\n=== Sub ===\n")
    assert [s.role for s in article.sections] == ["lead", role, role]


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("Text.", "", "article"),
        ("#REDIRECT [[A]]", "", "redirect"),
        (" \n#redirect: [[A]]", "", "redirect"),
        ("#REDIRECTED", "", "article"),
        ("# one\n# two", "", "article"),
        ("A may be: {{disambiguation}}", "", "disambiguation"),
        ("{{Dab}}", "", "disambiguation"),
        ("Text.", "List of bridges", "list"),
    ],
)
def test_kind(text: str, title: str, kind: str) -> None:
    assert parse(Snapshot(text, title=title)).page.kind == kind


@pytest.mark.parametrize(
    ("text", "style", "english"),
    [
        ("{{Use dmy dates|date=May 2020}}", "dmy", ""),
        ("a\n== b ==\n{{use mdy dates}}", "mdy", ""),
        ("{{Use British English}}", "", "use British English"),
        ("<!-- {{Use dmy dates}} -->", "", ""),
        ("", "", ""),
    ],
)
def test_declared_style(text: str, style: str, english: str) -> None:
    page = parse(text).page
    assert (page.date_style, page.english.lower()) == (style, english.lower())


def test_carriage_returns_do_not_break_spans() -> None:
    """Sources turn CRLF into LF; what gets here all the same is read without a crash and gives true spans."""
    text = "a\r\n== b ==\r\n{{c|\r\nd}}\r\n"
    article = parse(text)
    assert [t.source for t in article.templates] == ["{{c|\r\nd}}"]
    assert [s.title for s in article.sections[1:]] == ["b"]
