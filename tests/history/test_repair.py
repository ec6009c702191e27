"""Repairs out of the past: proposed where they mend, silent where they would undo what is worth keeping."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mediawiki.runner import run as run_program

from articlewatch.article import Revision, Snapshot
from articlewatch.history.following import follow_page, lives_of
from articlewatch.history.importing import import_dump
from articlewatch.history.pages import StoredPage, stored_pages
from articlewatch.history.recording import put_revision
from articlewatch.history.repair import Repair, find_repairs
from articlewatch.history.revisions import history, text_of
from articlewatch.history.store import Store
from articlewatch.history.telling import repair_lines, repair_record
from articlewatch.lint import Linter, Rule, Settings

PLANTED = Path(__file__).resolve().parents[2] / "snapshots" / "fall-of-the-assad-government.xml"
TOWN = "'''Port''' is a town. It rained on the coast of the region in the spring of 1932. It is old.\n"
SPRING = TOWN.replace("the spring", "the the springtime")
DOUBLED = TOWN.replace("on the coast", "on on the coast")


@pytest.fixture(scope="module")
def linter(rules: list[Rule]) -> Linter:
    return Linter(rules, Settings(site="enwiki"))


@pytest.fixture
def repairs_of(store: Store, new_page: Callable[..., StoredPage], linter: Linter) -> Callable[..., list[Repair]]:
    def find(*texts: str) -> list[Repair]:
        page = new_page()
        with store.transaction():
            for number, text in enumerate(texts, 1):
                put_revision(store, page, Revision(number, timestamp=f"2020-01-01T00:{number:02}:00Z"), text, live=True)
        follow_page(store, page, linter)
        return list(find_repairs(store, page, linter, lives_of(store, page)))

    return find


def test_the_planted_garbled_sentence_gets_its_wording_back(store: Store, linter: Linter) -> None:
    import_dump(store, str(PLANTED))
    (page,) = stored_pages(store)
    follow_page(store, page, linter)
    lives = lives_of(store, page)
    newest = text_of(store, list(history(store, page))[-1])
    found = {repair.life.finding.excerpt: repair for repair in find_repairs(store, page, linter, lives)}
    garbled = found["December"]
    assert "announced the new government December." in garbled.now
    assert garbled.earlier == garbled.now.replace("government December", "government on 12 December")
    assert (garbled.life.introduced.revid, garbled.source.revid) == (80912, 80677)
    assert garbled.fix.apply(newest) == newest.replace("new government December", "new government on 12 December")
    lost = found['<ref name="embassy" />']  # r12 took its definition out
    assert lost.source.revid == 81105 and lost.earlier.startswith('<ref name="embassy">{{cite news')
    assert list(found) == ["of of", "December", '<ref name="embassy" />']


def test_what_was_changed_since_is_kept(repairs_of: Callable[..., list[Repair]]) -> None:
    later = f"{DOUBLED.replace('spring', 'autumn')}\nMore of it.\n"
    (repair,) = repairs_of(TOWN, DOUBLED, later)
    assert repair.source.revid == 1
    assert repair.now == "It rained on on the coast of the region in the autumn of 1932."
    assert repair.earlier == "It rained on the coast of the region in the autumn of 1932."


def test_the_sentence_is_found_where_it_was_moved(repairs_of: Callable[..., list[Repair]]) -> None:
    body = "".join(f"Paragraph {word} tells of the harbour and its {word}.\n\n" for word in ("boats", "piers", "nets"))
    (repair,) = repairs_of(f"{TOWN}\n{body}", f"{DOUBLED}\n{body}", f"{body}{DOUBLED}")
    assert repair.earlier == "It rained on the coast of the region in the spring of 1932."
    assert repair.span.start > len(body)


@pytest.mark.parametrize(
    "texts",
    [
        (DOUBLED, f"{DOUBLED}More of it.\n"),  # there from the first revision
        (TOWN, f"{TOWN}It snowed on on the hills in winter.\n"),  # the sentence is new
        (TOWN, TOWN.replace(" 1932.", " 1932, and, as the papers wrote, on on the hills of the north.")),  # and so this
        (TOWN, SPRING, SPRING.replace("springtime", "summertime")),  # what the edit brought is another word now
    ],
)
def test_no_proposal(repairs_of: Callable[..., list[Repair]], texts: tuple[str, ...], linter: Linter) -> None:
    assert any(finding.rule == "doubled-word" for finding in linter.lint(Snapshot(texts[-1])).findings)
    assert repairs_of(*texts) == []


def test_a_wording_with_another_fault_is_not_proposed(repairs_of: Callable[..., list[Repair]]) -> None:
    faulty = TOWN.replace("the region", "the the region")
    # the edit mended one fault and made another in the same sentence
    assert repairs_of(faulty, DOUBLED) == []


def test_told_and_anonymised(repairs_of: Callable[..., list[Repair]]) -> None:
    (repair,) = repairs_of(TOWN, DOUBLED)
    first, second = repair_lines(repair)
    assert first.split() == ["as", "before", "1", "2020-01-01T00:01:00Z"]
    assert "[-on -]" in second and "{+" not in second
    record = repair_record(repair)
    assert record["source"]["revid"] == 1 and DOUBLED[record["start"] : record["end"]] == record["now"]


def test_on_the_command_line(tmp_path: Path) -> None:
    assert run_program(tmp_path, "import", str(PLANTED))[0] == 0
    arguments = ("Fall of the Assad government", "--isolated", "--site-profile", "enwiki", "--repair", "--anonymise")
    status, out, err = run_program(tmp_path, "blame", *arguments, "--rule", "bare-month")
    assert (status, err) == (0, "") and "{+on 12 +}December" in out and "as before     80677" in out
    status, out, _ = run_program(tmp_path, "history", *arguments, "--rule", "bare-month", "--format", "jsonl")
    assert '"earlier": "Hadi al-Bahra' in out and "Hollow Lantern" not in out
