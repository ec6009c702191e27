"""Sentences broken by editing, in wordings no rule's examples hold, and sound ones that look like them."""

from __future__ import annotations

import pytest

from articlewatch.article.fluency import broken, broken_by_edit
from articlewatch.article.patterns_en import hits
from articlewatch.article.patterns_en.balance import unbalanced_brackets, unbalanced_quotes
from articlewatch.article.patterns_en.edges import end_lost, start_lost

# The first user's sentence with other names, verbs, months, tenses and positions.
VARIANTS = [
    ("The president of the National Union, Maria Lopez, unveiled the draft constitution October.", "October"),
    ("The chancellor of the university will present her resignation January.", "January"),
    ("Its general secretary had dissolved the regional committees February.", "February"),
    ("The ministry signed the trade agreement September, ending months of talks.", "September"),
    ("A spokesman for the rebels confirmed the ceasefire November after a meeting in Geneva.", "November"),
    ("The chairman of the Labour Federation, Juan Perez, is expected to announce the merger July.", "July"),
    ("Parliament elected Anna Kowalska as its first female speaker August.", "August"),
    ("When the company opened its second factory April, it employed 300 people.", "April"),
    ("The bishop of the diocese was received by the Swedish king June.", "June"),
    ("Engineers finished the northern tunnel December and began to lay the track.", "December"),
]

LOOKALIKES = [
    "The December government fell after a vote of no confidence.",
    "The talks were adjourned until December.",
    "In May the president announced the new government.",
    "Prime Minister May announced the new government.",
    "The Battle of Berlin, April 1945, was the last of the war.",
    "The album was released December 13, 2012, in the United States.",
    "Early December saw the announcement of the new government.",
    "The guitarist of the band was Brian May.",
    "He announced the winners of the July and August competitions.",
    "She won the title the following March and retired.",
    "The new government (December 2004) lasted two months.",
    "They sailed between late June and mid-July.",
]


@pytest.mark.parametrize(("text", "month"), VARIANTS)
def test_variants_of_the_users_sentence(text: str, month: str) -> None:
    found = [text[h.start : h.end] for h in broken(text)]
    assert found == [month]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_sound_lookalikes(text: str) -> None:
    assert broken(text) == ()


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("The storm had already began to weaken.", "had already began", "verb-form"),
        ("The letters were never wrote down.", "were never wrote", "verb-form"),
        ("Its army could not withstood the siege.", "could not withstood", "verb-form"),
        ("He served as envoy from to 1987 in Rome.", "from to 1987", "year-missing"),
        ("Though the plan was costly, but the council agreed.", ", but", "although-but"),
        ("He became director the of the institute.", "the of", "word-clash"),
        ("The museum was founded by a group of of artists.", "of of", "doubled-word"),
        ("She was the daughter of a an officer.", "a an", "word-clash"),
        ("On October 2011 the shop closed.", "On October 2011", "month-without-day"),
        ("The treaty was ratified by all members of the.", "the", "dangling-end"),
        ("The valley was settled by in the ninth century.", "by in", "garbled-sentence"),
    ],
)
def test_kinds(text: str, place: str, kind: str) -> None:
    assert [(text[h.start : h.end], h.kind) for h in broken(text)] == [(place, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The best result she had came in 1990.",
        "Le maire a été élu par les membres de la la commune en 1990.",
        "Die Partei war an der Regierung beteiligt und wurde von den den Wählern bestätigt.",
        "He said that that was that, and had had enough.",
        'The band The The played "the the of of" in the hall.',
        "What he is is a mystery to the staff of the museum.",
        "He asked what the house was made of and who it was built for.",
        "From there to here is a long way.",
        "\ufffc was founded in \ufffc and is the \ufffc of \ufffc.",
    ],
)
def test_sound(text: str) -> None:
    assert broken(text) == ()


def test_evidence_below_the_threshold_is_kept_apart() -> None:
    text = "He formed the group with Brian May and drummer Roger Taylor."
    assert [h.weight < 1 for h in hits(text)] == [True]
    assert broken(text) == ()


def test_one_finding_for_one_place() -> None:
    text = "The council announced the new plan December."
    assert [h.kind for h in broken(text)] == ["bare-month"]


def test_brackets_and_quotes() -> None:
    assert [h.start for h in unbalanced_brackets("He (Smith left. One")] == [3]
    assert list(unbalanced_brackets("a) one, b) two (three)")) == []
    assert [h.start for h in unbalanced_quotes('He said "this and left. He said "that" too.')] == [8]
    assert list(unbalanced_quotes('A 3" nail and a 4" nail and "one".')) == []


def test_edges() -> None:
    assert start_lost("was built by the firm of his brother.", "It was closed that year.") is not None
    assert start_lost("was built by the firm of his brother.", "It was built c.") is None
    assert start_lost("iPhone cases are sold by the firm here.", "It was closed that year.") is None
    assert end_lost("It was built in the town by a firm from Leeds") is not None
    assert end_lost("It was built in the town by a firm from Leeds.") is None
    assert end_lost("It was built in the town by a firm from \ufffc") is None


@pytest.mark.parametrize(
    "piece", ["the the ", "in May of ", "(", "although a, but ", "from to ", "a a", ",,", "had not "]
)
def test_hostile_input_takes_linear_time(piece: str) -> None:
    # Counted in calls, not in seconds: what is no sentence is not looked at, and below that the work is bounded.
    assert broken(piece * 20_000) == ()
    assert isinstance(broken((piece * 2000)[:4000]), tuple)


@pytest.mark.parametrize(
    ("before", "text", "place"),
    [
        ("The school is in the north of the island.", "The school is in the north the island.", "north the"),
        ("The hall was rebuilt by monks from Elm.", "The hall rebuilt by monks from Elm.", "hall rebuilt"),
        ("They moved the office in 1990 to the north.", "They moved the office in to the north.", "in to"),
    ],
)
def test_an_edit_shows_what_one_revision_does_not(before: str, text: str, place: str) -> None:
    hit = broken_by_edit(text, before)
    assert hit is not None
    assert text[hit.start : hit.end] == place


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("All of the members of the club voted.", "All the members of the club voted."),
        ("He graduated from the school that was built in 1990.", "He graduated from the school built in 1990."),
        ("The hall was rebuilt by monks.", "The hall was rebuilt by monks."),
        ("It was built in in 1990 by the firm.", "It was built in in 1991 by the firm."),
        ("The old hall of the town was closed in May.", "The hall of the town was closed in June."),
    ],
)
def test_sound_edits(before: str, text: str) -> None:
    assert broken_by_edit(text, before) is None
