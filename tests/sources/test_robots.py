"""What robots.txt closes, and to which requests; the pauses that a host and Wikimedia's robot policy ask for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest
from mediawiki.loopback import reply, serving

from articlewatch.errors import SourceError
from articlewatch.sources.contact import Identity, identity_from_environment
from articlewatch.sources.discovery import find_api
from articlewatch.sources.mediawiki import BudgetSpent, Wiki
from articlewatch.sources.patience import Patience
from articlewatch.sources.robots import Excluded, Robots
from articlewatch.watch.stream import Reader, Sink

QUICK = Patience(attempts=1, connect=2.0, silence=5.0)
INFO = b'{"query":{"general":{"base":"http://127.0.0.1/wiki/Main","wikiid":"w","lang":"en"}}}'
NAMED = "User-agent: wget\nDisallow:\n\nUser-Agent: ArticleWatch/0.1 # by name\nDisallow: /w/\n"

#: what the Wikipedias say to everybody, shortened
WIKIMEDIA = """\
User-agent: wget
Disallow: /

User-agent: *
Allow: /w/api.php?action=mobileview&
Allow: /w/load.php?
Disallow: /w/
Disallow: /wiki/Special:
"""


@dataclass
class Host:
    """A host with a robots.txt, a page and an api.php; ``asked`` lists the paths that were fetched."""

    robots: str | int = 404
    url: str = ""
    location: str = ""
    asked: list[str] = field(default_factory=list)
    pause: float = 0.0

    def respond(self, handler: BaseHTTPRequestHandler, number: int) -> None:
        path = handler.path.partition("?")[0]
        self.asked.append(path)
        if path == "/robots.txt":
            if isinstance(self.robots, str):
                reply(handler, 200, self.robots.encode("utf-8", "surrogateescape"), Content_Type="text/plain")
            else:
                reply(handler, self.robots, b"", **({"Location": self.location} if self.location else {}))
        elif path == "/w/api.php":
            time.sleep(self.pause)
            reply(handler, 200, INFO)
        elif path.startswith("/wiki/"):
            reply(handler, 200, b'<link rel="EditURI" href="/w/api.php?action=rsd">')
        else:
            reply(handler, 404, b"")

    def wiki(self, identity: Identity, **options: object) -> Wiki:
        return Wiki(f"{self.url}/w/api.php", identity, patience=QUICK, **options)  # type: ignore[arg-type]


@contextmanager
def host(robots: str | int = 404) -> Iterator[Host]:
    one = Host(robots)
    with serving(one.respond) as one.url:
        yield one


def stranger(*exempt: str) -> Identity:
    """Somebody to whom hosts on this machine are as public as any."""
    return Identity("me@wiki.test", robots=Robots(exempt), robots_everywhere=True)


def test_what_is_closed_to_crawlers_leaves_the_interface_for_programs_open() -> None:
    with host(WIKIMEDIA) as one:
        identity = stranger()
        assert find_api(f"{one.url}/wiki/Bridge", identity) == f"{one.url}/w/api.php"
        assert one.asked == ["/robots.txt", "/wiki/Bridge"]
        assert one.wiki(identity).site_info().site.wiki_id == "w"
        # A closed page is not fetched; the interface is found where it usually is.
        assert find_api(f"{one.url}/wiki/Special:Diff/7", identity) == f"{one.url}/w/api.php"
        assert find_api(f"{one.url}/w/index.php?title=Bridge", identity) == f"{one.url}/w/api.php"
        assert one.asked[2:] == ["/w/api.php"] * 3


def test_a_group_that_names_the_program_binds_every_request() -> None:
    with host(NAMED) as one:
        with pytest.raises(Excluded, match=r"robots.txt asks articlewatch to stay away from /w/api.php; .*EXEMPT=127"):
            one.wiki(stranger()).site_info()
        with pytest.raises(Excluded):
            find_api(f"{one.url}/w/index.php", stranger())
        assert set(one.asked) == {"/robots.txt"}
        leave = stranger(one.url.partition("//")[2])
        assert one.wiki(leave).site_info().site.wiki_id == "w"
        assert one.asked[-1] == "/w/api.php" and one.asked.count("/robots.txt") == 2


@pytest.mark.parametrize("group", ["User-agent: articlewatcher", "User-agent: notarticlewatch", "User-agent: article"])
def test_others_are_not_this_program(group: str) -> None:
    with host(f"{group}\nDisallow: /\n") as one:
        assert one.wiki(stranger()).site_info().site.wiki_id == "w"
        assert find_api(f"{one.url}/wiki/Bridge", stranger())


def test_wildcards_ends_and_the_longest_match_count() -> None:
    text = "User-agent: *\nDisallow: /wiki/*oldid=\nDisallow: /wiki/A$\nDisallow: /wiki/B\nAllow: /wiki/Bridge\n"
    with host(text) as one:
        for path, pages in (("Bridge", 1), ("Bit", 0), ("A", 0), ("Ab", 1), ("C?oldid=7", 0), ("C", 1)):
            one.asked.clear()
            find_api(f"{one.url}/wiki/{path}", stranger())
            assert sum(asked.startswith("/wiki/") for asked in one.asked) == pages, path


@pytest.mark.parametrize(
    ("robots", "page", "interface"),
    [
        (404, True, True),
        (403, True, True),
        (204, True, True),
        (503, False, True),
        (429, False, True),
        ("<html>not found</html>", True, True),
        ("\udcff\udcfe\x00 User-agent: *", True, True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False, True),
        ("# " + "x" * (600 << 10) + "\nUser-agent: *\nDisallow: /\n", True, True),
        ("User-agent: *\nDisallow:\n", True, True),
    ],
)
def test_a_robots_txt_that_is_not_there_fails_or_is_nonsense(robots: str | int, page: bool, interface: bool) -> None:
    with host(robots) as one:
        find_api(f"{one.url}/wiki/Bridge", stranger())
        assert ("/wiki/Bridge" in one.asked) == page
        one.wiki(stranger()).site_info()
        assert ("/w/api.php" in one.asked) == interface


def test_a_robots_txt_elsewhere_is_followed_on_the_same_host_only() -> None:
    with host("User-agent: *\nDisallow: /\n") as other, host(301) as one:
        one.location = f"{other.url}/robots.txt"
        find_api(f"{one.url}/wiki/Bridge", stranger())
        assert other.asked == [] and one.asked[-1] == "/wiki/Bridge"
        one.location = "/robots.txt"  # for ever
        find_api(f"{one.url}/wiki/Bridge", stranger())
        assert one.asked.count("/robots.txt") == 6


def test_it_is_asked_for_once_a_day_however_many_clients_there_are() -> None:
    clock = [0.0]
    with host(WIKIMEDIA) as one:
        identity = Identity("me@wiki.test", robots=Robots(now=lambda: clock[0]), robots_everywhere=True)
        for moment, times in ((0.0, 1), (86_399.0, 1), (86_401.0, 2)):
            clock[0] = moment
            for _ in range(2):
                one.wiki(identity).site_info()
            assert one.asked.count("/robots.txt") == times
        one.robots = 503
        clock[0] = 200_000.0
        find_api(f"{one.url}/wiki/Bridge", identity)
        assert "/wiki/Bridge" not in one.asked
        one.robots = WIKIMEDIA
        clock[0] += 301
        find_api(f"{one.url}/wiki/Bridge", identity)
        assert "/wiki/Bridge" in one.asked


def test_a_private_wiki_is_its_owners_own() -> None:
    with host("User-agent: *\nDisallow: /\n\n" + NAMED) as one:
        one.wiki(Identity()).site_info()
        find_api(f"{one.url}/wiki/Bridge", Identity())
        assert "/robots.txt" not in one.asked


def test_the_request_counts_among_those_the_user_allows() -> None:
    with host() as one:
        wiki = one.wiki(stranger(), max_requests=2)
        wiki.site_info()
        assert wiki.requests_made == 2 == len(one.asked)
        with pytest.raises(BudgetSpent):
            wiki.get(action="query")


def test_a_host_that_names_the_program_may_ask_it_to_go_slowly() -> None:
    slept: list[float] = []
    clock = [1_700_000_000.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    with host("User-agent: *\nCrawl-delay: 50\n") as one:
        wiki = one.wiki(stranger(), interval=0.3, sleep=sleep, now=lambda: clock[0])
        wiki.get(action="query")
        wiki.get(action="query")
        assert slept == pytest.approx([0.3, 0.3])
        slept.clear()
        one.robots = "User-agent: articlewatch\nCrawl-delay: 7\n"
        wiki = one.wiki(stranger(), interval=0.3, sleep=sleep, now=lambda: clock[0])
        wiki.get(action="query")
        wiki.get(action="query")
        assert slept == pytest.approx([7, 7])


def test_after_a_slow_answer_it_waits_five_seconds() -> None:
    slept: list[float] = []
    with host() as one:
        clock = [1_700_000_000.0]

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            clock[0] += seconds

        wiki = one.wiki(Identity(), interval=0.3, sleep=sleep, now=lambda: clock[0])
        one.pause = 1.05
        wiki.get(action="query")
        one.pause = 0.0
        wiki.get(action="query")
        wiki.get(action="query")
        assert slept == pytest.approx([5.0, 0.3])
        slept.clear()
        one.pause = 1.05
        private = one.wiki(Identity(), sleep=sleep, now=lambda: clock[0])
        private.get(action="query")
        private.get(action="query")
        assert slept == []


def test_leave_is_given_host_by_host() -> None:
    named = {"ARTICLEWATCH_ROBOTS_EXEMPT": "Wiki.test, https://other.test:8080/wiki/ "}
    robots = identity_from_environment(environment=named).robots
    robots.heed("https://wiki.test/w/api.php", lambda url: pytest.fail("asked"), interface=True)
    robots.heed("https://other.test:8080/w/api.php", lambda url: pytest.fail("asked"), interface=True)
    asked: list[str] = []
    robots.heed("https://third.test/w/api.php", lambda url: asked.append(url), interface=True)
    assert asked == ["https://third.test/robots.txt"]


def test_a_change_feed_that_names_the_program_is_not_followed() -> None:
    said: list[str] = []
    with host("User-agent: articlewatch\nDisallow: /v2/\n") as one:
        sink = Sink(lambda identifier, data: None, lambda goes_on: None, said.append)
        reader = Reader(f"{one.url}/v2/stream/recentchange", stranger(), "", sink)
        reader.start()
        end = time.monotonic() + 30
        while reader.is_reading and time.monotonic() < end:
            time.sleep(0.01)
        assert one.asked == ["/robots.txt"] and len(said) == 1 and "stay away from /v2/stream/recentchange" in said[0]


def test_where_no_wiki_answers_the_reason_is_given() -> None:
    with host("User-agent: *\nDisallow: /\n") as one:
        one.pause = 0.0
        with serving(lambda handler, number: one.respond(handler, number)) as url:
            assert find_api(f"{url}/wiki/Bridge", stranger())  # in one of the usual places

        def nothing(handler: BaseHTTPRequestHandler, number: int) -> None:
            closed = b"User-agent: *\nDisallow: /\n"
            reply(handler, 200 if handler.path == "/robots.txt" else 404, closed)

        with serving(nothing) as url, pytest.raises(SourceError, match=r"asks programs to stay away from /wiki/Bridge"):
            find_api(f"{url}/wiki/Bridge", stranger())
