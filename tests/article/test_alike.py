"""Spellings of one name: found where something speaks for it, and only there."""

from __future__ import annotations

import pytest

from articlewatch.article import Snapshot, parse
from articlewatch.article.alike import find_uses, find_variants, folded
from articlewatch.article.running import running_text


def variants(text: str) -> list[set[str]]:
    section = parse(Snapshot(text, format="plain")).lead
    return [set(v.spellings) for v in find_variants([running_text(section)])]


def test_apostrophes_alone_are_enough() -> None:
    assert variants("The men of Hayat met. Then Ha'yat left and Hay’at won.") == [{"Hayat", "Ha'yat", "Hay'at"}]


def test_a_contraction_is_no_name() -> None:
    assert variants("Shell went up. She'll go. Cant was sung; Can't we go?") == []


def test_a_letter_needs_a_neighbour() -> None:
    assert variants("The Mezzeh district and the Mazzeh district burned.") == [{"Mezzeh", "Mazzeh"}]
    assert variants("The men of Mezzeh met, and those of Mazzeh burned.") == []


def test_transcription_is_asked_of_generic_nouns_only() -> None:
    assert variants("The Barton river and the Bardon river, and the Balton river.") == [{"Barton", "Bardon"}]
    assert variants("General Hassan Abdel spoke; later Hassag Abdel came.") == []
    assert variants("General Hassan Abdel spoke; later Hasgan Abdel came.") == [{"Hassan", "Hasgan"}]


def test_endings_make_other_words() -> None:
    assert variants("The Alawite district and the Alawites district; Marie Curie and Maria Curie.") == []


def test_a_word_in_small_letters_is_no_name() -> None:
    assert variants("The Mashed district and the Mashad district: mashed peas.") == []


def test_folding() -> None:
    assert folded("Erdoğan") == "erdogan"
    assert folded("Łódź") == "lodz"
    assert folded("Qurʾān") == "quran"


@pytest.mark.parametrize(
    ("text", "spelling", "places"),
    [
        ("Aa, Aa's and _Aa_", "Aa", [0, 4, 14]),
        ("Aab bAa Aa2 ²Aa Aa'b Aa’sb", "Aa", []),
        ("Aab Aa", "Aa", [4]),
        ("'Aa' Aa-Aa Aa'", "Aa", [1, 5, 8, 11]),
        ("A'a A’a Aa xA'a A'ab", "A'a", [0, 4]),
        ("", "Aa", []),
    ],
)
def test_uses_are_whole_words(text: str, spelling: str, places: list[int]) -> None:
    assert list(find_uses(text, spelling)) == [(at, at + len(spelling)) for at in places]


def test_time_grows_with_the_text_not_its_square() -> None:
    # Ten thousand names that differ from each other in one letter: no pair may be looked at twice.
    names = [f"Ba{a}{b}{c}n" for a in "bcdfghklmn" for b in "aeiou" for c in "bcdfghklmn"]
    assert len(variants(" and ".join(f"the {name} district" for name in names))) > 100
