"""Templates, links, tags, tables: one row for each construct, sound and broken."""

from __future__ import annotations

import pytest

from articlewatch.article import Section, parse


def lead(text: str) -> Section:
    """The lead of *text*."""
    return parse(text).lead


#: wikitext -> (name, [(parameter, value, positional)]) of every template, outer ones first.
TEMPLATES = {
    "{{a}}": [("a", [])],
    "{{ A_b }}": [("A_b", [])],
    "{{a|b}}": [("a", [("1", "b", True)])],
    "{{a|b= c }}": [("a", [("b", "c", False)])],
    "{{a|1=x|y|z}}": [("a", [("1", "x", False), ("1", "y", True), ("2", "z", True)])],
    "{{a|b=c=d}}": [("a", [("b", "c=d", False)])],
    "{{a||}}": [("a", [("1", "", True), ("2", "", True)])],
    "{{a|b=}}": [("a", [("b", "", False)])],
    "{{a|{{b|c=d}}|e=f}}": [("a", [("1", "{{b|c=d}}", True), ("e", "f", False)]), ("b", [("c", "d", False)])],
    "{{a|x={{b}}}}": [("a", [("x", "{{b}}", False)]), ("b", [])],
    "{{a|[[b|c]]|d}}": [("a", [("1", "[[b|c]]", True), ("2", "d", True)])],
    "{{a|x=<!-- n|o -->y}}": [("a", [("x", "y", False)])],
    "{{a<!-- c -->|b}}": [("a", [("1", "b", True)])],
    "{{a\n| b = c\n| d = e\n}}": [("a", [("b", "c", False), ("d", "e", False)])],
    "{{a|<nowiki>|=</nowiki>|b}}": [("a", [("1", "<nowiki>|=</nowiki>", True), ("2", "b", True)])],
    "{{a|<ref name=x>y|z</ref>|b}}": [("a", [("1", "<ref name=x>y|z</ref>", True), ("2", "b", True)])],
    "{{a|b=<math>x|y</math>}}": [("a", [("b", "<math>x|y</math>", False)])],
    "{{#if:x|y|z}}": [("#if:x", [("1", "y", True), ("2", "z", True)])],
    "{{a|{{{b|c}}}}}": [("a", [("1", "{{{b|c}}}", True)])],
    "[[x|{{a}}]]": [("a", [])],
    "[https://e.org {{a}}]": [("a", [])],
    "<b>{{a}}</b>": [("a", [])],
    '<span style="{{a}}">b</span>': [("a", [])],
    "<ref>{{a}}</ref>": [("a", [])],
    "{|\n| {{a|b}}\n|}": [("a", [("1", "b", True)])],
    "<gallery>\nA.jpg|{{a}}\n</gallery>": [("a", [])],
    "<nowiki>{{a}}</nowiki>": [],
    "<pre>{{a}}</pre>": [],
    "<math>{{a}}</math>": [],
    "<!-- {{a}} -->": [],
    "{{a": [],
    "a}}": [],
    "{{a|{{b}}": [("b", [])],
    "{{a}} {{b": [("a", [])],
    "{{}}": [],
    "{a}": [],
    "{{a\nb}}": [],
    "{{a|<ref>}}</ref>": [],
    "<ref>{{a</ref>}}": [],
}


@pytest.mark.parametrize("text", TEMPLATES)
def test_template(text: str) -> None:
    found = [(t.name, [(p.name, p.value, p.positional) for p in t.params]) for t in lead(text).templates]
    assert found == TEMPLATES[text]


def test_spans_of_a_template() -> None:
    text = "x {{ a | b = c |d}} y"
    (template,) = lead(text).templates
    assert template.source == "{{ a | b = c |d}}"
    assert template.name_span.of(text) == " a "
    assert [p.span.of(text) for p in template.params] == ["| b = c ", "|d"]
    assert [p.name_span.of(text) for p in template.params] == [" b ", ""]
    assert [p.value_span.of(text) for p in template.params] == [" c ", "d"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Cite_web", "cite web"),
        (" Template:Cite  web ", "cite web"),
        ("template:X", "x"),
        ("iPhone", "iPhone"),
        ("Ä", "ä"),
    ],
)
def test_template_key(name: str, key: str) -> None:
    (template,) = lead(f"{{{{{name}}}}}").templates
    assert template.key == key


def test_the_last_of_a_doubled_parameter_counts() -> None:
    (template,) = lead("{{a|x=1|x=2|y=|z=3}}").templates
    assert template.value("x") == "2" and template.get("x").value == "2"  # type: ignore[union-attr]
    assert template.value("y", "z") == "3" and template.has("z") and not template.has("y", "q")
    assert template.names() == ["x", "x", "y", "z"] and template.get("q") is None


