"""Saved web pages: what of them is the article, where it stands, and that no page whatever breaks the reader."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared_corpus import corpus_files

from articlewatch.article import Article, Section, Snapshot, parse
from articlewatch.article.rendered.elements import Document
from articlewatch.article.rendered.facts import page_facts
from articlewatch.lint import Linter, Rule

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

SKIN = """<!DOCTYPE html>
<html lang="en"><head><title>Old Bridge - Wikipedia</title>
<script>RLCONF={"wgTitle":"Old Bridge","wgRevisionId":77,"wgArticleId":5,"wgPageContentLanguage":"en"};</script>
<link rel="canonical" href="https://en.wikipedia.org/wiki/Old_Bridge"></head><body>
<h1 id="firstHeading">Old Bridge</h1><div id="mw-content-text">
<div class="mw-parser-output"><div role="note" class="hatnote">For the the town, see there.</div>
<table class="infobox"><tr><td><p>Length of of it</p></td></tr></table>
<p class="mw-empty-elt"></p>
<p>The <b>Old Bridge</b> is a bridge&#160;in <a href="/wiki/Test_Town" title="Test Town">Test
Town</a>.<sup id="cite_ref-a_1-0" class="reference"><a href="#cite_note-a-1">[1]</a></sup> It was
built in <i>Latin Title</i> style.<sup class="noprint Inline-Template Template-Fact">[<i>citation needed</i>]</sup></p>
<div id="toc" class="toc"><h2>Contents</h2></div>
<h2><span class="mw-headline" id="History">History &amp; use</span><span class="mw-editsection">[edit]</span></h2>
<div class="thumb"><div class="thumbcaption">A caption with a a slip</div></div>
<p>It opened in 1932.<sup class="reference" id="cite_ref-2"><a href="#cite_note-2">[note 1]</a></sup></p>
<ul><li>One <b>span</b>
<ul><li>Inner</li></ul></li>
<li>Two<!-- not shown --></li></ul>
<span style="display:none">hidden hidden</span>
<h3>Repairs</h3><p>See <a class="external text" href="http://a.test/?x=1&amp;y=2">the report</a>.</p>
<h2>References</h2>
<ol class="references"><li id="cite_note-a-1"><span class="mw-cite-backlink">^</span> <span class="reference-text"><a
 class="external free" href="http://a.test/1">http://a.test/1</a></span></li>
