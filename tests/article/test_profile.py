# ruff: noqa: E501
"""Site profiles: what a wiki calls things."""

from __future__ import annotations

import pytest

from articlewatch.article import load_profile
from articlewatch.article.profile import profile_for, profile_names
from articlewatch.errors import ConfigurationError
from articlewatch.lint import load_rules


@pytest.mark.parametrize(
    ("site", "id"),
    [
        ("enwiki", "enwiki"), ("en.wikipedia.org", "enwiki"), ("https://en.wikipedia.org/wiki/A", "enwiki"), ("en.m.wikipedia.org", "enwiki"),
        ("https://simple.wikipedia.org/wiki/A", "simplewiki"), ("simple.m.wikipedia.org", "simplewiki"),
        ("generic", "generic"), ("https://wiki.example.org/", "generic"), ("wiki.example.org/w", "generic"), ("", "generic"),
    ],
)  # fmt: skip
def test_profile_for(site: str, id: str) -> None:
    assert profile_for(site).id == id


def test_unknown_profile() -> None:
    with pytest.raises(ConfigurationError, match="unknown site profile 'nowiki'; known are enwiki, generic"):
        load_profile("nowiki")
    with pytest.raises(ConfigurationError):
        load_profile("../sites/enwiki")
    assert {"enwiki", "generic", "simplewiki"} <= set(profile_names())


def test_a_wiki_shares_the_conventions_of_the_one_it_extends() -> None:
    simple = load_profile("simplewiki")
    assert simple.lineage == ("simplewiki", "enwiki") and load_profile("enwiki").lineage == ("enwiki",)
    assert simple.language == "en" and simple.has_role("cite web", "cs1")
    assert simple.section_role("Related pages") == "see-also" and simple.section_role("References") == "references"
    rules = {rule.id: rule for rule in load_rules()}
    assert simple.unshared <= rules.keys()
    for site, cite, heading in (("enwiki", True, True), ("simplewiki", True, False), ("generic", False, False)):
        assert rules["cite-unknown-param"].applies("wikitext", "en", site) is cite
        assert rules["heading-standard-name"].applies("wikitext", "en", site) is heading


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Bridge", ""), ("File:A.jpg", "file"), ("image:A.jpg", "file"), ("Category: A", "category"), ("de:Brücke", "language"), ("DE:Brücke", ""),
        ("wikt:bridge", "interwiki"), ("Template:A", "template"), ("Alien: Covenant", ""), ("Datei:A.jpg", "file"), ("zh-yue:A", "language"),
    ],
)  # fmt: skip
def test_namespace(title: str, kind: str) -> None:
    assert load_profile("enwiki").namespace(title) == kind


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("cite web", "citation"), ("Cite_web", "citation"), ("cite anything new", "citation"), ("Infobox bridge", "infobox"), ("bridge-stub", "stub"),
        ("lang-xx", "lang"), ("Use Ruritanian English", "english"), ("pp-vandalism", "silent"), ("cn", "inline-maintenance"), ("sfn", "short-citation"),
        ("efn", "footnote"), ("r", "call"), ("reflist", "reflist"), ("Use dmy dates", "dmy"),
    ],
)  # fmt: skip
def test_roles(key: str, role: str) -> None:
    assert load_profile("enwiki").has_role(key, role)


def test_a_name_like_no_other_has_no_role() -> None:
    assert load_profile("enwiki").roles("some template of ours") == frozenset()
    assert not load_profile("enwiki").has_role("citation needed", "citation")
    assert not load_profile("enwiki").has_role("cited", "citation")
