"""Who wrote each word: origins kept through moves, removals and reverts, and by whom a word was put in for new."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from articlewatch.article import Revision
from articlewatch.cli.main import main
from articlewatch.history.authorship import Authorship, who_wrote
from articlewatch.history.importing import import_dump
from articlewatch.history.pages import StoredPage, stored_pages
from articlewatch.history.recording import put_revision
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.history.wording import paragraphs, sentences

PLANTED = Path(__file__).resolve().parents[2] / "snapshots" / "fall-of-the-assad-government.xml"
HARBOUR = "The harbour was built of stone in 1932. It is old, and boats lie in it.\n"
MARKET = "A market is held every week. Fish is sold there.\n"


def told(*texts: str, minor: tuple[int, ...] = ()) -> list[tuple[int, str]]:
    """Where the words of the last of *texts* come from: (number of the text, words)."""
    authorship = Authorship()
    for number, text in enumerate(texts, 1):
        revision = Revision(number, minor=number in minor, comment="typo" if number in minor else "")
        authorship.add(revision, text, last=number == len(texts))
    return [(run.revision.revid, run.span.of(texts[-1])) for run in authorship.written(texts[-1])]


def test_an_insertion_and_a_replacement() -> None:
    assert told(HARBOUR, HARBOUR.replace("1932", "1934").replace("stone", "grey stone")) == [
        (1, "The harbour was built of"),
        (2, "grey"),
        (1, "stone in"),
        (2, "1934"),
        (1, ". It is old, and boats lie in it."),
    ]


def test_what_is_moved_is_not_new() -> None:
    first = f"{HARBOUR}\n{MARKET}"
    assert {number for number, _ in told(first, f"{MARKET}\n{HARBOUR}")} == {1}
    swapped = f"{MARKET}\nFish and more. {HARBOUR}"
    assert [run for run in told(first, swapped) if run[0] == 2] == [(2, "Fish and more.")]


def test_what_comes_back_has_its_old_author() -> None:
    gone = told(f"{HARBOUR}\n{MARKET}", HARBOUR, f"{HARBOUR}More.\n", f"{HARBOUR}More.\n\n{MARKET}")
    assert [(number, words) for number, words in gone if "market" in words.lower()] == [(1, MARKET.strip())]
    # a sentence that comes back within another paragraph
    back = told(
        f"{HARBOUR}\n{MARKET}", HARBOUR, "More of it! It is old, and many boats lie there. A market is held every week."
    )
    assert back[-1] == (1, ". A market is held every week.")  # the full stop is that of the sentence before


def test_a_revert_is_the_revision_restored() -> None:
    spoilt = HARBOUR.replace("stone", "cheese")
    assert told(HARBOUR, spoilt, HARBOUR) == told(HARBOUR) == [(1, HARBOUR.strip())]
    # equal words stand twice: which is whose is known only because the text is that of the second revision
    twice = f"{MARKET}\n{HARBOUR}\n{MARKET}"
    assert told(MARKET, twice, MARKET, twice) == told(MARKET, twice)


def test_blanking_and_drivel_are_passed_over() -> None:
    long = "".join(f"Paragraph {n} tells of the boats in row {n}.\n\n" for n in range(40))
    assert told(long, "gone", f"{long}New words.") == [(1, long.strip()), (3, "New words.")]
    short = long[: long.index("Paragraph 3")]
    assert told(long, short) == [(1, short.strip())]  # the last text is told whatever it is
    drivel = f"{long}{'yes man ' * 30}"
    assert told(long, drivel, f"{long}yes man.")[1:] == [(3, "yes man.")]
    # a minor edit with a summary is no blanking, so what follows it stands beside the short text
    assert told(long, "gone", "gone then", minor=(2,)) == [(2, "gone"), (3, "then")]


def test_cutting() -> None:
    text = "One. Two; three.<ref>A: b.</ref> Four<!-- c -->\n{|\n|-\n| x\n|}\n\nFive"
    parts = list(paragraphs(text))
    assert [part for _, part in parts] == [
        "One. Two; three.<ref>A: b.</ref> Four<!-- c -->",
        "{|",
        "|-",
        "| x\n|}",
        "Five",
    ]
    assert all(text.startswith(part, start) for start, part in parts)
    cut = [part[sentence[0].start : sentence[-1].end] for _, part in parts for sentence in sentences(part)]
    assert cut == [
        "One.",
        "Two;",
        "three.",
        "<ref>A:",
        "b.</ref>",
        "Four",
        "<!-- c -->",
        "{|",
        "|-",
        "| x",
        "|}",
        "Five",
    ]
    assert [[word.value for word in s] for s in sentences("Ünï 東京 हिन्दी")] == [["ünï", "東", "京", "हिन्दी"]]


@pytest.mark.parametrize("text", ["", " \n\n", "İstanbul İİ\n\ni̇stanbul i̇i̇", "a\r\nb\r\n\r\nc", "\u200d́x", "{{{1|}}}"])
def test_every_word_is_told(text: str) -> None:
    for before in ("", "İSTANBUL İİ", "A B\n\nc"):
        runs = told(before, text)
        assert "".join("".join(words.split()) for _, words in runs) == "".join(text.split())


def test_many_paragraphs_alike_are_quick() -> None:
    # unlike words beside them, or it would pass for drivel; looking at each for each would take minutes
    alike = "The same.\n\n" * 10_000 + " ".join(map(str, range(3_000)))
    assert {number for number, _ in told(alike, f"{alike} More.")} == {1, 2}


def test_the_planted_history(store: Store) -> None:
    import_dump(store, str(PLANTED))
    (page,) = stored_pages(store)
    text, written = who_wrote(store, page)
    revids = [run.revision.revid for run in written]
    assert not {80540, 80541} & set(revids)  # the vandal and his undoing wrote nothing
    by_words = {run.span.of(text): run.revision.revid for run in written}
    assert by_words["250"] == 81105
    assert "".join(text.split()) == "".join("".join(run.span.of(text).split()) for run in written)
    assert all(one.span.end <= two.span.start for one, two in pairwise(written))


def test_hidden_texts_and_none(store: Store, new_page: Callable[..., StoredPage]) -> None:
    page = new_page()
    with pytest.raises(StoreError, match="no text in the store"):
        who_wrote(store, page)
    with store.transaction():
        for number, text in enumerate((HARBOUR, None, HARBOUR + MARKET), 1):
            stamp = f"2020-01-01T00:0{number}:00Z"
            put_revision(store, page, Revision(number, timestamp=stamp, text_hidden=text is None), text, live=True)
    assert [run.revision.revid for run in who_wrote(store, page)[1]] == [1, 3]


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ARTICLEWATCH_STORE", str(tmp_path / "store.sqlite"))
    assert main(["import", str(PLANTED)]) == 0
    capsys.readouterr()
    arguments = ["blame", "Fall of the Assad government", "--words"]
    assert main(arguments) == 0
    assert "37:97  81105  2025-01-19T03:12:59Z  203.0.113.88  250\n" in capsys.readouterr().out
    assert main([*arguments, "--format", "jsonl", "--anonymise"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {record["user"].split()[0] for record in records} == {"Editor"}
    (number,) = (record for record in records if record["text"] == "250")
    assert (number["line"], number["column"], number["words"]) == (37, 97, 1)
    assert main([*arguments, "--repair"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def traced(*texts: str) -> dict[str, tuple[int, list[int], list[int]]]:
    """Words of the last text -> the number of the text they came with, those that took them out, and put them back."""
    authorship = Authorship(trace=True)
    for number, text in enumerate(texts, 1):
        authorship.add(Revision(number), text, last=number == len(texts))
    return {
        run.span.of(texts[-1]): (run.revision.revid, [r.revid for r in run.out], [r.revid for r in run.back])
        for run in authorship.written(texts[-1])
    }


def test_taken_out_and_put_back() -> None:
    both = f"{HARBOUR}\n{MARKET}"
    assert traced(both, HARBOUR, both) == {
        HARBOUR.strip(): (1, [], []),
        MARKET.strip(): (1, [2], [3]),
    }
    other = f"{HARBOUR}More is told.\n\n{MARKET}"
    found = traced(both, HARBOUR, both, HARBOUR, other)
    assert found[MARKET.strip()] == (1, [2, 4], [3, 5])
    # a word within a sentence, put back within another version of it
    without = HARBOUR.replace("boats ", "")
    assert traced(HARBOUR, without, HARBOUR)["boats"] == (1, [2], [3])
    # what moves was never out
    assert all(fared == (1, [], []) for fared in traced(both, f"{MARKET}\n{HARBOUR}").values())


def test_words_that_stand_were_put_back_as_often_as_taken_out(store: Store) -> None:
    import_dump(store, str(PLANTED))
    (page,) = stored_pages(store)
    _, plain = who_wrote(store, page)
    _, runs = who_wrote(store, page, trace=True)
    assert [run.revision for run in runs for _ in range(run.words)] == [
        run.revision for run in plain for _ in range(run.words)
    ]
    assert any(run.out for run in runs)  # the vandal took most of it out, and the revert put it back
    for run in runs:
        assert len(run.out) == len(run.back)
        times = [r.timestamp for pair in zip(run.out, run.back, strict=True) for r in pair]
        assert times == sorted(times) and all(time > run.revision.timestamp for time in times)
