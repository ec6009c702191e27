"""Phrases in running text."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from articlewatch.article import Snapshot, parse
from articlewatch.article.phrases_en import PhraseList, is_cited, phrases
from articlewatch.article.running import running_text

LIST = PhraseList(
    {"some/many people say": "", "due to the fact that": "because", "world-class": "", "it is ~often said": ""}
)


def found(text: str) -> list[str]:
    return [hit.text for hit in LIST.find(running_text(parse(text).lead))]


def test_choices_options_and_capitals() -> None:
    assert found("Many people say so. Here some people say no.") == ["Many people say", "some people say"]
    assert found("It is said. Here it is often said.") == ["It is said", "it is often said"]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote \"some people say\" and ''many people say''.",
        "Handsome people say so; some people saying so.",
        "The film Many people say so.",
        "A world-class-like thing.",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


def test_what_to_write_instead() -> None:
    (hit,) = LIST.find(running_text(parse("It fell due to the fact that it was old.").lead))
    assert hit.instead == "because"


def test_every_list_compiles() -> None:
    table = tomllib.loads(files("articlewatch.article").joinpath("data", "en", "phrases.toml").read_text("utf-8"))
    for name, content in table.items():
        for phrase in [*content.get("phrases", ()), *content.get("instead", {})]:
            words = " ".join(w.split("/")[0] for w in phrase.split() if not w.startswith("~"))
            section = parse(Snapshot(f"So {words} of it.", format="plain")).lead
            assert list(phrases(name).find(running_text(section))), (name, phrase)


def test_cited() -> None:
    section = parse("Some people say so.<ref>a</ref> Many people say no. Some say{{who|date=May 2020}} so.").lead
    running = running_text(section)
    assert is_cited(section, running, 0)
    assert not is_cited(section, running, running.text.index("Many"))
    assert is_cited(section, running, running.text.rindex("Some"))
