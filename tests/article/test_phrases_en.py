"""Phrases in running text."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from articlewatch.article import Snapshot, parse
from articlewatch.article.phrases_en import PhraseLists, is_cited, phrases_of
from articlewatch.article.running import running_text

LISTS = PhraseLists(
    {
        "one": {"some/many people say": "", "due to the fact that": "because", "world-class": ""},
        "two": {"it is ~often said": "", "people say": "", "said": ""},
    }
)


def found(text: str, name: str = "one") -> list[str]:
    return [hit.text for hit in LISTS.find(running_text(parse(text).lead)).get(name, ())]


def test_choices_options_and_capitals() -> None:
    assert found("Many people say so. Here some people say no.") == ["Many people say", "some people say"]
    assert found("It is said. Here it is often said.", "two") == ["It is said", "it is often said"]
    assert found("Some\u00a0people say so, he said \ud800.", "two") == ["people say", "said"]


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
    (hit,) = LISTS.find(running_text(parse("It fell due to the fact that it was old.").lead))["one"]
    assert hit.instead == "because"


def test_every_list_compiles() -> None:
    table = tomllib.loads(files("articlewatch.article").joinpath("data", "en", "phrases.toml").read_text("utf-8"))
    for name, content in table.items():
        for phrase in [*content.get("phrases", ()), *content.get("instead", {})]:
            words = " ".join(w.split("/")[0] for w in phrase.split() if not w.startswith("~"))
            section = parse(Snapshot(f"So {words} of it.", format="plain")).lead
            assert phrases_of(running_text(section), name), (name, phrase)


def test_cited() -> None:
    section = parse("Some people say so.<ref>a</ref> Many people say no. Some say{{who|date=May 2020}} so.").lead
    running = running_text(section)
    assert is_cited(section, running, 0)
    assert not is_cited(section, running, running.text.index("Many"))
    assert is_cited(section, running, running.text.rindex("Some"))
