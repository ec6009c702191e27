"""References as Cite resolves them, runs of citations, short citations and citation templates."""

from __future__ import annotations

from articlewatch.article import parse
from articlewatch.article.citationruns import citation_runs
from articlewatch.article.cs1 import canonical_name, cs1_citations, is_known_parameter
from articlewatch.article.refnames import ref_index
from articlewatch.article.shortcites import short_index
from articlewatch.article.snapshot import Snapshot
from articlewatch.article.support import supports


def test_names_compare_within_their_group() -> None:
    article = parse(
        "A<ref name='x  y'>1</ref><ref name=\"x y\" /><ref name=x group=n>2</ref>{{efn|name=x|3}}{{r|x y|z}}\n"
        "{{reflist|refs=<ref name=z>4</ref>}}<references group=n><ref name=w>5</ref></references>"
    )
    index = ref_index(article)
    assert set(index.definitions) == {("", "x y"), ("n", "x"), ("lower-alpha", "x"), ("", "z"), ("n", "w")}
    assert len(index.calls["", "x y"]) == 3
    assert [use.name for use in index.uses if use.listed] == ["z", "w"]


def test_entities_in_names_are_decoded() -> None:
    article = parse('A<ref name="a &amp; b">1</ref><ref name="a & b" />')
    assert len(ref_index(article).calls["", "a & b"]) == 2


def test_parameters_ignore_marks_inside_extension_tags() -> None:
    template = parse('{{efn|name=a|text<ref name="b">x|y=z</ref> more<nowiki>|=</nowiki>|group=g}}').templates[0]
    assert [(p.name, p.value) for p in template.params] == [
        ("name", "a"),
        ("1", 'text<ref name="b">x|y=z</ref> more<nowiki>|=</nowiki>'),
        ("group", "g"),
    ]


def test_runs_join_over_page_numbers_and_tags_only() -> None:
    text = "A.<ref>1</ref>{{rp|3}}<!-- c --> <ref>2</ref>{{better source needed}} and "
    text += "{{r|x}}{{sfn|K|1990}}\n\n<ref>5</ref>"
    runs = citation_runs(parse(text).lead.passage)
    assert [len(run.citations) for run in runs] == [2, 2, 1]
    assert [run.plain for run in runs] == [False, True, True]
    assert runs[0].span.of(text) == "<ref>1</ref>{{rp|3}}<!-- c --> <ref>2</ref>{{better source needed}}"


def test_runs_of_a_plain_text() -> None:
    article = parse(Snapshot("It opened. [3] [a] [1] It closed. [2]", format="plain"))
    runs = citation_runs(article.lead.passage, notes=False)
    assert [[c.name for c in run.citations] for run in runs] == [["3", "1"], ["2"]]


def test_canonical_names() -> None:
    assert canonical_name("surname2") == canonical_name("author2-last") == canonical_name("last02") == "last2"
    assert canonical_name("author") == canonical_name("last1") == "last1"
    assert canonical_name("editor3-given") == "editor-first3"
    assert canonical_name("accessdate") == "access-date"
    assert canonical_name("lastt") == ""
    assert is_known_parameter("degree", "thesis") and not is_known_parameter("degree", "web")


def test_citation_templates_are_known_by_their_names_on_every_wiki() -> None:
    text = "{{cite web |url=https://example.org |title=A}} {{Cite Book|title={{{t}}}}}"
    assert [c.kind for c in cs1_citations(parse(text).lead)] == ["web"]
    assert [c.kind for c in cs1_citations(parse(text, profile="generic").lead)] == ["web"]
    assert cs1_citations(parse("{{Literatur |Titel=A}} {{cite |url=https://a.org}}", profile="generic").lead) == []


def test_short_citations_meet_their_sources() -> None:
    article = parse(
        "{{sfn|Kahn|Berg|1990|p=3}}{{sfnm|1a1=Dahl|1y=1991|2a1=Eide|2a2=Foss|2y=1992}}{{harvnb|Gran|1993|ref=none}}\n"
        "* {{cite book |last=Kahn |first=A. |last2=Berg |date=5 May 1990 |title=A}}\n"
        "* {{cite book |vauthors=Dahl AB, ((Body)) |year=1991 |title=B |ref=CITEREFDahl1991}}\n"
        "* {{cite book |editor-last=Eide |editor2-last=[[Foss (poet)|Foss]] |year=1992 |title=C}}"
    )
    index = short_index(article)
    assert [use.anchor for use in index.uses] == ["kahnberg1990", "dahl1991", "eidefoss1992"]
    assert all(use.anchor in index.sources for use in index.uses)


def test_supports_leaves_out_lead_and_plot() -> None:
    article = parse(
        "Lead.<ref>1</ref>\n== Plot ==\nOne.\n== History ==\nTwo.<ref>2</ref>\n\nThree.\n* Four\n== See also ==\nFive."
    )
    found = [(s.paragraph.text, s.cited_to >= 0, s.leads_in) for s in supports(article)]
    assert found == [("Two.", True, False), ("Three.", False, True)]
