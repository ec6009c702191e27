"""What the report says, and that each of its forms says it soundly."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from importlib import resources
from pathlib import Path
from xml.dom import minidom

import pytest
from report.making import DEMO, demo_page, followed, linter_of, page_of, report_of

from articlewatch.article import Snapshot, Span
from articlewatch.cli.main import main
from articlewatch.errors import ConfigurationError
from articlewatch.lint import Fix, Linter, Rule
from articlewatch.report import Page, make_page
from articlewatch.report.charts.shapes import steps_of
from articlewatch.report.coverage import measure
from articlewatch.report.html import render as html
from articlewatch.report.past import Checked
from articlewatch.report.pieces import excerpt_pieces, fix_pieces
from articlewatch.report.readiness import readiness
from articlewatch.report.reporters import FORMS, render
from articlewatch.report.wikitext import BEGIN, CAP, END, defuse

HOSTILE = (
    "[[Category:Hit]] {{delete}} ~~~~ [[User:Ann]] <script> '''b''' @ann #1 |- ]] <nowiki> __NOTOC__ https://e.org"
)


@pytest.fixture(scope="module")
def linter(rules: list[Rule]) -> Linter:
    return linter_of(rules)


@pytest.fixture(scope="module")
def demo(linter: Linter) -> Page:
    return demo_page(linter)


def test_new_and_fixed_are_those_of_the_last_edit(demo: Page) -> None:
    assert {item.introduced.revid for item in demo.new if item.introduced} == {81340}
    assert {item.ended.revid for item in demo.fixed if item.ended} == {81340}
    assert demo.since is not None and demo.since.revision.revid == 81105


def test_every_finding_knows_its_edit(demo: Page) -> None:
    known = {point.revision.revid for point in demo.points}
    assert all(item.introduced and item.introduced.revid in known for item in demo.items)


def test_points_add_up_to_what_stands(demo: Page) -> None:
    last = demo.points[-1]
    assert last.standing == demo.counts
    assert sum(p.introduced - p.fixed for p in demo.points) == len(demo.items)


@pytest.mark.parametrize(("since", "known"), [("80311", 80311), ("2024-12-13", 80502), ("2024-12-08T17:00:00Z", 80311)])
def test_since(linter: Linter, since: str, known: int) -> None:
    page = demo_page(linter, since)
    assert page.since is not None and page.since.revision.revid == known
    order = [point.revision.revid for point in page.points]
    assert all(order.index(i.introduced.revid) > order.index(known) for i in page.new if i.introduced)
    assert len(page.new) > 2


@pytest.mark.parametrize("since", ["7", "yesterday", "2024-13-45", "2024", "1999-01-01", "v1"])
def test_unknown_since_is_one_clear_line(linter: Linter, since: str) -> None:
    with pytest.raises(ConfigurationError, match="--since"):
        demo_page(linter, since)


def test_section_keeps_what_is_under_a_heading(linter: Linter) -> None:
    page = demo_page(linter, section="reactions")
    assert page.items and all("Reactions" in item.finding.section for item in page.items)
    with pytest.raises(ConfigurationError, match="did you mean 'Reactions'"):
        demo_page(linter, section="Raections")


def test_one_revision_has_no_new(linter: Linter) -> None:
    page = page_of(linter, "It was was.\n")
    assert page.since is None and page.new == () and "No history" in " ".join(page.limits)
    assert "New since" not in html(report_of(linter, page))


@pytest.mark.parametrize("name", FORMS)
def test_broken_halves_of_characters_can_be_written(linter: Linter, name: str) -> None:
    bad = "a\ud800b\udc00"
    old, new = "Old.\n", f"It was was {bad}.\n\n== {bad} ==\nThe the {bad} ]].\n"
    page = page_of(linter, old, new, title=bad, user=bad, comment=bad, site="en.wikipedia.org")
    assert render(name, report_of(linter, page)).encode()


def test_nothing_found(linter: Linter) -> None:
    page = make_page(linter_of([]).lint(Snapshot("All is well.\n", title="T")), linter_of([]))
    for name in FORMS:
        assert render(name, report_of(linter, page))


@pytest.mark.parametrize("name", FORMS)
def test_equal_input_gives_equal_bytes(linter: Linter, demo: Page, name: str) -> None:
    assert render(name, report_of(linter, demo)) == render(name, report_of(linter, demo_page(linter)))


def test_page_names_no_other_address(linter: Linter, demo: Page) -> None:
    page = html(report_of(linter, demo))
    assert "default-src 'none'" in unescape(page)
    assert not re.search(r"<(?:link|script|img|iframe|object|embed)[^>]*(?:src|href)=(?![\"']?data:,)", page)
    assert not re.search(r"\sstyle=|\son\w+=", page)


def test_pictures_have_words_and_numbers(linter: Linter, demo: Page) -> None:
    page = html(report_of(linter, demo))
    for svg in re.findall(r"<svg viewBox.*?</svg>", page, re.DOTALL):
        assert re.search(r"<title id=.*?>.+?</title><desc id=.*?>.+?</desc>", svg)
    for name in ("readiness", "changes", "size", "coverage", "ages", "domains"):
        assert f'id="c-{name}"' in page
    assert "not a judgement of the content" in page


def faulty(count: int) -> str:
    faults = ["It was was so.", "A lonely ]] bracket.", "On December 8th, 2024 it began.", "[[Tree|Tree]] grows."]
    lines = []
    for number in range(count):
        if number % 10 == 0:
            lines.append(f"== Part {number} ==")
        lines.append(f"Sentence {number} about a place that many people know well. {faults[number % 4]}\n")
    return "\n".join(lines)


def test_300_findings_stay_light(linter: Linter) -> None:
    page = page_of(linter, faulty(300), site="en.wikipedia.org")
    assert 300 <= len(page.items) <= 400
    assert len(html(report_of(linter, page)).encode()) * 300 / len(page.items) <= 150_000


def test_what_many_findings_say_is_written_once(linter: Linter) -> None:
    page = page_of(linter, "\n\n".join(f"On December 8th, {year} it began." for year in [2024] * 9) + "\n")
    message = "date with an ordinal"
    assert sum(message in item.finding.message for item in page.items) == 9
    text = html(report_of(linter, page))
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    assert table.count(message) == 1 and table.count(">″<") == 8
    assert text[text.index('id="first"') : text.index('id="findings" ')].count(message) == 1
    assert "9 places" in text


def test_the_other_places_of_a_fault_are_told(linter: Linter) -> None:
    long = "The bridge was built by many hands over several cold winters, and it was opened to carts in the spring."
    text = f"== One ==\n{long} It stands.\n\nIt is old.\n\n== Two ==\nSome.\n\n{long} It stood.\n"
    page = page_of(linter, text)
    (item,) = [item for item in page.items if item.finding.related and not item.finding.fix]
    assert "One ¶1" in item.also or "Two ¶2" in item.also
    assert html(report_of(linter, page)).count(f"<small>{item.also}</small>") == 2


def test_templates_hold_no_attribute_between_single_quotes() -> None:
    folder = resources.files("articlewatch.report").joinpath("templates")
    for file in folder.iterdir():
        if file.name.endswith(".html"):
            outside = re.sub(r"\{[{%].*?[%}]\}", "", file.read_text(encoding="utf-8"))
            assert not re.search(r"=\s*'", outside), file.name


def test_since_says_which_revision_and_why(linter: Linter, demo: Page) -> None:
    assert demo.since is not None and "one before the newest; no check" in demo.since.how
    past = replace(followed(linter)[1], checked=Checked(80502, "It is what the check knew."))
    page = make_page(linter.lint(followed(linter)[0]), linter, past=past)
    assert page.since is not None and (page.since.revision.revid, page.since.how) == (
        80502,
        "It is what the check knew.",
    )
    for form in ("html", "markdown", "text", "wikitext"):
        shown = unescape(render(form, report_of(linter, page))).replace("\\", "")
        assert "It is what the check knew." in shown, form


def test_since_without_a_history_is_refused(linter: Linter) -> None:
    with pytest.raises(ConfigurationError, match="no history of T was given"):
        make_page(linter.lint(Snapshot("Text.\n", title="T")), linter, since="2024-01-01")


@pytest.mark.corpus
def test_a_real_article_of_300_findings_stays_light(linter: Linter, shared: Path) -> None:
    file = shared / "corpus" / "wikitext" / "en" / "Genetically_modified_food_controversies.wikitext"
    page = page_of(
        linter, file.read_text(encoding="utf-8"), title="Genetically modified food controversies", site="enwiki"
    )
    assert len(page.items) > 250 and len(page.sources) > 500
    size = len(html(report_of(linter, page)).encode())
    assert size * 300 / max(len(page.items), 300) <= 150_000


def test_wiki_page_links_to_its_places(linter: Linter) -> None:
    page = page_of(linter, "== A b ==\nOld.\n", "== A b ==\nIt was was.\n", title="T & t", site="en.wikipedia.org")
    text = html(report_of(linter, page))
    assert 'data-at="https://en.wikipedia.org/w/index.php?oldid=101"' in text
    assert "https://en.wikipedia.org/w/index.php?title=T_%26_t&amp;action=edit&amp;section=1" in text
    assert "https://en.wikipedia.org/w/index.php?diff=101" in text


def test_readiness_is_the_sum_of_its_parts(linter: Linter) -> None:
    text = "Lead.\n\n== A ==\n" + "A long enough paragraph of a dozen words that cites nothing at all here.\n\n" * 3
    cited = text + "A long enough paragraph of a dozen words that does cite a source here.<ref>B</ref>\n"
    counted = measure(linter.parse(Snapshot(cited)))
    assert (counted.paragraphs, counted.cited) == (4, 1)
    ready = readiness({"error": 1, "warning": 2}, counted)
    assert [part.points for part in ready.parts] == [24.0, 15.0, 8.75]
    assert ready.score == 48


def test_the_strip_counts_what_the_readiness_counts(linter: Linter, demo: Page) -> None:
    text = "A lead of a good dozen words that cites a source, as leads sometimes do.<ref>B</ref>\n\n== A ==\nShort.\n"
    for page in (demo, page_of(linter, text)):
        counted = measure(linter.parse(page.snapshot))
        covers = [cell.cover for cell in page.cells]
        assert covers.count("cited") == counted.cited
        assert covers.count("cited") + covers.count("uncited") == counted.paragraphs


def test_sources(linter: Linter) -> None:
    text = (
        'A.<ref name="x">{{cite book |title=The long road |last=Ode |isbn=978-3-16-148410-0 |date=1999}}</ref> B.<ref'
        ' name="x" /> C.<ref>https://e.org/1</ref> D.<ref>{{cite web |url=http://www.e.org/1 |title=One page of it |'
        "access-date=2 May 2020 |archive-url=https://web.archive.org/x}}</ref> E.<ref>{{cite book |title=The long r"
        "oad. |last=Ode |date=1999 |isbn=123}}</ref>\n\n== References ==\n{{reflist|refs=\n<ref name=never>Never cal"
        "led</ref>}}\n"
    )
    page = page_of(linter, text, site="enwiki")
    book, bare, web, again, never = page.sources
    assert (book.kind, book.uses, book.year, book.identifiers[0].wrong) == ("book", 2, 1999, "")
    assert (bare.kind, bare.host, bare.uses) == ("bare URL", "e.org", 1)
    assert (web.same_as, web.archived, web.access_year) == (2, True, 2020)
    assert again.like == 1 and again.identifiers[0].wrong
    assert never.uses == 0 and page.unused == ("never",)


def test_short_citations_count_as_uses_of_their_source(linter: Linter) -> None:
    text = "A.{{sfn|Ode|1999|p=3}} B.{{sfn|Ode|1999|p=4}}\n\n== Sources ==\n"
    text += "* {{cite book |last=Ode |date=1999 |title=R}}\n"
    (source,) = page_of(linter, text, site="enwiki").sources
    assert source.uses == 2


def test_checklist_never_passes_what_it_cannot_tell(linter: Linter, demo: Page) -> None:
    verdicts = {check.question: check.verdict for _, checks in demo.checklist for check in checks}
    assert verdicts["It is neutral and stable"] == "cannot tell"
    assert verdicts["Spelling and grammar are correct"] == "fail"
    nothing = linter_of([])
    bare = make_page(nothing.lint(Snapshot("A text.\n", title="T")), nothing)
    assert "pass" not in {c.verdict for _, checks in bare.checklist for c in checks if c.evidence == "no finding"}


def test_pieces_are_the_text_itself() -> None:
    text = "one two three four five"
    pieces = excerpt_pieces(text, Span(4, 7), 200)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.mark == "marked"] == ["two"]
    changed = fix_pieces(text, Fix.replace(Span(4, 7), "2"), 200)
    assert "".join(p.text for p in changed if p.mark != "added") == text
    assert "".join(p.text for p in changed if p.mark != "removed") == "one 2 three four five"


def test_axis_values_cover_what_is_drawn() -> None:
    for most in (1, 2, 3, 7, 10, 49, 100, 101, 12345):
        values = steps_of(most)
        assert values[-1] >= most and 2 <= len(values) <= 6 and values[0] == 0


def test_markdown_is_defused(linter: Linter) -> None:
    text = render("markdown", report_of(linter, page_of(linter, f"It was was {HOSTILE} was was\n", title=HOSTILE)))
    outside = re.sub(r"(`+).+?\1", "", text)
    assert "<script" not in outside and "@ann" not in outside and "https://" not in outside
    assert not re.search(r"(?<!\\)#1", outside)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


def test_wikitext_is_defused_and_capped(linter: Linter) -> None:
    page = page_of(linter, f"It was was {HOSTILE} was was\n", title=HOSTILE)
    text = render("wikitext", report_of(linter, page))
    assert text.startswith(BEGIN) and text.endswith(END + "\n")
    for word in ("[[", "{{", "~~~", "<script", "<nowiki", "__", "https://", "|-]"):
        assert word not in text.replace('{| class="', "")
    assert defuse("a'b") == "a&#39;b"
    large = render("wikitext", report_of(linter, page_of(linter, faulty(3000))))
    assert (
        len(large.encode()) <= CAP and "more did not fit" in large and large.count("\n{|") == large.count("\n|}") == 1
    )


def test_a_report_on_a_page_of_a_wiki_is_replaced_where_it_stands(linter: Linter, tmp_path: Path) -> None:
    file, text = tmp_path / "talk.wikitext", tmp_path / "a.wikitext"
    text.write_text("It was was.\n", encoding="utf-8")
    assert main(["report", str(text), "--isolated", "-o", str(file)]) == 0
    first = file.read_text(encoding="utf-8")
    file.write_text(f"== Before ==\nHello.\n{first}== After ==\nBye.\n", encoding="utf-8")
    text.write_text("All is well.\n", encoding="utf-8")
    assert main(["report", str(text), "--isolated", "-o", str(file)]) == 0
    now = file.read_text(encoding="utf-8")
    assert now.startswith(f"== Before ==\nHello.\n{BEGIN}\n") and now.endswith(f"{END}\n== After ==\nBye.\n")
    assert "Nothing to mend" in now and "sortable" not in now and now.count(BEGIN) == now.count(END) == 1
    hostile = render("wikitext", report_of(linter, page_of(linter, f"It was was {END} {BEGIN}.\n", title=END)))
    assert hostile.count(BEGIN) == hostile.count(END) == 1


def test_atom_is_a_feed_of_what_is_new(linter: Linter, demo: Page) -> None:
    feed = minidom.parseString(render("atom", report_of(linter, demo)).encode())
    entries = feed.getElementsByTagName("entry")
    assert len(entries) == len(demo.new)
    for entry in [feed.documentElement, *entries]:
        assert entry is not None
        for name in ("id", "title", "updated"):
            assert entry.getElementsByTagName(name)
    hostile = render("atom", report_of(linter, page_of(linter, "It was was \x01\ud800 was was\n", title=HOSTILE)))
    minidom.parseString(hostile.encode())


def test_json_and_csv_can_be_read(linter: Linter, demo: Page) -> None:
    record = json.loads(render("json", report_of(linter, demo)))
    assert len(record["articles"][0]["findings"]) == len(demo.items)
    (row,) = csv.DictReader(io.StringIO(render("csv", report_of(linter, demo))))
    assert (int(row["errors"]), int(row["new"])) == (demo.count("error"), len(demo.new))
    table = list(csv.DictReader(io.StringIO(render("csv-sources", report_of(linter, demo)))))
    assert len(table) == len(demo.sources)
    formula = page_of(linter, "A.<ref>=HYPERLINK(1)</ref>\n", title="=1+1")
    assert "\n=1" not in render("csv", report_of(linter, formula))


def test_command_writes_by_the_name_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, begins in (("a.html", "<!DOCTYPE html>"), ("a.atom", "<?xml")):
        assert main(["report", str(DEMO), "--isolated", "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert main(["report", str(DEMO), "--isolated", "--format", "text", "--anonymise"]) == 0
    assert "Fall of the Assad government" in capsys.readouterr().out


def test_command_makes_a_folder_of_many(tmp_path: Path) -> None:
    for name in ("a/One", "b/One"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / f"{name}.wikitext").write_text("It was was.\n", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["report", str(tmp_path), "--isolated", "-o", f"{out}/"]) == 0
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="article-1.html">One' in index and 'href="article-2.html">One' in index
    assert 'href="index.html"' in (out / "article-2.html").read_text(encoding="utf-8")


def test_class_and_importance_come_from_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.wikitext").write_text("It was was.\n", encoding="utf-8")
    table = tmp_path / "assessed.csv"
    table.write_text("importance;Article;class\nLow;One;C-Class\nTop;one;GA\n;Three;FA\n", encoding="utf-8")
    wiki = [str(tmp_path / f"{name}.wikitext") for name in ("one", "two")]
    assert main(["report", *wiki, "--isolated", "--assessments", str(table), "--format", "csv"]) == 0
    rows = {row["article"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert [(row["class"], row["importance"], row["findings"]) for row in rows.values()] == [
        ("GA", "Top", "1"),
        ("", "", "1"),
    ]
    assert main(["report", *wiki, "--isolated", "--assessments", str(table)]) == 0
    assert '<td data-t="3">GA<td data-t="0">Top' in capsys.readouterr().out
    assert main(["report", *wiki, "--isolated"]) == 0
    assert "Importance" not in capsys.readouterr().out
    table.write_text("title,colour\nOne,red\n", encoding="utf-8")
    assert main(["report", *wiki, "--isolated", "--assessments", str(table)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    table.write_text("title,class\nNine,B\n", encoding="utf-8")
    assert main(["report", *wiki, "--isolated", "--assessments", str(table)]) == 0
    assert "none of these articles" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nowhere.wikitext"], 3, "no such file"),
        ([str(DEMO), "--since", "never"], 2, "--since never"),
        ([str(DEMO), "--section", "Nothing"], 2, "no such section"),
        ([str(DEMO), "--format", "htlm"], 2, "did you mean"),
        ([str(DEMO), "--open"], 2, "-o"),
    ],
)
def test_command_says_what_is_wrong(
    arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["report", *arguments, "--isolated", "--store", str(tmp_path / "none.db")]) == status
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_page_of_the_store_has_its_history_and_the_address_of_its_wiki(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store.db")
    dump = str(DEMO.parent / f"{DEMO.name}.xml")
    assert main(["import", dump, "--site", "en.wikipedia.org", "--store", store]) == 0
    capsys.readouterr()
    name = "Fall of the Assad government"
    assert main(["report", name, "--isolated", "--store", store, "--format", "json"]) == 0
    (article,) = json.loads(capsys.readouterr().out)["articles"]
    assert len(article["history"]) == 12 and article["since"]["revision"]["revid"] == 81105
    assert all(finding["introduced"] for finding in article["findings"])
    assert main(["report", "Fall of Rome", "--isolated", "--store", store]) == 3
    assert "no page" in capsys.readouterr().err


def test_names_of_editors_can_be_left_out(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    assert main(["report", str(DEMO), "--isolated", "--anonymise", "-o", str(file)]) == 0
    assert "Orontes Reader" not in file.read_text(encoding="utf-8")
    assert "Editor 1" in file.read_text(encoding="utf-8")
