"""Tables, file options, apostrophes, nesting and galleries as MediaWiki reads them."""

from __future__ import annotations

import pytest

from articlewatch.article import Section, Span, parse
from articlewatch.article.attributes import attribute_lists
from articlewatch.article.colors import contrast
from articlewatch.article.galleries import gallery_lines
from articlewatch.article.images import knows_language, read_image
from articlewatch.article.tables import Table


def lead(text: str) -> Section:
    return parse(text).lead


def table_of(text: str) -> Table:
    (table,) = lead(text).grids
    return table


def test_a_table_has_rows_cells_caption_and_spans() -> None:
    text = '{| class="wikitable"\n|+ Caption\n! A !! B\n|-\n| colspan=2 rowspan="3" | c\n|-\n| d || [[e|f]] {{g|h}}\n|}'
    table = table_of(text)
    assert table.attributes.of(text).strip() == 'class="wikitable"'
    assert table.caption is not None and table.caption.of(text) == " Caption"
    shown = [[cell.content.of(text).strip() for cell in row.cells] for row in table.rows]
    assert shown == [["A", "B"], ["c"], ["d", "[[e|f]] {{g|h}}"]]
    assert [cell.header for cell in table.rows[0].cells] == [True, True]
    spanning = table.rows[1].cells[0]
    assert (spanning.colspan, spanning.rowspan) == (2, 3)
    assert table.certain and not table.stray


def test_text_in_no_cell_is_stray_and_text_after_a_cell_is_not() -> None:
    text = "{|\nstray\n|-\n| a\nmore\n* list\n|-\n'''also'''\n| b\n|}"
    assert [span.of(text) for span in table_of(text).stray] == ["stray", "'''also'''"]


def test_a_nested_table_is_content_of_its_cell() -> None:
    text = "{|\n| a\n{|\n| b || c\n|}\n| d\n|}"
    outer, inner = lead(text).grids
    assert [len(row.cells) for row in outer.rows] == [2]
    assert outer.rows[0].cells[0].content.of(text).count("{|") == 1
    assert [cell.content.of(text).strip() for cell in inner.rows[0].cells] == ["b", "c"]


def test_a_template_that_may_bring_rows_makes_a_table_uncertain() -> None:
    assert not table_of("{|\n{{row|a}}\n|-\n| b\n|}").certain
    assert table_of("{|\n| {{flag|a}}\n|}").certain


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("''a'' '''b''' '''''c'''''", []),
        ("''a", ["i"]),
        ("'''a\n'''b'''", ["b"]),
        ("'''''a''", ["b"]),
        ("'''''a", ["b", "i"]),
        ("l'''amour'' b", []),  # read as an apostrophe and italics
        ("''a <ref>b''</ref>''", ["i"]),
        ("[[a|''b]]''", ["i", "i"]),
        ("{|\n| ''a || b''\n|}", ["i", "i"]),
        ("{|\n| ''|a\n|}", []),
        ("{{a|''b|c''}}", ["i", "i"]),
        ("<nowiki>''</nowiki><!-- '' -->", []),
        ("''[[a|b]] {{c|d}} <small>e</small>''", []),
    ],
)
def test_open_quotes(text: str, kinds: list[str]) -> None:
    assert [quote.kind for quote in lead(text).open_quotes] == kinds


def image(text: str, language: str = "en") -> dict[str, str | None]:
    section = lead(text)
    return {o.span.of(text): o.fault for o in read_image(section.files[0], language).options}


def test_the_last_text_is_the_caption_and_options_count_once() -> None:
    section = lead("[[File:A.jpg|thumb|left|200px|first|right|alt=b|The [[c|d]]]]")
    found = read_image(section.files[0], "en")
    assert found.caption is not None and found.caption.value == "The [[c|d]]"
    assert found.format == "thumb" and found.shows_caption and found.certain
    assert {o.value or o.name: o.fault for o in found.options if o.fault} == {"first": "unknown", "right": "conflict"}


def test_sizes_and_values() -> None:
    assert image("[[File:A.jpg|100px|200px|x30px]]") == {
        "100px": "size-replaced",
        "200px": "size-replaced",
        "x30px": None,
    }
    assert image("[[File:A.jpg|frame|200px]]") == {"frame": None, "200px": "size-in-frame"}
    assert image("[[File:A.jpg|thumb|upright=x|upright=1.2]]")["upright=x"] == "value"


def test_options_in_the_language_of_the_wiki() -> None:
    text = "[[File:A.jpg|mini|rechts|hochkant=1.2|Titel]]"
    assert image(text, "de") == {"mini": None, "rechts": None, "hochkant=1.2": None, "Titel": None}
    assert image(text, "en")["mini"] == "unknown"
    assert knows_language("de-at") and not knows_language("xx")


@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("* <small>a\n* b</small>", "list item"),
        ("<small>a\n\nb</small>", "paragraph"),
        ("<small>\n* a\n</small>", "list"),
        ("{|\n| <b>a || b</b>\n|}", "cell"),
        ("{|\n| <b>a\n|}\n</b>", "cell"),
        ("<div>\n* a\n\nb\n</div>", ""),
        ("<small>{{a|\n\nb}}</small>", ""),
        ("{|\n| <div>\n{|\n| a || b\n|}\n</div>\n|}", ""),
    ],
)
def test_pairs_cut_by_a_border(text: str, border: str) -> None:
    assert [cut.border for cut in lead(text).passage.cut_pairs] == ([border] if border else [])


def test_lines_of_a_gallery() -> None:
    text = "<gallery>\nFile:A.jpg|one\n\n<!-- x -->\nB.png|{{a|\nb}} two\n</gallery>"
    lines = list(gallery_lines(lead(text).passage))
    assert [(line.file, line.caption) for line in lines] == [("File:A.jpg", "one"), ("B.png", "{{a|\nb}} two")]
    assert all(line.span.of(text).startswith(line.file) for line in lines)


def test_attributes_of_tags_and_cells_are_found_where_they_stand() -> None:
    text = '<span id="a">b</span>\n{| class=c\n|- id=d\n| style="e:f" | g\n|}'
    found = {
        (a.element, i.name, i.value): i.span.of(text) for a in attribute_lists(lead(text).passage) for i in a.items
    }
    assert found == {
        ("span", "id", "a"): 'id="a"',
        ("table", "class", "c"): "class=c",
        ("tr", "id", "d"): "id=d",
        ("td", "style", "e:f"): 'style="e:f"',
    }


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("black", "#fff") == pytest.approx(21)
    assert contrast("#777777", "white") == pytest.approx(4.48, abs=0.01)
    assert contrast("nosuch", "white") is None


def test_tags_closed_in_another_section_are_no_stray_ones() -> None:
    article = parse("<div>\n== A ==\na</div>\n== B ==\n</b>")
    assert [(t.name, t.kind) for t in article.loose_tags] == [("div", "pair"), ("b", "stray")]
    stray = article.loose_tags[1].close_span
    assert stray.of(article.text) == "</b>" and stray == Span(30, 34)