#: wikitext -> (index it is in, target, label, fragment) of every link.
LINKS = {
    "[[a]]": [("wikilinks", "a", "a", "")],
    "[[a|b]]c": [("wikilinks", "a", "b", "")],
    "[[a#s|b]]": [("wikilinks", "a#s", "b", "s")],
    "[[#s]]": [("wikilinks", "#s", "#s", "s")],
    "[[a|]]": [("wikilinks", "a", "", "")],
    "[[:Category:a]]": [("wikilinks", ":Category:a", ":Category:a", "")],
    "[[:File:a.jpg]]": [("wikilinks", ":File:a.jpg", ":File:a.jpg", "")],
    "[[Category:a|sort]]": [("categories", "Category:a", "sort", "")],
    "[[category: a]]": [("categories", "category: a", "category: a", "")],
    "[[File:a.jpg|thumb|x [[b]] y]]": [("files", "File:a.jpg", "thumb|x [[b]] y", ""), ("wikilinks", "b", "b", "")],
    "[[Image:a.jpg]]": [("files", "Image:a.jpg", "Image:a.jpg", "")],
    "[[de:a]]": [("language_links", "de:a", "de:a", "")],
    "[[wikt:a|b]]": [("wikilinks", "wikt:a", "b", "")],
    "[[Star Trek: a]]": [("wikilinks", "Star Trek: a", "Star Trek: a", "")],
    "[[a|''b'' {{c}}]]": [("wikilinks", "a", "''b'' {{c}}", "")],
    "[[{{a}}|b]]": [("wikilinks", "{{a}}", "b", "")],
    "{{a|[[b]]}}": [("wikilinks", "b", "b", "")],
    "<nowiki>[[a]]</nowiki><!-- [[b]] -->": [],
    "[[a\nb]]": [],
    "[[a": [],
    "a]]": [],
    "[[a] b": [],
    "[[a [[b]]": [("wikilinks", "b", "b", "")],
    "[[a <ref>b]]</ref>": [],
    "[[https://e.org a]]": [],
    "[[]]": [("wikilinks", "", "", "")],
}  # fmt: skip


@pytest.mark.parametrize("text", LINKS)
def test_link(text: str) -> None:
    section = lead(text)
    found = [
        (kind, link.target, link.label, link.fragment)
        for link in section.links
        for kind in ("wikilinks", "files", "categories", "language_links")
        if link in getattr(section, kind)
    ]
    assert found == LINKS[text]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("[[File:a.jpg|thumb|left|A b]]", ["thumb", "left", "A b"]),
        ("[[File:a.jpg|x [[b|c]] y|{{d|e}}]]", ["x [[b|c]] y", "{{d|e}}"]),
        ("[[File:a.jpg]]", []),
        ("[[File:a.jpg|]]", [""]),
    ],
)
def test_options_of_a_file(text: str, options: list[str]) -> None:
    assert [span.of(text) for span in lead(text).files[0].options] == options


#: wikitext -> (url, label, bracketed) of every external link.
URLS = {
    "[https://e.org]": [("https://e.org", "", True)],
    "[https://e.org a b]": [("https://e.org", "a b", True)],
    "[//e.org a]": [("//e.org", "a", True)],
    "[mailto:a@e.org a]": [("mailto:a@e.org", "a", True)],
    "[http://e.org''a'']": [("http://e.org", "''a''", True)],
    "see https://e.org/a.": [("https://e.org/a", "", False)],
    "(https://e.org/a)": [("https://e.org/a", "", False)],
    "https://e.org/a_(b)": [("https://e.org/a_(b)", "", False)],
    "https://e.org/a<ref>b</ref>": [("https://e.org/a", "", False)],
    "https://e.org/a{{dead link}}": [("https://e.org/a", "", False)],
    "{{cite web|url=https://e.org/a?b=c|title=d}}": [("https://e.org/a?b=c", "", False)],
    "== [https://e.org a] ==": [("https://e.org", "a", True)],
    "[[https://e.org a]]": [("https://e.org", "a", True)],
    '<ref name="https://e.org">x</ref>': [],
    "<nowiki>https://e.org</nowiki>": [],
    "<!-- https://e.org -->": [],
    "[https://e.org a\nb]": [("https://e.org", "", False)],
    "[a]": [],
}


@pytest.mark.parametrize("text", URLS)
def test_external_link(text: str) -> None:
    found = [(u.url, u.label, u.bracketed) for s in parse(text).sections for u in s.external_links]
    assert found == URLS[text]


