from __future__ import annotations

from watch.conftest import Desk

from articlewatch.history.following import follow_page, lives_of
from articlewatch.lint.suppression import SideEntry
from articlewatch.watch.events import newest_events, scrub
from articlewatch.watch.judging import follow, is_settled, judge_page
from articlewatch.watch.watchlist import Wish, next_due, watch_page, watched_page

GOOD = "'''Bridge''' is a bridge.\n\n== History ==\nIt opened in May.\n\n== Use ==\nIt carries trams.\n"
BAD = GOOD.replace("in May", "in in May")
WORSE = BAD.replace("carries", "carries carries")


def test_the_first_look_tells_nothing(desk: Desk) -> None:
    desk.save(BAD)
    assert desk.told() == []
    assert desk.told() == []


def test_a_finding_is_told_when_it_comes_and_when_it_goes(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    bad = desk.save(BAD)
    (event,) = desk.look()
    assert (event.kind, event.revid, event.severity, event.tags) == ("introduced", bad, "error", ("bridges",))
    assert ["added", "in "] in event.record["passage"] or ["added", " in"] in event.record["passage"]
    assert event.record["user"] == f"User {bad}" and event.record["section"] == ["History"]
    assert desk.told() == []
    assert desk.told() == []
    better = desk.save(GOOD.replace("May", "June"))
    assert desk.told() == [("fixed", better)]


def test_of_a_long_passage_the_part_beside_the_finding_is_shown(desk: Desk) -> None:
    filler = " ".join(f"It has part {number}." for number in range(200))
    long = GOOD.replace("It carries", f"{filler} It shut in in June. {filler} It carries")
    desk.save(GOOD)
    desk.look()
    desk.save(long)
    (came,) = desk.look()
    desk.save(GOOD)
    (went,) = desk.look()
    for event, mark in ((came, "added"), (went, "removed")):
        ((_, text),) = [part for part in event.record["passage"] if part[0] == mark]
        assert "part 199. It shut in in June. It has part 0." in text and text.startswith("… ") and text.endswith(" …")
        assert len(text) < 500


def test_what_is_ignored_is_told_nowhere_and_not_taken_for_mended(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    bad = desk.save(BAD)
    assert desk.told() == [("introduced", bad)]
    desk.ignore(SideEntry("Bridge", "doubled-word", reason="the name of a ship"))
    desk.save(BAD + "More.\n")
    assert desk.told() == []
    desk.save(WORSE)
    assert desk.told() == []
    assert {life.status for life in lives_of(desk.store, desk.page)} == {"standing"}
    desk.ignore(SideEntry("Another page", "doubled-word"))
    good = desk.save(GOOD.replace("May", "June"))
    assert desk.told() == [("fixed", good), ("fixed", good)]


def test_several_edits_between_two_looks_come_to_one_word(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    desk.save(BAD)
    third = desk.save(WORSE)
    fourth = desk.save(WORSE.replace("in in", "in").replace("May", "late May"))
    assert desk.told() == [("introduced", third), ("fixed", fourth)]


def test_what_a_revert_undid_between_two_looks_is_not_told(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    desk.save(WORSE)
    desk.save(GOOD)
    assert desk.told() == []


def test_a_revert_after_it_was_told_is_told(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    desk.save(BAD)
    desk.look()
    undone = desk.save(GOOD)
    assert desk.told() == [("reverted", undone)]


def test_a_repair_that_is_undone_after_it_was_told_is_told(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    desk.save(BAD)
    desk.look()
    desk.save(GOOD.replace("May", "June"))
    assert [kind for kind, _ in desk.told()] == ["fixed"]
    back = desk.save(BAD)
    assert desk.told() == [("reintroduced", back)]
    assert desk.told() == []


def test_a_repair_undone_long_ago_is_told_with_the_edit_that_undid_it(desk: Desk) -> None:
    desk.save(BAD)
    desk.look()
    desk.save(GOOD)
    assert [kind for kind, _ in desk.told()] == ["fixed"]
    back = desk.save(BAD)
    for number in range(70):
        desk.save(BAD.replace("trams", f"{number} trams"))
    assert desk.told() == [("reintroduced", back)]


def test_a_revert_right_after_the_first_look_is_told(desk: Desk) -> None:
    desk.save(BAD)
    desk.save(GOOD)
    desk.look()
    back = desk.save(BAD)  # its history says it never went; who began to watch then has not been told of it
    assert desk.told() == [("reintroduced", back)]


def test_what_came_back_and_went_again_between_two_looks_is_not_told(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    desk.save(BAD)
    desk.look()
    desk.save(GOOD.replace("May", "June"))
    assert [kind for kind, _ in desk.told()] == ["fixed"]
    desk.save(BAD)
    desk.save(GOOD.replace("May", "July"))
    assert desk.told() == []


def test_a_blanked_page_that_is_restored_tells_nothing_of_its_findings(desk: Desk) -> None:
    desk.save(WORSE)
    desk.look()
    desk.save("")
    assert [kind for kind, _ in desk.told()] == ["blanked"]
    desk.save("Bye.")
    assert [kind for kind, _ in desk.told()] == ["refilled", "fixed", "fixed"]
    desk.save("")
    desk.look()
    back = desk.save(WORSE)
    assert desk.told() == [("refilled", back), ("reintroduced", back), ("reintroduced", back)]
    desk.save("")
    desk.look()
    desk.save(WORSE)
    assert [kind for kind, _ in desk.told()] == ["refilled"]


def test_only_what_has_been_followed_counts_as_judged(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    watched = watched_page(desk.store, desk.page)
    assert watched is not None
    followed = follow(desk.store, watched, desk.page, desk.linter)
    bad = desk.save(BAD)  # another process stores it this moment
    with desk.store.transaction():
        assert judge_page(desk.store, watched, desk.page, followed, desk.channels, desk.now) == []
    assert desk.told() == [("introduced", bad)]


def test_a_text_that_did_not_come_is_waited_for(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    desk.save(BAD, listed_only=True)
    assert desk.told() == [] and not is_settled(desk.store, desk.key, 2)
    desk.save(BAD, 2)
    assert desk.told() == [("introduced", 2)]


def test_new_rules_and_lost_revisions_tell_nothing_old(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    middle = desk.save(BAD)
    desk.save(WORSE)
    assert len(desk.look()) == 2
    desk.lose(middle)  # everything is followed from the beginning again, and numbered anew
    assert desk.told() == []
    last = desk.save(WORSE.replace("trams", "trams trams"))
    assert desk.told() == [("introduced", last)]


def test_findings_followed_by_another_command_are_told_all_the_same(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    bad = desk.save(BAD)
    follow_page(desk.store, desk.page, desk.linter)  # as "articlewatch history" does
    assert desk.told() == [("introduced", bad)]


def test_old_revisions_that_turn_up_are_taken_in_silence(desk: Desk) -> None:
    desk.save(BAD, 50)
    desk.look()
    desk.save(WORSE, 51)
    assert desk.told() == [("introduced", 51)]
    desk.save(GOOD, 90, "2019-01-01T00:00:00Z")  # imported: a new number, an old time
    assert desk.told() == []
    desk.save(GOOD.replace("trams", "trams trams"), 91, "2026-01-01T00:50:30Z")  # undeleted, between the two
    assert desk.told() == []


def test_since_begins_with_the_revision_it_names(desk: Desk) -> None:
    desk.save(GOOD)
    second = desk.save(BAD)
    third = desk.save(WORSE)
    with desk.store.transaction():
        desk.store.connection.execute("UPDATE watch SET since = '2026-01-01T00:02:00Z'")
    assert desk.told() == [("introduced", third)]
    assert second not in [event.revid for event in newest_events(desk.store, "hook", 10)]


def test_only_the_section_wished_for(desk: Desk) -> None:
    with desk.store.transaction():
        watch_page(desk.store, desk.page, Wish(3600, section="use"), 1000)
    desk.save(GOOD)
    desk.look()
    desk.save(WORSE)
    assert [event.record["section"] for event in desk.look()] == [["Use"]]


def test_what_happens_to_the_page_is_told_once(desk: Desk) -> None:
    desk.save(BAD)
    desk.look()
    desk.became(title="Old bridge")
    (event,) = desk.look()
    assert event.kind == "moved" and "'Bridge'" in event.record["message"]
    assert desk.told() == []
    desk.save("")
    assert [kind for kind, _ in desk.told()] == ["blanked"]  # the findings went with the text: one word is enough
    desk.save("#REDIRECT [[Tunnel]]")
    desk.became(is_redirect=True)
    assert [kind for kind, _ in desk.told()] == ["redirected"]
    hidden = desk.save(None)
    assert ("hidden", hidden) in desk.told()


def test_hidden_text_is_taken_out_of_what_was_told(desk: Desk) -> None:
    desk.save(GOOD)
    desk.look()
    bad = desk.save(BAD.replace("in in", "slander slander"))
    desk.look()
    desk.save(GOOD.replace("May", "June"))
    desk.look()
    assert "slander" in repr(newest_events(desk.store, "hook", 9))
    desk._last = bad - 1
    desk.save(None, bad)
    assert scrub(desk.store) == 2
    assert "slander" not in repr(newest_events(desk.store, "hook", 9))
    assert scrub(desk.store) == 0


def test_a_page_whose_watch_is_over_keeps_nobody_awake(desk: Desk) -> None:
    page = desk.page
    with desk.store.transaction():
        watch_page(desk.store, page, Wish(3600, until=500), 0)
        desk.store.connection.execute("UPDATE watch SET due = 400")
    assert next_due(desk.store, 0) == 400
    assert next_due(desk.store, 450) == 400
    assert next_due(desk.store, 501) is None
    with desk.store.transaction():
        desk.store.connection.execute("UPDATE watch SET due = 600")
    assert next_due(desk.store, 0) is None


def test_a_broken_sentence_is_told_once_though_two_rules_see_it(desk: Desk) -> None:
    desk.ignore(select=("doubled-word", "sentence-broken-by-edit"))
    desk.save(GOOD)
    desk.look()
    desk.save(BAD)
    assert [event.record["rule"] for event in desk.look()] == ["doubled-word"]
    assert [life.finding.rule for life in lives_of(desk.store, desk.page, edits=True)] == [
        "doubled-word",
        "sentence-broken-by-edit",
    ]


def test_a_finding_about_an_edit_is_told_when_it_comes_but_not_when_its_passage_is_edited(desk: Desk) -> None:
    desk.ignore(select=("sentence-broken-by-edit",))
    desk.save(GOOD.replace("It opened", "It is the centre of all trade. It opened"))
    desk.look()
    broken = desk.save(GOOD.replace("It opened", "It is the centre all trade. It opened"))
    assert desk.told() == [("introduced", broken)]
    desk.save(GOOD.replace("It opened", "It is the centre all trade here. It opened"))
    assert desk.told() == []
