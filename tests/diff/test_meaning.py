"""What an edit means: each kind of change found, named, and put under its heading."""

from __future__ import annotations

from hashlib import sha1

import pytest

from articlewatch.diff import compare
from articlewatch.diff.meaning import Change, Meaning, explain

_LEAD = (
    "'''Ferrow''' is a town on the [[River Alder]].<ref name=h>{{cite book |title=A History |year=1999}}</ref> "
    "It had 1,204 inhabitants in 1931.<ref>{{cite web |url=http://census.example/ferrow |title=Census}}</ref>\n\n"
)
_BODY = (
    "== Harbour ==\nThe harbour was built on 4 May 1866 by Thomas Alder for the coal trade.<ref name=h />\n\n"
    "== Church ==\nThe church has a tower of brick. It stands on the hill above the river.\n\n[[Category:Towns]]\n"
)
_PAGE = f"{{{{Infobox town |name=Ferrow |population=1,204}}}}\n{_LEAD}{_BODY}"


def meaning(old: str, new: str) -> Meaning:
    return explain(compare(old, new))


def only(old: str, new: str) -> Change:
    """Return the one change there is."""
    (change,) = meaning(old, new).changes
    return change


def edited(before: str, after: str) -> Change:
    assert _PAGE.count(before) == 1
    return only(_PAGE, _PAGE.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after", "kind", "what", "section"),
    [
        ("brick.", "brick.<ref>Smith, 1990.</ref>", "added", "citation", ("Church",)),
        ("brick.", "brick.<ref name=h />", "reused", "citation", ("Church",)),
        ("coal trade.<ref name=h />", "coal trade.", "removed", "citation", ("Harbour",)),
        ("title=A History", "title=A Short History", "edited", "citation", ()),
        ("[[River Alder]]", "River Alder", "removed", "wikilink", ()),
        ("[[River Alder]]", "[[River Alder|Alder]]", "edited", "wikilink", ()),
        ("the hill", "[[the hill]]", "added", "wikilink", ("Church",)),
        ("tower of brick", "tower of brick (see [http://a.example/ here])", "added", "external link", ("Church",)),
        ("population=1,204", "population=1,204 |mayor=Ann Bell", "added", "parameter", ()),
        ("[[Category:Towns]]", "[[Category:Towns]]\n[[Category:Harbours]]", "added", "category", ("Church",)),
        ("== Church ==", "== Parish church ==", "renamed", "section", ("Parish church",)),
        ("== Church ==", "=== Church ===", "edited", "heading", ("Harbour", "Church")),
        ("It stands", "[[File:Tower.jpg|thumb]] It stands", "added", "media", ("Church",)),
        ("It stands", "<!-- check --> It stands", "added", "comment", ("Church",)),
        ("of brick.", "of brick.{{citation needed}}", "added", "template", ("Church",)),
        ("4 May 1866", "4 May 1868", "edited", "date", ("Harbour",)),
        ("Thomas Alder", "Thomas Adler", "edited", "name", ("Harbour",)),
        ("had 1,204 inhabitants", "had 2,204 inhabitants", "edited", "number", ()),
        ("\n== Church ==", "\n== Mill ==\nThe mill is old.\n\n== Church ==", "added", "section", ("Mill",)),
    ],
)
def test_one_change(before: str, after: str, kind: str, what: str, section: tuple[str, ...]) -> None:
    change = edited(before, after)
    assert (change.kind, change.what, change.section) == (kind, what, section)


def test_spans_hold_what_changed() -> None:
    new = _PAGE.replace("4 May 1866", "4 May 1868")
    change = only(_PAGE, new)
    assert change.old is not None
    assert change.new is not None
    assert (change.old.of(_PAGE), change.new.of(new)) == (change.before, change.after) == ("4 May 1866", "4 May 1868")
    assert change.note == "source unchanged"


def test_a_figure_changed_together_with_its_source_is_no_fact() -> None:
    new = _PAGE.replace("1,204 inhabitants", "1,350 inhabitants").replace("census.example/ferrow", "census.example/35")
    assert [change.what for change in meaning(_PAGE, new).changes] == ["citation"]


def test_a_figure_of_an_infobox_is_a_fact() -> None:
    new = _PAGE.replace("population=1,204", "population=12,040")
    changes = meaning(_PAGE, new).changes
    assert [(c.what, c.before, c.after) for c in changes] == [
        ("parameter", "1,204", "12,040"),
        ("number", "1,204", "12,040"),
    ]


