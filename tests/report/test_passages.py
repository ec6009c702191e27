"""The map of a change: what the comparison says of each passage, drawn within bounds."""

from __future__ import annotations

import random
import re

import pytest
from report.making import linter_of, page_of, report_of

from articlewatch.lint import Linter, Rule
from articlewatch.report.charts.moved import moved_chart
from articlewatch.report.html import render
from articlewatch.report.passages import MOST, change_map


@pytest.fixture(scope="module")
def linter(rules: list[Rule]) -> Linter:
    return linter_of(rules)


def paragraph(number: int) -> str:
    words = random.Random(number).choices(
        ["river", "stone", "bridge", "tower", "market", "winter", "harvest", "council", "letter", "road"], k=40
    )
    return f"{' '.join(words)} {number}.\n\n"


def article(*numbers: int) -> str:
    return "".join(f"== Part {number} ==\n{paragraph(number)}" for number in numbers)


def test_a_section_that_moved_is_one_passage_with_both_its_places() -> None:
    found = change_map(article(1, 2, 3, 4, 5), article(1, 3, 4, 5, 2))
    assert found is not None
    (moved,) = found.passages
    assert (moved.kind, moved.old_place, moved.new_place) == ("moved", "Part 2", "Part 2")
    assert moved.old.start < moved.new.start
    assert found.same == found.new_length


def test_each_kind_of_change_is_told() -> None:
    old = article(1, 2, 3, 4)
    new = article(1, 3, 4).replace(" 3.", " three.") + article(9)
    found = change_map(old, new)
    assert found is not None
    assert [(p.kind, p.old_place, p.new_place) for p in found.passages] == [
        ("deleted", "Part 2", ""),
        ("edited", "Part 3", "Part 3"),
        ("inserted", "", "Part 9"),
    ]
    assert [heading.title for heading in found.new_headings] == ["Part 1", "Part 3", "Part 4", "Part 9"]


def test_bands_are_the_same_text_on_both_sides() -> None:
    old = "".join(map(paragraph, range(9)))
    found = change_map(old, old.replace(" 4.", " four."))
    assert found is not None
    first, last = found.bands[0], found.bands[-1]
    assert first[0].start == first[1].start == 0
    assert (last[0].end, last[1].end) == (found.old_length, found.new_length)


def test_no_change_has_no_map() -> None:
    assert change_map("Text.\n", "Text.\n") is None


@pytest.mark.parametrize("shuffle", [False, True])
def test_hundreds_of_changes_are_put_together(linter: Linter, shuffle: bool) -> None:
    numbers = list(range(400))
    old = article(*numbers)
    if shuffle:
        random.Random(1).shuffle(numbers)
    new = "".join(
        f"{article(n)}New {n} {paragraph(n + 1000)}" if n % 3 else article(n).replace("the", "a") for n in numbers
    )
    found = change_map(old, new)
    assert found is not None and 0 < len(found.passages) <= MOST
    told = found.left_out + sum(passage.places for passage in found.passages)
    assert told > 200
    page = render(report_of(linter, page_of(linter, old, new)))
    figure = re.search(r'<figure id="c-moved">.*?</figure>', page, re.DOTALL)
    assert figure and len(figure.group().encode()) <= 12_000


def test_the_picture_has_a_sign_and_a_row_for_each_passage(linter: Linter) -> None:
    page = page_of(linter, article(1, 2, 3, 4, 5), article(1, 3, 4, 5, 2, 9))
    chart = moved_chart(page)
    assert chart is not None
    assert [row[0] for row in chart.rows] == ["⇅ moved", "+ added"] or [row[0] for row in chart.rows] == [
        "+ added",
        "⇅ moved",
    ]
    assert {"⇅", "+"} <= {label.text for label in chart.labels}
    assert chart.said.startswith("Since revision 100 of 2024-01-01: 1 passage moved, 1 added;")
    assert all(bar.y >= 0 and bar.y + bar.height <= chart.height for bar in chart.bars)


def test_no_history_no_map(linter: Linter) -> None:
    assert moved_chart(page_of(linter, "Text.\n")) is None
