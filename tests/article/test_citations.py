# ruff: noqa: E501
"""Every way the English Wikipedia writes a citation, one row each."""

from __future__ import annotations

import pytest

from articlewatch.article import parse

#: wikitext -> (kind, name, group, content, is a definition, number of citation templates) of every citation in it.
FORMS = {
    "a<ref>Smith 1990.</ref>": [("ref", "", "", "Smith 1990.", True, 0)],
    "a<ref name=a>S.</ref>": [("ref", "a", "", "S.", True, 0)],
    'a<ref name="two words" group="n">S.</ref>': [("ref", "two words", "n", "S.", True, 0)],
    "a<ref name='q'>S.</ref>": [("ref", "q", "", "S.", True, 0)],
    "a<REF NAME=A>S.</Ref>": [("ref", "A", "", "S.", True, 0)],
    "a<ref name=a />": [("reuse", "a", "", "", False, 0)],
    "a<ref name=a/>": [("reuse", "a", "", "", False, 0)],
    'a<ref name="a"  group = b  />': [("reuse", "a", "b", "", False, 0)],
    "a<ref name=a></ref>": [("ref", "a", "", "", False, 0)],
    "a<ref>\n{{cite web|url=https://e.org/a|title=T}}\n</ref>": [
        ("ref", "", "", "{{cite web|url=https://e.org/a|title=T}}", True, 1)
    ],
    "a<ref>{{cite book|title=A}}; {{Citation |title=B}}; {{not a source}}</ref>": [
        ("ref", "", "", "{{cite book|title=A}}; {{Citation |title=B}}; {{not a source}}", True, 2)
    ],
    "<references>\n<ref name=a>A</ref>\n</references>": [("list-defined", "a", "", "A", True, 0)],
    "<references group=n><ref name=a>A</ref></references>": [("list-defined", "a", "", "A", True, 0)],
    "{{reflist|refs=\n<ref name=a>A</ref>\n<ref name=b>B</ref>\n}}": [
        ("list-defined", "a", "", "A", True, 0),
        ("list-defined", "b", "", "B", True, 0),
    ],
    "{{notelist|refs={{efn|name=x|A note.}}}}": [("footnote", "x", "note", "A note.", True, 0)],
    "a{{sfn|Smith|1990|p=3}}": [("short", "", "", "", False, 0)],
    "a ({{harvnb|Smith|1990}})": [("short", "", "", "", False, 0)],
    "a{{harv|Smith|1990|p=1}}": [("short", "", "", "", False, 0)],
    "<ref>{{harvnb|Smith|1990|p=1}}</ref>": [
        ("ref", "", "", "{{harvnb|Smith|1990|p=1}}", True, 0),
        ("short", "", "", "", False, 0),
    ],
    "a{{efn|A note.}}": [("footnote", "", "note", "A note.", True, 0)],
    "a{{efn|name=x|A note.<ref>S</ref>}}": [
        ("footnote", "x", "note", "A note.<ref>S</ref>", True, 0),
        ("ref", "", "", "S", True, 0),
    ],
    "a{{efn|name=x}}": [("footnote", "x", "note", "", False, 0)],
    "a{{refn|name=y|group=g|See {{cite web|url=http://e.org|title=T}}.}}": [
        ("footnote", "y", "g", "See {{cite web|url=http://e.org|title=T}}.", True, 1)
    ],
    "a{{refn|Text.}}": [("footnote", "", "", "Text.", True, 0)],
    "a{{r|x}}": [("call", "x", "", "", False, 0)],
    "a<!-- <ref>hidden</ref> -->": [],
    "a<nowiki><ref>shown</ref></nowiki>": [],
    "a<pre><ref>shown</ref></pre>": [],
    "a<ref>never closed": [],
    "a</ref>": [],
    "a [https://e.org x] https://e.org": [],
    "{| \n| a<ref name=t>in a table</ref>\n|}": [("ref", "t", "", "in a table", True, 0)],
    "{{infobox|x=1<ref>in a template</ref>}}": [("ref", "", "", "in a template", True, 0)],
    "[[File:A.jpg|thumb|C.<ref>in a caption</ref>]]": [("ref", "", "", "in a caption", True, 0)],
    "== H<ref>in a heading</ref> ==": [("ref", "", "", "in a heading", True, 0)],
}


@pytest.mark.parametrize("text", FORMS)
def test_form(text: str) -> None:
    found = [(c.kind, c.name, c.group, c.content, c.is_definition, len(c.templates)) for c in parse(text).citations]
    assert found == FORMS[text]


@pytest.mark.parametrize(
    "text",
    ["<ref>a</ref>", "<ref name=x/>", "{{sfn|A|1990}}", "{{efn|x}}", "{{r|a}}", "{{refn|b}}"],
)
def test_the_source_is_the_citation(text: str) -> None:
    (citation,) = parse(f"== Ü ==\n\N{GRINNING FACE} before {text} after").citations
    assert citation.source == text


@pytest.mark.parametrize(
    ("content", "bare"),
    [
        ("https://e.org/a", True),
        ("  http://e.org/a?b=c&d=e ", True),
        ("[https://e.org/a]", True),
        ("//e.org/a", True),
        ("https://e.org/a.", True),
        ("https://e.org/a {{dead link|date=May 2020}}", True),
        ("https://e.org/a<!-- c -->", True),
        ("[https://e.org/a A title]", False),
        ("Smith, https://e.org/a", False),
        ("https://e.org/a Smith", False),
        ("{{cite web|url=https://e.org/a}}", False),
        ("", False),
    ],
)
def test_bare_url(content: str, bare: bool) -> None:
    (citation,) = parse(f"x<ref>{content}</ref>").citations
    assert citation.is_bare_url is bare


@pytest.mark.parametrize(
    ("content", "url"),
    [
        ("{{cite web|url=https://e.org/a|title=T}}", "https://e.org/a"),
        ("{{cite web|archive-url=https://w.org/b|title=T}}", "https://w.org/b"),
        ("Smith. [https://e.org/a T]", "https://e.org/a"),
        ("Smith, https://e.org/a", "https://e.org/a"),
        ("Smith 1990", ""),
    ],
)
def test_url(content: str, url: str) -> None:
    (citation,) = parse(f"x<ref>{content}</ref>").citations
    assert citation.url == url


def test_a_use_finds_its_definition_anywhere_on_the_page() -> None:
    article = parse(
        "Use.<ref name=a/> Group.<ref name=a group=n/> No.<ref name=z/>\n== R ==\n<references>\n<ref name=a>A</ref>\n</references>\n<ref name=a group=n>N</ref>\n"
    )
    sources = [source.content if (source := article.source_of(c)) else None for c in article.citations]
    assert sources == ["A", "N", None, "A", "N"]
    assert [c.cites_in_text for c in article.citations] == [True, True, True, False, True]