#: wikitext -> (name, kind, content) of every tag.
TAGS = {
    "<b>a</b>": [("b", "pair", "a")],
    "<B>a</b >": [("b", "pair", "a")],
    "<br>": [("br", "void", "")],
    "<br/><hr />": [("br", "self", ""), ("hr", "self", "")],
    "<b>a": [("b", "unclosed", "")],
    "a</b>": [("b", "stray", "")],
    "<b><i>x</b></i>": [("b", "pair", "<i>x"), ("i", "misnested", "x</b>")],
    "<b><b>x</b></b>": [("b", "pair", "<b>x</b>"), ("b", "pair", "x")],
    "<nowiki><b></nowiki></b>": [("nowiki", "pair", "<b>"), ("b", "stray", "")],
    "<nowiki/>": [("nowiki", "self", "")],
    "<math>a<b</math>": [("math", "pair", "a<b")],
    "<ref><b></ref></b>": [("ref", "pair", "<b>"), ("b", "unclosed", ""), ("b", "stray", "")],
    "<ref>a<ref>b</ref>": [("ref", "pair", "a<ref>b"), ("ref", "unclosed", "")],
    "<gallery>\na.jpg\n</gallery>": [("gallery", "pair", "\na.jpg\n")],
    "<ref name=a>": [("ref", "unclosed", "")],
    "<unknown>a</unknown>": [],
    "a < b > c": [],
    "<!-- <b> -->": [],
    "<b": [],
    "<li>a<li>b": [("li", "unclosed", ""), ("li", "unclosed", "")],
}


@pytest.mark.parametrize("text", TAGS)
def test_tag(text: str) -> None:
    assert [(t.name, t.kind, t.content) for t in lead(text).tags] == TAGS[text]


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("<ref name=a>x</ref>", [("name", "a", False)]),
        ("<ref name = \"a b\" group='c'/>", [("name", "a b", True), ("group", "c", True)]),
        ("<ref NAME=a/>", [("name", "a", False)]),
        ("<td nowrap>x</td>", [("nowrap", None, False)]),
        ('<ref name="a>x</ref>', [("name", "a", True)]),
        ("<br clear=all />", [("clear", "all", False)]),
    ],
)
def test_attributes(text: str, attributes: list[tuple[str, str | None, bool]]) -> None:
    tag = lead(text).tags[0]
    assert [(a.name, a.value, a.quoted) for a in tag.attributes] == attributes


#: wikitext -> (content, closed) of every comment.
COMMENTS = {
    "a<!-- b -->c": [(" b ", True)],
    "<!---->": [("", True)],
    "<!-- a <!-- b -->": [(" a <!-- b ", True)],
    "<!-- a": [(" a", False)],
    "<ref><!-- a</ref> -->": [(" a", False)],
    "<nowiki><!-- a --></nowiki>": [],
    "<!->": [],
}


@pytest.mark.parametrize("text", COMMENTS)
def test_comment(text: str) -> None:
    assert [(c.content, c.closed) for c in lead(text).comments] == COMMENTS[text]


#: wikitext -> (tables, how many openers lack an end)
TABLES = {
    "{|\n| a\n|}": (["{|\n| a\n|}"], 0),
    ":{|\n| a\n|}": (["{|\n| a\n|}"], 0),
    "{|\n|\n{|\n| a\n|}\n|}": (["{|\n|\n{|\n| a\n|}\n|}", "{|\n| a\n|}"], 0),
    "{|\n| a": ([], 1),
    "| a\n|}": ([], 0),
    "a {| b |}": ([], 0),
    "{|\n| {{a\n|}": ([], 1),
    "<!--\n{|\n|}\n-->": ([], 0),
}


@pytest.mark.parametrize("text", TABLES)
def test_table(text: str) -> None:
    scan = lead(text).scan
    assert ([span.of(text) for span in scan.tables], len(scan.unclosed_tables)) == TABLES[text]


@pytest.mark.parametrize(
    ("text", "lonely"),
    [
        ("{{a", ["{{"]),
        ("a}}", ["}}"]),
        ("[[a", ["[["]),
        ("a]]", ["]]"]),
        ("[https://e.org a", ["["]),
        ("[[https://e.org a", ["[["]),
        ("[[https://e.org a]]", []),
        ("{{a [[b]] c", ["{{"]),
        ("[[a {{b]] c", ["{{"]),
        ("{{a|[[b}}", ["[["]),
        ("<ref>[[a</ref>]]", ["[[", "]]"]),
        ("<nowiki>[[ {{</nowiki>", []),
        ("a [b] c", []),
        ("{{{a}} b", []),
    ],
)
def test_lonely(text: str, lonely: list[str]) -> None:
    assert [span.of(text) for span in lead(text).scan.lonely] == lonely
