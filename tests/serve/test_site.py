"""What each address answers, and what it never does."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from report.test_browser import HOSTILE
from serve.conftest import BAD, GOOD
from serve.making import desk_of, follow, links, save, watch, words

from articlewatch.cli.main import main
from articlewatch.history.pages import page_by_key
from articlewatch.history.store import Store, open_store
from articlewatch.lint import Rule, Settings
from articlewatch.lint.suppression import SideEntry
from articlewatch.watch.trouble import note_failure

pytest.importorskip("flask", reason="Flask is not installed: pip install 'articlewatch[serve]'")

from serve.site import LocalSite, Tags, ways_to_ignore

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = [
    "/",
    "/?scope=all",
    "/?scope=all&q=bridge&sort=error",
    *(f"/page/{key}{view}" for key in range(1, 8) for view in ("", "/timeline", "/findings", "/ignored")),
    "/page/1/edit/102",
    "/page/1/diff/101/104?view=side",
    "/page/3/edit/303",
]


def test_the_list_opens_on_what_is_watched(site: LocalSite) -> None:
    text = site.read("/")
    assert "Watched (2)" in text and "All stored (7)" in text and "2 articles." in text
    assert "Bridge wiki.test #spans my <note> 2 0 0 2026-01-01" in text
    assert "Lost wiki.test deleted not followed yet" in text and "never" in text
    assert "Open findings from 0 to 2, at most 2" in site.get("/").text
    assert "7 articles." in site.read("/?scope=all") and "Old name wiki.test redirect" in site.read("/?scope=all")


def test_what_fails_is_said(site: LocalSite, writer: Store) -> None:
    with writer.transaction():
        for subject, reason in (("page:1", "no <answer>"), ("site:wiki.test", "refused"), ("channel:mail", "no route")):
            note_failure(writer, subject, "it", reason, 1_760_000_000, tell_after=9, channels=())
    text = site.read("/")
    assert "site wiki.test has failed 1 time in a row since 2025-10-09 08:53 UTC: refused" in text
    assert "channel mail" in text and "check fails no <answer>" in text


def test_without_a_watch_list_it_opens_on_what_is_stored(tmp_path: Path, rules: list[Rule]) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        empty = LocalSite(desk_of(tmp_path / "s.sqlite", rules))
        assert "The store is empty" in empty.read("/")
        save(store, 1, "Bridge", [GOOD])
    assert "Stored articles" in empty.read("/") and "Bridge" in empty.read("/")
    assert "Nothing is watched" in empty.read("/?scope=watched")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=BRIDGE", ["Bridge", "Bridge"]),
        ("q=bridge&site=other.test", ["Bridge"]),
        ("tag=spans", ["Bridge"]),
        ("q=%2F", ['AC/DC "live" %2F 100% & ‘ж’ #1?']),
        ("q=%252F", ['AC/DC "live" %2F 100% & ‘ж’ #1?']),
        ("q=‘Ж", ['AC/DC "live" %2F 100% & ‘ж’ #1?']),
        ("q=%25", ['AC/DC "live" %2F 100% & ‘ж’ #1?']),
        ("q=nowhere", []),
        ("sort=nonsense&page=0&q=veiled", ["Veiled"]),
    ],
)
def test_any_title_is_found_and_leads_to_its_article(site: LocalSite, query: str, titles: list[str]) -> None:
    found = links(site.get(f"/?scope=all&{quote(query, safe='=&%')}").text, r"^/page/\d+$")
    assert [re.search(r"<h1[^>]*>(.*?)</h1>", site.get(at).text) is not None for at in found] == [True] * len(titles)
    assert [words(re.findall(r"<h1[^>]*>.*?</h1>", site.get(at).text)[0]) for at in found] == titles


def test_worst_first(site: LocalSite) -> None:
    assert links(site.get("/?scope=all&sort=error").text, r"^/page/\d+$")[0] == "/page/1"
    assert 'aria-sort="descending"' in site.get("/?scope=all&sort=error").text


def test_a_long_list_is_cut_into_pages(tmp_path: Path, rules: list[Rule]) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        for number in range(1, 121):
            watch(store, save(store, number, f"Article {number:03}", ["Text.\n"]))
    site = LocalSite(desk_of(tmp_path / "s.sqlite", rules))
    seen: list[str] = []
    at = "/"
    for _ in range(3):
        html = site.get(at).text
        seen += re.findall(r"Article \d{3}", words(html))
        further = re.search(r'rel="next"[^>]*href="([^"]*)"', html)
        at = further.group(1).replace("&amp;", "&") if further else ""
    assert seen == [f"Article {number:03}" for number in range(1, 121)] and not at
    assert "page 3 of 3" in site.read("/?page=999") and "page 1 of 3" in site.read("/?page=-1")


def test_the_article_is_the_report_with_addresses_of_the_site(site: LocalSite) -> None:
    html = site.get("/page/1").text
    text = words(html)
    assert ("2 errors to look at" in text and "“was”" in text) or '"was" stands twice' in text
    assert links(html, "^/page/1/edit/104$") and links(html, "^/page/1/edit/102$")
    assert links(html, r"^https://wiki\.test/w/index\.php\?oldid=104$")
    assert len(ways_to_ignore(html)) == 2
    since = site.read("/page/1?since=101")
    assert "New since revision 101" in since and "2 are new" in since
    assert "no revision 7 in this history" in site.read("/page/1?since=7", 400)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/page/2", "The wiki has deleted this page"),
        ("/page/3", "2 errors to look at"),
        ("/page/3/timeline", "text hidden"),
        ("/page/3/edit/302", "the wiki hides its text"),
        ("/page/3/edit/303", "the revision before 303 is not stored, or its text is hidden"),
        ("/page/3/diff/301/303", "2 introduced"),
        ("/page/3/diff/302/303", "the wiki hides its text"),
        ("/page/4", "No text of this page is stored"),
        ("/page/4/timeline", "1 revision"),
        ("/page/4/findings", "No finding fits"),
        ("/page/5", "This page is a redirect to Bridge"),
        ("/page/6", "%2F 100% & ‘ж’ #1?"),
        ("/page/7/edit/712", "2 introduced"),
    ],
)
def test_odd_pages_are_shown_as_they_are(site: LocalSite, address: str, said: str) -> None:
    assert said.casefold() in site.read(address).casefold()


def test_a_page_that_is_no_article_is_not_checked(site: LocalSite, store_path: Path) -> None:
    with open_store(store_path) as store:
        page = save(store, 9, "Common.css", ["a { }\n", "b { }\n"])
        with store.transaction():
            store.connection.execute("UPDATE revision SET model = 'css' WHERE page = ?", (page.key,))
    assert "A page of css, which is not checked" in site.read(f"/page/{page.key}")
    assert "Changed lines" in site.read(f"/page/{page.key}/diff/901/902")


def test_the_timeline_tells_what_each_edit_did(site: LocalSite) -> None:
    text = site.read("/page/1/timeline")
    assert "4 revisions" in text and "new page" in text and "revert undoes 1" in text
    assert "+2 introduced" in text and "−1 fixed" in text and "typo & <b>more</b>" in text
    assert [link[-3:] for link in links(site.get("/page/1/timeline").text, "/edit/")] == ["104", "103", "102", "101"]


def test_a_long_history_is_cut_and_says_when_it_was_not_followed(site: LocalSite, store_path: Path) -> None:
    texts: list[str | None] = [f"{GOOD}Line {n}.\n" for n in range(60)]
    with open_store(store_path) as store:
        page = save(store, 8, "It's long", texts)
    at = f"/page/{page.key}"
    assert "page 3 of 3" in site.read(f"{at}/timeline?page=9")
    assert "0 of 60 revisions" in site.read(at)
    command = "articlewatch log 'It'\"'\"'s long' --store"
    assert (
        command in site.read(at) and command in site.read(f"{at}/timeline") and command in site.read(f"{at}/findings")
    )


def test_a_short_history_is_followed_at_once_and_nothing_is_stored(site: LocalSite, store_path: Path) -> None:
    assert "introduced 2026-01-01 12:00" in site.read("/page/7/findings")
    with sqlite3.connect(store_path) as connection:
        assert connection.execute("SELECT count(*) FROM life WHERE page = 7").fetchone() == (0,)


def test_lives_are_told_and_filtered(site: LocalSite) -> None:
    everything = site.read("/page/1/findings?status=")
    assert "2 standing, 0 fixed, 0 reverted" in everything
    assert "introduced 2026-01-01 02:00 Ann" in everything
    assert "1 finding," in site.read("/page/1/findings?rule=lonely-bracket")
    assert "1 finding," in site.read("/page/1/findings?q=TRAFFIC")
    assert "No finding fits" in site.read("/page/1/findings?status=fixed")


def test_the_difference_shows_what_went_and_what_came(site: LocalSite) -> None:
    html = site.get("/page/1/edit/102").text
    assert "<ins>was was </ins>" in html or "was was" in "".join(re.findall("<ins>(.*?)</ins>", html))
    assert "2 introduced, 0 gone, 0 stand" in words(html)
    assert 'rel="prev"' in html and "/page/1/edit/103" in html
    back = site.get("/page/1/diff/102/101?view=side").text
    assert "was was" in "".join(re.findall("<del>(.*?)</del>", back))
    old, new = re.findall(r'<div class="text" dir="auto">(.*?)</div>', back, re.DOTALL)[:2]
    assert "<del>" in old and "<del>" not in new
    assert "What moved where" in words(html) and "Since revision 101: 2 passages changed" in words(html)
    assert "No differences" in site.read("/page/1/diff/102/104")
    assert "the page was not there" in site.read("/page/1/edit/101")


def test_rules_about_edits_speak_of_one_edit_only(tmp_path: Path, rules: list[Rule]) -> None:
    long = GOOD + "".join(f"Sentence {n} tells of a thing that is known of the bridge.\n\n" for n in range(80))
    settings = Settings(select=("large-unexplained-deletion",))
    for follow_first in (True, False):
        path = tmp_path / f"{follow_first}.sqlite"
        with open_store(path) as store:
            page = save(store, 1, "Bridge", [long, GOOD, long, GOOD + "More.\n"], comment=" ")
            if follow_first:
                follow(store, page, rules, settings)
        site = LocalSite(desk_of(path, rules, settings))
        assert "1 introduced" in site.read("/page/1/edit/102") and "removed" in site.read("/page/1/edit/102")
        assert "0 introduced" in site.read("/page/1/diff/101/102")
        timeline = site.read("/page/1/timeline")
        assert (timeline.count("large-unexplained-deletion"), "undoes 1" in timeline) == (2, True), timeline
        assert "Nothing to mend" in site.read("/page/1")
        assert (" 0 0 0 " if follow_first else "not followed yet") in site.read("/")


def test_two_revisions_are_compared_older_first(site: LocalSite) -> None:
    assert site.get("/page/1/compare?old=104&new=101", 303).location.endswith("/page/1/diff/101/104")
    assert "Choose two" in site.read("/page/1/compare?old=104", 400)


@pytest.mark.parametrize(
    "address",
    ["/page/99", "/page/x", "/page/99999999999999999999999", "/nowhere", "/page/1/edit/9", "/page/1/diff/101/712",
     "/page/1/ignore/../../x", "/static/x", "/page/1/edit/99999999999999999999"],
)  # fmt: skip
def test_what_is_not_there(site: LocalSite, address: str) -> None:
    assert "Not Found" in site.read(address, 404)


def test_every_answer_is_marked(site: LocalSite) -> None:
    for answer in (
        site.get("/"),
        site.get("/page/1"),
        site.get("/page/99", 404),
        site.get("/page/1/compare?old=101&new=104", 303),
        site.post("/page/1/ignored", 403, token="x"),
        site.get("/", 421, headers={"Host": "evil.test"}),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and "*" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8137", 200), ("localhost:8137", 200), ("LOCALHOST.:9", 200), ("[::1]:8137", 200),
        ("127.0.0.1", 200), ("[::1]", 200), ("localhost:", 421), ("[::1]:x", 421),
        ("evil.test", 421), ("evil.test:8137", 421), ("localhost.evil.test", 421), ("127.0.0.1.evil.test", 421),
        ("192.168.1.2:8137", 421), ("0.0.0.0:8137", 421), ("", 421), ("localhost:8137@evil.test", 421),
        ("[::1].evil.test", 421), ("evil.test#localhost", 421),
    ],
)  # fmt: skip
def test_only_names_of_this_machine_are_answered_to(site: LocalSite, host: str, status: int) -> None:
    answer = site.client.get("/", environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == status
    assert ("Bridge" in words(answer.text)) == (status == 200)


def test_ignoring_and_taking_back(site: LocalSite, store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = store_path.parent / "ignore.toml"
    (at, _) = ways_to_ignore(site.get("/page/1").text)
    assert "was was" in site.read(at) and "each of 2 wikis" in site.read(at)
    answer = site.post(at, reason=' it is a "quotation"\n  ', reach="finding")
    assert answer.location.endswith("/page/1?done=ignored")
    (entry,) = site.desk.entries()
    assert entry == SideEntry("Bridge", "doubled-word", at.rpartition("/")[2], 'it is a "quotation"')
    after = site.read("/page/1?done=ignored")
    assert "ignored from now on" in after and "1 error to look at" in after and "1 ignored, with reasons" in after
    assert "Bridge wiki.test #spans my <note> 1 0 0" in site.read("/")
    assert "ignored it is a" in site.read("/page/1/findings?status=")
    assert "It is ignored already" in site.read(at, 409)
    options = ["--isolated", "--store", str(store_path), "--select", "doubled-word"]
    assert main(["lint", "rev:104", *options]) == 1
    assert main(["lint", "rev:104", *options, "--ignore-file", str(file)]) == 0
    capsys.readouterr()
    page = site.get("/page/1/ignored").text
    assert "1 entry of the ignore file" in words(page) and "Nothing is ignored" in site.read("/page/2/ignored")
    assert 'it is a "quotation"' in words(page)
    name = re.findall(r'name="entry" value="(\w+)"', page)[0]
    site.post("/page/1/ignored", entry=name)
    assert site.desk.entries() == [] and "2 errors to look at" in site.read("/page/1?done=restored")
    assert "not there any more" in words(site.post("/page/1/ignored", 400, entry=name).text)


def test_a_whole_rule_can_be_ignored_until_a_day(site: LocalSite) -> None:
    (at, _) = ways_to_ignore(site.get("/page/1").text)
    site.post(at, reason="quoted", reach="rule", expires="2199-01-01")
    (entry,) = site.desk.entries()
    assert entry.fingerprint == "" and str(entry.expires) == "2199-01-01"
    assert "every finding of the rule quoted 2199-01-01" in site.read("/page/1/ignored")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Say why"),
        ({"reason": " \n"}, "Say why"),
        ({"reason": "x" * 501}, "longer than 500"),
        ({"reason": "x", "expires": "tomorrow"}, "A date is like"),
        ({"reason": "x", "expires": "2001-01-01"}, "That day is over"),
    ],
)
def test_a_form_that_makes_no_sense_comes_back(site: LocalSite, fields: dict[str, str], said: str) -> None:
    (at, _) = ways_to_ignore(site.get("/page/1").text)
    assert said in words(site.post(at, 409, **fields).text)
    assert site.desk.entries() == []


def test_forms_of_others_are_refused(site: LocalSite, store_path: Path) -> None:
    (at, _) = ways_to_ignore(site.get("/page/1").text)
    site.get(at)
    good = {"token": site.guard.token, "reason": "x"}

    def sent(data: dict[str, str], cookie: bool = True, **headers: str) -> int:
        client = site.client if cookie else site.client.application.test_client()
        return client.post(at, base_url="http://127.0.0.1:8137", data=data, headers=headers).status_code

    assert sent({"reason": "x"}) == 403
    assert sent(good | {"token": "wrong"}) == 403
    assert sent(good | {"token": "é"}) == 403
    assert sent(good, cookie=False) == 403
    assert sent(good, **{"Sec-Fetch-Site": "cross-site"}) == 403
    assert sent(good, **{"Sec-Fetch-Site": "same-site"}) == 403
    assert sent(good, Host="evil.test") == 421
    assert not (store_path.parent / "ignore.toml").exists()
    assert sent(good, **{"Sec-Fetch-Site": "same-origin"}) == 303


def test_the_cookie_is_strict(site: LocalSite) -> None:
    (at, _) = ways_to_ignore(site.get("/page/1").text)
    cookie = site.get(at).headers["Set-Cookie"]
    assert "SameSite=Strict" in cookie and "HttpOnly" in cookie and cookie.startswith("articlewatch-8137=")
    assert "Set-Cookie" not in site.get(at).headers and "Set-Cookie" not in site.get("/").headers


def test_other_methods_are_refused(site: LocalSite) -> None:
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(site.client, method)("/page/1", base_url="http://127.0.0.1:8137")
        assert answer.status_code in (403, 405)
    assert site.client.post("/", base_url="http://127.0.0.1:8137", data={"token": "x" * 70000}).status_code == 413


def test_a_finding_that_went_while_somebody_looked(site: LocalSite, store_path: Path) -> None:
    (at, _) = ways_to_ignore(site.get("/page/1").text)
    site.get(at)
    with open_store(store_path) as store:
        save(store, 1, "Bridge", [GOOD], first=5)
    assert "the article has changed" in words(site.post(at, 409, reason="x").text)
    assert not (store_path.parent / "ignore.toml").exists()
    assert "Nothing to mend" in site.read("/page/1")


def test_an_ignore_file_broken_by_hand_is_one_clear_line(site: LocalSite, store_path: Path) -> None:
    site.get("/page/1")
    file = store_path.parent / "ignore.toml"
    file.write_text('[[ignore]]\npage = "Bridge\n', encoding="utf-8")
    assert "ignore.toml:2:" in site.read("/page/1", 400)
    file.unlink()
    assert "2 errors" in site.read("/page/1")


def test_looking_writes_nothing(site: LocalSite, store_path: Path) -> None:
    with sqlite3.connect(store_path) as watcher:
        before = watcher.execute("PRAGMA data_version").fetchone(), list(watcher.iterdump())
        for address in PAGES:
            site.get(address)
        assert (watcher.execute("PRAGMA data_version").fetchone(), list(watcher.iterdump())) == before
    assert not (store_path.parent / "ignore.toml").exists()


@pytest.fixture
def writer(store_path: Path) -> Iterator[Store]:
    with open_store(store_path) as store:
        yield store


def test_pages_answer_while_a_check_writes(site: LocalSite, writer: Store, rules: list[Rule]) -> None:
    with writer.transaction():
        writer.connection.execute("UPDATE page SET title = 'Half written' WHERE page = 1")
        assert "Half written" not in site.read("/") and "2 errors" in site.read("/page/1")
        writer.connection.execute("UPDATE page SET title = 'Bridge' WHERE page = 1")
    page = save(writer, 1, "Bridge", [BAD + "Most of of it is new.\n"], first=5)
    assert "3 errors" in site.read("/page/1") and "+1 introduced" in site.read("/page/1/timeline")
    follow(writer, page, rules)
    assert "Bridge wiki.test #spans my <note> 3 0 0" in site.read("/")
    assert page_by_key(writer, 1).title == "Bridge"


def test_a_store_that_becomes_newer_or_goes_away_is_said(site: LocalSite, store_path: Path) -> None:
    with sqlite3.connect(store_path) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("PRAGMA user_version = 999")
    assert "written by a newer articlewatch" in site.read("/", 503)
    with sqlite3.connect(store_path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    assert "Bridge" in site.read("/")
    for file in store_path.parent.glob("store.sqlite*"):
        file.unlink()
    assert "no such store" in site.read("/page/1", 503)


@pytest.mark.parametrize("bad", HOSTILE)
def test_nothing_hostile_becomes_markup(store_path: Path, site: LocalSite, rules: list[Rule], bad: str) -> None:
    text = f"{BAD}\n== {bad} ==\nThe the {bad} ]] <ref>{bad}</ref>\n"
    title = f"T {bad}".encode("utf-8", "replace").decode()
    user = bad.encode("utf-8", "replace").decode()
    with open_store(store_path) as store:
        page = save(store, 8, title, [GOOD, text.encode("utf-8", "replace").decode()], user=user, comment=user)
        follow(store, page, rules)
        watch(store, page, note=user)
    at = f"/page/{page.key}"
    addresses = ["/", f"/?scope=all&q={quote(user)}", at, f"{at}/timeline", f"{at}/findings?q={quote(user)}",
                 f"{at}/edit/802", f"{at}/edit/802?view=side", f"{at}/ignored"]  # fmt: skip
    for way in ways_to_ignore(site.get(at).text):
        site.get(way)
        site.post(way, reason=user)
    for address in addresses:
        html = site.get(address).text
        tags = Tags(html).found
        assert sum(tag == "script" for tag, _ in tags) == 1
        assert not {tag for tag, _ in tags} & {"img", "iframe", "object", "embed", "base"}
        assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"]
        targets = [attributes[name] for _, attributes in tags for name in ("href", "action") if name in attributes]
        assert [target for target in targets if not re.match(r"https://wiki\.test/|/|#|data:,$", target)] == []
        assert address == at or "\u202e" not in words(html)  # the report isolates titles and names instead


def test_the_search_box_gives_back_what_was_sought(site: LocalSite) -> None:
    html = site.get("/?scope=all&q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
    assert html.count("<script") == 1 and 'value="&#34;&gt;&lt;script' in html