<li id="cite_note-2"><span class="reference-text">A note.</span></li></ol>
<div class="navbox"><a href="/wiki/Elsewhere">Elsewhere</a></div></div></div>
<div id="catlinks"><p>Categories are no prose prose.</p></div></body></html>
"""
PARSOID = """<!DOCTYPE html><html about="https://de.wikipedia.org/wiki/Spezial:Redirect/revision/9"><head>
<meta property="mw:pageId" content="3"/><meta property="dc:modified" content="2020-01-02T03:04:05.000Z"/>
<base href="//de.wikipedia.org/wiki/"/><title>Brücke</title></head>
<body lang="de" class="parsoid-body mw-parser-output"><section data-mw-section-id="0"><p>Eine
<a rel="mw:WikiLink" href="./Alte_Br%C3%BCcke#Bau" title="Alte Brücke">Brücke</a> <span lang="en">that is
that</span>.<sup class="mw-ref" typeof="mw:Extension/ref"><a href="./Br%C3%BCcke#cite_note-1"><span>[1]</span></a></sup>
</p></section><section data-mw-section-id="1"><h2 id="Bau">Bau</h2><figure typeof="mw:File/Thumb"><figcaption>Bild
</figcaption></figure><p>Text.</p></section></body></html>"""


def read(text: str) -> Article:
    return parse(Snapshot(text, format="html"))


def check(article: Article) -> None:
    """Raise AssertionError when a rendered page breaks a promise."""
    text = article.text
    assert "".join(s.text for s in article.sections) == text
    at = 0
    for section in article.sections:
        assert section.offset == at
        at = section.span.end
        check_section(section)
    for node in (*article.wikilinks, *article.external_links, *article.citations, *article.comments):
        assert 0 <= node.start < node.end <= len(text) and node.source == text[node.start : node.end]


def check_section(section: Section) -> None:
    text = section.text
    leaves = list(section.passage.leaves())
    assert "".join(leaf.of(text) for leaf in leaves) == text
    for heading in section.passage.headings:
        assert heading.span.start == 0 and heading.span.covers(heading.title) and heading.span.end <= len(text)
    last = 0
    for paragraph in section.paragraphs:
        span = paragraph.span
        assert last <= span.start <= span.end <= len(text)
        last = span.start
        assert "\n" not in paragraph.text and paragraph.text == paragraph.text.strip()
        for sentence in paragraph.sentences:
            assert span.covers(sentence.span)
        for index, shown in enumerate(paragraph.text):
            place = paragraph.span_of(index, index + 1)
            assert 0 <= place.start <= place.end <= len(text)
            if shown.isalnum() and place.end - place.start == 1:
                assert place.of(text) == shown


def test_what_a_skin_shows() -> None:
    article = read(SKIN)
    check(article)
    assert article.title == "Old Bridge" and article.page.format == "html"
    assert [(s.level, s.title, s.path, s.role) for s in article.sections] == [
        (0, "", (), "lead"),
        (2, "History & use", ("History & use",), "body"),
        (3, "Repairs", ("History & use", "Repairs"), "body"),
        (2, "References", ("References",), "references"),
    ]
    assert [(p.kind, p.text) for p in article.paragraphs] == [
        ("text", "The Old Bridge is a bridge\xa0in Test Town. It was built in Latin Title style."),
        ("text", "It opened in 1932."),
        ("list", "One span"),
        ("list", "Inner"),
        ("list", "Two"),
        ("text", "See the report."),
    ]
    assert article.paragraphs[0].masked.count("\ufffc") == len("Latin Title")


def test_links_and_citations_of_a_skin() -> None:
    article = read(SKIN)
    ((link,), (out, source)) = article.wikilinks, article.external_links
    assert (link.title, link.label) == ("Test Town", "Test Town") and link.source.startswith("<a href=")
    assert out.url == "http://a.test/?x=1&y=2" and out.url_span.of(article.text) == "http://a.test/?x=1&amp;y=2"
    assert (out.bracketed, out.label, source.bracketed) == (True, "the report", False)
    found = [(c.kind, c.name, c.group) for c in article.citations]
    assert found == [
        ("marker", "1", ""), ("marker", "1", "note"), ("list-defined", "1", ""), ("list-defined", "1", "note")
    ]  # fmt: skip
    first = article.citations[0]
    assert first.source.startswith("<sup") and article.source_of(first) == article.citations[2]
    assert article.citations[2].is_bare_url and not article.citations[3].is_bare_url
    assert article.sections[3].in_ref(source.start - article.sections[3].offset)
    (asked,) = article.lead.templates_with_role("inline-maintenance")
    assert asked.name == "citation needed"


def test_what_parsoid_writes() -> None:
    article = read(PARSOID)
    check(article)
    assert (article.title, article.page.language) == ("Brücke", "de")
    assert [p.text for p in article.paragraphs] == ["Eine Brücke that is that.", "Text."]
    assert article.paragraphs[0].masked.endswith("\ufffc" * len("that is that") + ".")
    ((link,), (citation,)) = article.wikilinks, article.citations
    assert (link.title, link.fragment) == ("Alte Brücke", "Bau") and citation.name == "1"
    facts = page_facts(PARSOID)
    assert (facts.host, facts.revid, facts.pageid, facts.time) == ("de.wikipedia.org", 9, 3, "2020-01-02T03:04:05Z")
    facts = page_facts(SKIN)
    assert (facts.title, facts.host, facts.revid, facts.pageid) == ("Old Bridge", "en.wikipedia.org", 77, 5)


def test_findings_stand_in_the_file(rules: list[Rule]) -> None:
    result = Linter(rules).lint(Snapshot(SKIN.replace("It opened", "It it opened"), format="html"))
    found = {f.rule: f.span.of(result.snapshot.text) for f in result.findings}
    assert found["doubled-word"] == "It it" and found["bare-url"] == "http://a.test/1"
    assert not any(f.fix for f in result.findings)
    # nothing is said of the hatnote, the infobox, the caption, the hidden text and the categories
    assert sum(f.rule == "doubled-word" for f in result.findings) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<p>b<div>c</div>d", ["p: a", "p: b", "div: c"]),
        ("<ul><li>a<li>b<ol><li>c</ol>d</ul>", ["ul: …", "li: a", "li: b<ol><li>c</ol>d", "ol: …", "li: c"]),
        ("<dl><dt>a<dd>b<dt>c</dl>", ["dl: …", "dt: a", "dd: b", "dt: c"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["table: …", "tr: …", "td: a", "td: b", "tr: …", "th: c"]),
        ("<div><table><tr><td>a</div>b</td></table>x</div>", ["div: …", "table: …", "tr: …", "td: a</div>b"]),
        ("<b><i>a</b>b</i>", ["b: …", "i: a"]),
        ("<p>a<br>b<img src=x></p>", ["p: a<br>b<img src=x>", "br: ", "img: "]),
        ("<template><p>a</template>b", ["template: …", "p: a"]),
        ("<h2>a</h3>b", ["h2: a"]),
        ("<p title='a>b' x=\">\">c</p>", ["p: c"]),
        ("<p title=it's>c</p>", ["p: c"]),
        ("<svg><path d=x /><g>a</g></svg>", ["svg: …", "path: ", "g: a"]),
        ("<script>if (a<b) '</p>'</script><p>a", ["script: if (a<b) '</p>'", "p: a"]),
    ],
)
def test_elements_nest_as_html_says(source: str, expected: list[str]) -> None:
    """``…`` stands for a content that begins with an element."""
    found = []
    for element in Document(source).elements:
        inside = source[element.open_end : element.close_start]
        found.append(f"{element.name}: {'…' if inside.startswith('<') else inside}")
    assert found == expected


FRAGMENTS = [
    "<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<li>", "</li>", "<table>", "</table>", "<tr>", "<td>", "</td>",
    "<h2>", "</h2>", "<h3>x</h3>", "<i>", "</i>", "<b>", "</b>", "<a href='/wiki/A'>", "</a>", "<br/>", "<!-- c -->",
    "<!--", "-->", "<sup class='reference'><a href='#cite_note-1'>[1]</a></sup>", "<li id='cite_note-1'>",
    "<div class='mw-parser-output'>", "<span style='display:none'>", "</span>", "<script>", "</script>", "<style>",
    "&amp;", "&#x41;", "&nosuch;", "&#xD800;", "&", "<", ">", "</", "<a b=\"", "text of it ", "One. Two? ", "\n", "  ",
    "é", "\u05d0", "\U0001f600", "\ud800", "\x0b", "<math>", "</math>", "<body>", "</body>", "<p class=\"hatnote\">",
    "<a class='external' href='http://x.test/'>", "<section>", "</section>", "<dl>", "<dd>", "</dl>", "<template>",
]  # fmt: skip


@QUICK
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))
def test_random_pages(text: str) -> None:
    check(read(text))


@QUICK
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(read(text))


@QUICK
@given(st.sampled_from([SKIN, PARSOID]), st.data())
def test_damaged_pages(page: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, min(len(page), start + 200)))
    put = data.draw(st.sampled_from(FRAGMENTS))
    check(read(page[:start] + put + page[end:]))
    check(read(page[:start]))  # truncated


HOSTILE = {
    "a hundred thousand levels": "<div>" * 100_000 + "x",
    "of lists": "<ul><li>x" * 10_000,
    "of tables": "<table><tr><td>x" * 10_000,
    "of emphasis round headings": "<i>" * 30_000 + "<h2>x</h2>" * 3_000,
    "end tags of nothing": "<p>" + "<b>" * 20_000 + "</i>" * 20_000,
    "an attribute of a megabyte": "<p class='" + "a " * 500_000 + "'>x</p>",
    "attributes without end": "<p>x" + "<a x='" * 100_000,
    "comments without end": "<p>" + "<!--" * 100_000,
    "nested notes": "<ol class=references>" + "<li id=cite_note-1><ul>" * 10_000,
    "a bomb of entities": "<!DOCTYPE x [" + "<!ENTITY a '&b;&b;'>" * 10_000 + "]><p>&a;&a;",
    "blanks": "<p>a" + " " * 100_000 + "b" + "\n" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages(name: str) -> None:
    article = read(HOSTILE[name])
    assert "".join(s.text for s in article.sections) == article.text
    assert all(0 <= p.span.start <= p.span.end <= len(article.text) for p in article.paragraphs)


@pytest.mark.corpus
def test_pages_of_the_corpus(shared: Path, rules: list[Rule]) -> None:
    linter = Linter(rules)
    chance = random.Random(3)
    for path in corpus_files(shared, "html/*/*.html"):
        text = path.read_text(encoding="utf-8")
        article = read(text)
        assert "".join(s.text for s in article.sections) == text
        assert article.words > 20 and len(article.sections) > 1, path
        for section in chance.sample(article.sections, min(4, len(article.sections))):
            check_section(section)
        result = linter.lint(Snapshot(text, format="html"))
        assert all(0 <= f.span.start <= f.span.end <= len(text) for f in result.findings)
