"""The client against a real MediaWiki: every trap its API lays."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from mediawiki.exports import page_of_texts
from mediawiki.server import BOT, BOT_PASSWORD, MediaWiki

from articlewatch.errors import ConfigurationError
from articlewatch.sources.answers import WikiError, WikiUnavailable
from articlewatch.sources.contact import Identity
from articlewatch.sources.discovery import Target, find_api, target_of
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.pages import category_members, heads_by_id, heads_by_title
from articlewatch.sources.patience import Patience
from articlewatch.sources.revisions import revisions_by_id, walk_older

pytestmark = pytest.mark.server


@pytest.fixture
def wiki(mediawiki: MediaWiki) -> Iterator[Wiki]:
    patience = Patience(attempts=4, first=0.05, longest=0.1, silence=1.5)
    with Wiki(mediawiki.api, Identity(contact="ann@wikimedia.de"), patience=patience) as client:
        yield client


@pytest.fixture
def privileged(mediawiki: MediaWiki) -> Iterator[Wiki]:
    host = mediawiki.url.partition("//")[2]
    with Wiki(mediawiki.api, Identity(host=host, user=BOT, password=BOT_PASSWORD)) as client:
        yield client


@pytest.fixture
def name() -> str:
    return f"T {uuid.uuid4().hex[:12]}"


def test_site(wiki: Wiki, mediawiki: MediaWiki) -> None:
    info = wiki.site_info()
    assert info.site.key == f"127.0.0.1:{mediawiki.port}" and info.site.wiki_id == "wiki"
    assert info.site.language == "en" and info.article_path == "/index.php/$1" and not info.read_only


def test_what_is_sent(wiki: Wiki, mediawiki: MediaWiki) -> None:
    with mediawiki.recorded() as requests:
        wiki.site_info()
    (request,) = requests
    assert request.headers["user-agent"].startswith("articlewatch/")
    assert "(ann@wikimedia.de) python-requests/" in request.headers["user-agent"]
    assert "gzip" in request.headers["accept-encoding"] and "maxlag=5" in request.uri
    assert "formatversion=2" in request.uri and "errorformat=plaintext" in request.uri


def test_every_title_is_mapped_back(wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    editor = mediawiki.editor
    editor.edit(f"{name} target", "text")
    editor.edit(f"{name} redir", f"#REDIRECT [[{name} target#Part]]")
    editor.edit(f"{name} double", f"#REDIRECT [[{name} redir]]")
    editor.edit(f"{name} Café", "text")
    editor.edit(f"{name} loop", f"#REDIRECT [[{name} loop]]")
    editor.edit(f"{name} away", "#REDIRECT [[wikipedia:Foo]]")
    asked = {
        f"{name}_target": ("found", f"{name} target"),
        f" {name.lower()} double".replace(name.lower(), name): ("found", f"{name} target"),
        f"{name} redir": ("found", f"{name} target"),
        f"{name} Cafe\u0301": ("found", f"{name} Café"),  # not NFC: comes back percent-encoded
        f"talk:{name} x": ("missing", f"Talk:{name} x"),
        f"{name} loop": ("invalid", None),
        "Bad[title": ("invalid", None),
        "with|bar": ("invalid", None),
        "": ("invalid", None),
        "a\x1fb": ("invalid", None),
        "Special:Version": ("special", None),
        "wikipedia:Foo": ("interwiki", None),
    }
    heads = list(heads_by_title(wiki, [*asked, *asked]))
    assert [head.asked for head in heads] == [*asked, *asked]
    for head in heads:
        standing, title = asked[str(head.asked)]
        assert (head.standing, head.page.title if head.page else None) == (standing, title), head
    redirected = {head.asked: head.redirected_from for head in heads if head.redirected_from}
    assert redirected[f"{name} redir"] == (f"{name} redir",)
    assert next(iter(heads_by_title(wiki, ["Bad[title"]))).why.startswith("The requested page title contains")
    away = next(iter(heads_by_title(wiki, [f"{name} away"])))
    assert away.standing == "interwiki" and away.why == "wikipedia:Foo"
    plain = next(iter(heads_by_title(wiki, [f"{name} redir"], follow_redirects=False)))
    assert plain.page is not None and plain.page.is_redirect and plain.page.title == f"{name} redir"


def test_moved_deleted_recreated_and_redirected_pages(wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    editor = mediawiki.editor
    for what in "abcd":
        editor.edit(f"{name} {what}", "text")
    pages = [head.page for head in heads_by_title(wiki, [f"{name} {what}" for what in "abcd"])]
    ids = [page.pageid for page in pages if page]
    editor.move(f"{name} a", f"{name} moved")
    editor.delete(f"{name} b")
    editor.delete(f"{name} c")
    editor.edit(f"{name} c", "another page under the old title")
    editor.edit(f"{name} d", f"#REDIRECT [[{name} moved]]")
    a, b, c, d, never = heads_by_id(wiki, [*ids, 999_999])
    assert a.page is not None and a.page.title == f"{name} moved"
    assert (b.standing, c.standing, never.standing) == ("missing", "missing", "missing")
    assert d.page is not None and d.page.is_redirect
    again = next(iter(heads_by_title(wiki, [f"{name} c"])))
    assert again.page is not None and again.page.pageid not in ids
    followed = next(iter(heads_by_title(wiki, [f"{name} a"])))
    assert followed.page is not None and followed.page.pageid == ids[0]


def test_five_hundred_unchanged_pages_take_twelve_requests_at_most(mediawiki: MediaWiki, name: str) -> None:
    ids = mediawiki.import_pages([page_of_texts(f"{name} page {n}", [f"text {n}"]) for n in range(500)])
    for ask in (lambda client: heads_by_title(client, ids), lambda client: heads_by_id(client, ids.values())):
        with mediawiki.recorded() as requests, Wiki(mediawiki.api) as client:
            client.site_info()
            heads = list(ask(client))
        assert all(head.standing == "found" for head in heads) and len(heads) == 500
        assert len(requests) <= 12
        ends = [request.time for request in requests]
        assert ends == sorted(ends)


def test_long_titles_go_as_post(wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    titles = [f"{name} {'д' * 100} {n}" for n in range(50)]
    with mediawiki.recorded() as requests:
        heads = list(heads_by_title(wiki, titles))
    assert [request.method for request in requests] == ["POST"]
    assert all(head.standing == "missing" and head.page and head.page.title == head.asked for head in heads)


def test_a_history_is_walked_to_its_end(wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    texts = [f"revision {n}" for n in range(620)]
    pageid = mediawiki.import_pages([page_of_texts(name, texts)])[name]
    stretches = list(walk_older(wiki, pageid))
    revisions = [one.revision for stretch in stretches for one in stretch.revisions]
    assert [len(stretch.revisions) for stretch in stretches] == [500, 120]
    assert [stretch.at_end for stretch in stretches] == [False, True]
    places = [(revision.timestamp, revision.revid) for revision in revisions]
    assert places == sorted(places, reverse=True) and len(set(places)) == 620
    assert all(one.pageid == pageid and len(one.sha1) == 40 for one in revisions)

    middle = revisions[300]
    part = [one.revision for stretch in walk_older(wiki, pageid, start=middle.revid) for one in stretch.revisions]
    assert part == revisions[300:]
    part = [one.revision for stretch in walk_older(wiki, pageid, limit=7) for one in stretch.revisions]
    assert part == revisions[:7]
    since = middle.timestamp
    part = [one.revision for stretch in walk_older(wiki, pageid, since=since) for one in stretch.revisions]
    assert part == revisions[:301]
    with pytest.raises(WikiError) as unknown:
        list(walk_older(wiki, pageid, start=999_999_999))
    assert unknown.value.code == "badid_rvstartid"
    with pytest.raises(WikiError) as missing:
        list(walk_older(wiki, 999_999_999))
    assert missing.value.code == "missingtitle"


def test_an_answer_cut_at_eight_megabytes_is_put_together(mediawiki: MediaWiki, name: str) -> None:
    texts = {f"{name} {n}": f"{n} " + f"long text {n} " * 17_000 for n in range(50)}
    mediawiki.import_pages([page_of_texts(title, [text]) for title, text in texts.items()])
    told: list[str] = []
    with Wiki(mediawiki.api, tell=told.append) as client:
        latest = [head.page.latest for head in heads_by_title(client, texts) if head.page]
        with mediawiki.recorded() as requests:
            answers = list(revisions_by_id(client, latest))
    assert len(requests) == 2  # it was cut
    found = [one for answer in answers for one in answer.revisions]
    assert [one.revision.revid for one in found] == latest
    assert {one.page.title: one.text for one in found} == texts  # an import, unlike an edit, keeps trailing spaces
    assert not told


def test_hidden_text_is_hidden_from_us_too(wiki: Wiki, privileged: Wiki, mediawiki: MediaWiki, name: str) -> None:
    editor = mediawiki.editor
    ids = [editor.edit(name, f"text {word}", summary=f"about {word}") for word in ("one", "secret", "dreadful", "four")]
    editor.hide(ids[1])
    editor.hide(ids[2], what="content|user", suppress=True)
    for client in (wiki, privileged):
        for texts in (True, False):
            (answer,) = revisions_by_id(client, ids, texts=texts)
            first, second, third, fourth = answer.revisions
            assert first.text == ("text one" if texts else None) and first.revision.comment == "about one"
            assert second.text is None and third.text is None
            assert second.revision.text_hidden and second.revision.user_hidden and second.revision.comment_hidden
            assert (second.revision.user, second.revision.userid, second.revision.comment) == ("", 0, "")
            assert second.revision.sha1 == third.revision.sha1 == ""
            assert third.revision.suppressed and not third.revision.comment_hidden
            assert not fourth.revision.text_hidden and len(fourth.revision.sha1) == 40
        pageid = first.page.pageid
        walked = [one for stretch in walk_older(client, pageid) for one in stretch.revisions]
        assert [one.revision.text_hidden for one in walked] == [False, True, True, False]
        assert [one.revision.user for one in walked if one.revision.user_hidden] == ["", ""]


def test_revisions_nobody_knows(wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    known = mediawiki.editor.edit(name, "text")
    gone = mediawiki.editor.edit(f"{name} gone", "text")
    mediawiki.editor.delete(f"{name} gone")
    (answer,) = revisions_by_id(wiki, [known, gone, 999_999])
    assert [one.revision.revid for one in answer.revisions] == [known]
    assert answer.unknown == tuple(sorted((gone, 999_999)))


@pytest.mark.parametrize(
    ("status", "words"),
    [(429, "HTTP 429"), (503, "HTTP 503"), (0, "cut short"), (1, "HTML page"), (2, "silence")],
)
def test_faults_pass_or_end_in_one_line(wiki: Wiki, mediawiki: MediaWiki, status: int, words: str) -> None:
    mediawiki.fault(status, 1)
    assert next(iter(heads_by_title(wiki, ["Main Page"]))).standing == "found"
    if status == 2:
        return  # each silence takes a worker of the server for 20 s
    mediawiki.fault(status, 50)
    with pytest.raises(WikiUnavailable, match=words) as raised:
        next(iter(heads_by_title(wiki, ["Main Page"])))
    assert "\n" not in str(raised.value)


def test_maxlag_is_waited_out(mediawiki: MediaWiki) -> None:
    mediawiki.lag(7.5)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            mediawiki.lag(None)

    with Wiki(mediawiki.api, sleep=sleep) as client:
        assert client.site_info().site.wiki_id == "wiki"
    assert slept == [5.0, 5.0]  # the header's, not the lag's


def test_a_wiki_that_is_read_only_can_be_read(wiki: Wiki, mediawiki: MediaWiki) -> None:
    mediawiki.read_only("maintenance")
    assert next(iter(heads_by_title(wiki, ["Main Page"]))).standing == "found"
    assert wiki.site_info().read_only


def test_a_refused_login_is_one_line_without_the_secret(mediawiki: MediaWiki) -> None:
    host = mediawiki.url.partition("//")[2]
    with (
        Wiki(mediawiki.api, Identity(host=host, user=BOT, password="wrong" * 6)) as client,
        pytest.raises(ConfigurationError, match="login as 'TestBot@tests' refused") as raised,
    ):
        client.site_info()
    assert "wrongwrong" not in str(raised.value) and "\n" not in str(raised.value)


def test_members_of_a_category(wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    mediawiki.editor.edit(f"{name} b", f"[[Category:{name}]]")
    mediawiki.editor.edit(f"{name} a", f"[[Category:{name}]]")
    mediawiki.editor.edit(f"Talk:{name} a", f"[[Category:{name}]]")
    mediawiki.maintenance("runJobs")
    for category in (name, f"Category:{name}", f"category:{name}".replace(" ", "_")):
        assert [page.title for page in category_members(wiki, category)] == [f"{name} a", f"{name} b"]
    assert len(list(category_members(wiki, name, namespaces=(0, 1)))) == 3
    assert not list(category_members(wiki, f"{name}: nothing here"))


def test_a_page_leads_to_its_wiki_and_title(mediawiki: MediaWiki, wiki: Wiki) -> None:
    for path in ("/index.php/Main_Page", "/index.php?title=Main_Page", "/", "/api.php"):
        assert find_api(mediawiki.url + path, Identity()) == mediawiki.api
    site = wiki.site_info()
    for path, target in {
        "/index.php/Caf%C3%A9_(x)#Part": Target("Café (x)"),
        "/index.php?title=A_b&oldid=12": Target("A b", revid=12),
        "/index.php?curid=7": Target(pageid=7),
        "/index.php?title=A&diff=13&oldid=12": Target("A", revid=12),
        "/": Target(),
    }.items():
        assert target_of(mediawiki.url + path, site) == target