def test_an_archived_copy_is_told_from_another_url() -> None:
    archived = edited("http://census.example/ferrow", "https://web.archive.org/web/2010/http://census.example/ferrow")
    assert (archived.what, archived.note) == ("citation", "url replaced by an archived copy")
    other = edited("http://census.example/ferrow", "http://census.example/")
    assert (other.what, other.note) == ("citation", "url")


def test_a_moved_section_takes_its_citations_along() -> None:
    harbour, church = _BODY.split("\n== Church", 1)
    church = "== Church" + church.replace("[[Category:Towns]]\n", "")
    old = f"{_LEAD}{harbour}\n{church}\n== Mill ==\nA mill.\n"
    new = f"{_LEAD}{church}\n{harbour}\n== Mill ==\nA mill.\n"
    change = only(old, new)
    assert (change.kind, change.what) == ("moved", "section")


def test_a_removed_section_is_named() -> None:
    new = _PAGE[: _PAGE.index("== Church ==")] + "[[Category:Towns]]\n"
    found = meaning(_PAGE, new)
    assert ("removed", "section", "Church") in [(c.kind, c.what, c.name) for c in found.changes]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (_PAGE, _PAGE, ("no change",)),
        (_PAGE, "", ("blanking",)),
        (_PAGE * 4, "kilroy was here", ("blanking",)),
        (_PAGE, _PAGE.replace("== Harbour ==\n", "== Harbour ==\n\n"), ("whitespace only",)),
        (_PAGE, _PAGE.replace("church has", "curch has"), ("typo",)),
        (_PAGE, _PAGE.replace("for the coal", "for that coal"), ("copy-edit",)),
        (_PAGE, _PAGE.replace("tower of brick", "steeple of stone"), ("copy-edit",)),
        (_PAGE, _PAGE.replace("brick.", "brick.<ref>Smith, 1990.</ref>"), ("citation work",)),
        (_PAGE, _PAGE.replace("[[River Alder]]", "River Alder"), ("link work",)),
        (_PAGE, _PAGE.replace("population=1,204", "population=1,204 |mayor=Ann"), ("template work",)),
        (_PAGE, _PAGE.replace("brick.", "brick. " + "It was raised by many hands in winter. " * 4), ("expansion",)),
        (_PAGE.replace("brick.", "brick. " + "It was raised by many hands. " * 8), _PAGE, ("removal",)),
        (_PAGE, _PAGE.replace("1931", "1932"), ("copy-edit",)),
    ],
)  # fmt: skip
def test_kinds_of_edit(old: str, new: str, kinds: tuple[str, ...]) -> None:
    assert meaning(old, new).kinds == kinds


def test_a_revert_is_known_by_its_sha1() -> None:
    diff = compare(_PAGE.replace("brick", "BRICK!!"), _PAGE)
    assert explain(diff).kinds[0] != "revert"
    assert explain(diff, earlier={sha1(_PAGE.encode()).hexdigest()}).kinds[0] == "revert"


def test_words_are_those_of_running_text() -> None:
    new = _PAGE.replace("brick.", "brick and stone.<ref>Not counted here.</ref> {{nor|this}}")
    found = meaning(_PAGE, new)
    assert (found.words_added, found.words_removed) == (2, 0)


def test_edit_types_use_the_names_of_mwedittypes() -> None:
    new = _PAGE.replace("brick.", "stone.<ref>Smith.</ref>").replace("[[Category:Towns]]\n", "")
    assert meaning(_PAGE, new).edit_types == {
        "Category": {"remove": 1},
        "Punctuation": {"insert": 1, "change": 5},
        "Reference": {"insert": 1},
        "Whitespace": {"remove": 1},
        "Word": {"change": 1},
    }


def test_only_changed_sections_are_looked_at() -> None:
    diff = compare(_PAGE, _PAGE.replace("brick", "stone"))
    from articlewatch.article import parse

    old, new = parse(diff.old), parse(diff.new)
    explain(diff, old, new)
    looked_at = [s.title for s in new.sections if "paragraphs" in vars(s.passage)]
    assert looked_at == ["Church"]


def test_every_pair_of_revisions_can_be_explained(revision_pairs: list[tuple[str, str]]) -> None:
    for old, new in revision_pairs:
        found = meaning(old, new)
        assert found.kinds
        for change in found.changes:
            assert change.old or change.new
            if change.what not in ("parameter", "section", "heading", "number", "date", "name") and change.new:
                assert change.new.of(new) == change.after
