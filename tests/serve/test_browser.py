"""The site as a browser takes it: nothing hostile runs, nothing is requested elsewhere, and keys and forms work."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from report.chromium import Browser, missing
from report.making import DEMO
from report.test_browser import HOSTILE
from serve.conftest import fill
from serve.making import follow, save, watch
from serve.test_command import needs_extra, serving

from articlewatch.history.importing import import_dump
from articlewatch.history.pages import StoredPage, find_page
from articlewatch.history.store import open_store
from articlewatch.lint import Rule, Settings

pytestmark = [pytest.mark.browser, needs_extra]

VIEWS = ["", "/timeline", "/findings?status=", "/ignored"]


@pytest.fixture(scope="module")
def hostile() -> dict[str, int]:
    """Number of the page -> number of the text in the corpus; filled by ``address``."""
    return {}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, rules: list[Rule], hostile: dict[str, int]) -> Iterator[str]:
    """A running site: the sample (page 8), what is odd (1 to 7), hostile pages, and one from right to left."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "articlewatch.toml").write_text("", encoding="utf-8")
    with open_store(folder / "store.sqlite") as store:
        fill(store, rules)
        import_dump(store, str(DEMO.parent / f"{DEMO.name}.xml"), site="en.wikipedia.org")
        demo = find_page(store, "Fall of the Assad government")
        follow(store, demo, rules, Settings())
        watch(store, demo, "syria", note="every day", checked=1_760_000_000)
        for number, bad in enumerate(HOSTILE):
            hostile[str(save_hostile(store, number, bad).key)] = number
        arabic = "بدأت الحرب [[في]] ]] عام 2011 في البلاد.\n"
        rtl = save(store, 90, "سقوط نظام", ["بدأت الحرب.\n", arabic], user="مستخدم", comment="إضافة")
        watch(store, rtl, note="ملاحظة")
    with serving(folder) as (_, found):
        yield found


def save_hostile(store: object, number: int, bad: str) -> StoredPage:
    sound = bad.encode("utf-8", "replace").decode()
    text = (
        f"It was was {sound} [[A|A]] was was.\n\n== {sound} ==\n"
        f'The the {sound}<ref name="{sound}">{sound}</ref> ]].\n\n'
        f"<ref>{{{{cite web |url=javascript:document.title='hit' |title={sound} |work={sound} |doi={sound}}}}}</ref>\n"
        f"<ref>{{{{cite web |url=https://example.org/\"onclick=\"document.title='hit' |title=T {sound}}}}}</ref>\n"
    )
    page = save(store, 20 + number, f"T {sound}", ["Old was was text.\n", text], user=sound, comment=sound)  # type: ignore[arg-type]
    watch(store, page, note=sound)  # type: ignore[arg-type]
    return page


def alone(browser: Browser, address: str) -> None:
    """Nothing was requested of others, and nothing was said."""
    assert browser.said == []
    assert [url for url in browser.requests if not url.startswith((address, "data:"))] == []


def go(browser: Browser, place: str) -> None:
    """Wait until the page that a click or a key has asked for is there: its address, or how its path and query end."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with contextlib.suppress(AssertionError):  # asked in the middle of the change
            found = browser.run("document.readyState === 'complete' && location.href") or ""
            if found == place or (place.startswith("/") and found.endswith(place)):
                return
        time.sleep(0.02)
    raise AssertionError(f"{place} does not come")


def test_every_page_opens_alone_at_every_width(browser: Browser, address: str) -> None:
    places = ["", "?scope=all&q=bridge", "page/99", "page/8/edit/80311", "page/8/diff/80311/81340?view=side",
              *(f"page/{key}{view}" for key in (1, 2, 3, 4, 8) for view in VIEWS)]  # fmt: skip
    for width, dark in ((400, False), (1280, True)):
        browser.look(width, dark=dark)
        for place in places:
            browser.open(address + place)
            if place == "page/99":  # the browser itself says that it was answered 404
                browser.said.clear()
            alone(browser, address)
            assert browser.run("document.documentElement.scrollWidth") <= width, (place, width)
    browser.look(1280)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_nothing_of_an_article_runs(browser: Browser, address: str, hostile: dict[str, int], number: int) -> None:
    key = next(key for key, one in hostile.items() if one == number)
    at = f"{address}page/{key}"
    revid = 100 * (20 + number)
    browser.open(at)
    way = browser.run("(document.querySelector('a.ig') || {}).href")
    assert way
    for place in (
        address,
        *(at + view for view in VIEWS),
        f"{at}/edit/{revid + 2}",
        f"{at}/edit/{revid + 2}?view=side",
        way,
    ):
        browser.open(place)
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        alone(browser, address)
        assert browser.run("document.title") != "hit"
        assert browser.run("document.scripts.length") == 1
        handlers = "[...e.attributes].some(a => a.name.startsWith('on'))"
        assert browser.run(f"[...document.querySelectorAll('*')].filter(e => {handlers}).length") == 0
        assert browser.run("[...document.links].filter(a => !/^https?:$/.test(a.protocol)).length") == 0


def test_what_a_hostile_reason_says_does_not_run(browser: Browser, address: str, hostile: dict[str, int]) -> None:
    key = next(iter(hostile))
    browser.open(f"{address}page/{key}")
    browser.open(browser.run("document.querySelector('a.ig').href"))
    browser.run("document.querySelector('[name=reason]').value = '\"><img src=x onerror=document.title=1>'")
    browser.run("document.querySelector('form.ask').submit()")
    go(browser, f"/page/{key}?done=ignored")
    for view in VIEWS:
        browser.open(f"{address}page/{key}{view}")
        alone(browser, address)
        assert browser.run("document.title") != "1" and browser.run("document.images.length") == 0


def test_a_finding_is_ignored_and_taken_back_by_hand(browser: Browser, address: str) -> None:
    browser.open(f"{address}page/8")
    rows = browser.run("document.querySelectorAll('#all tbody tr:not(.h)').length")
    way = browser.run("document.querySelector('a.ig').pathname")
    browser.run("document.querySelector('a.ig').click()")
    go(browser, way)
    assert browser.run("document.activeElement.name") == "reason"
    for letter in "quoted":
        browser.press(letter)
    browser.run("document.querySelector('form.ask button').click()")
    go(browser, "/page/8?done=ignored")
    assert "ignored from now on" in browser.run("document.querySelector('[role=status].said').textContent")
    assert browser.run("document.querySelectorAll('#all tbody tr:not(.h)').length") == rows - 1
    browser.run("document.querySelector('.said a').click()")
    go(browser, "/ignored")
    browser.run("document.querySelector('td form button').click()")
    go(browser, "/page/8?done=restored")
    assert browser.run("document.querySelectorAll('#all tbody tr:not(.h)').length") == rows


def test_keys_lead_everywhere(browser: Browser, address: str) -> None:
    browser.open(f"{address}?sort=error")
    browser.press("j")
    first = browser.run("document.activeElement.getAttribute('href')")
    browser.press("j")
    browser.press("k")
    assert browser.run("document.activeElement.getAttribute('href')") == first == "/page/8"
    browser.press("?")
    assert browser.run("document.getElementById('keys').open") is True
    browser.press("/")
    assert browser.run("document.activeElement.name") == "q"
    browser.press("t")
    assert browser.run("document.activeElement.value") == "t"
    browser.press("Escape")
    browser.run("document.querySelector('a.go[href=\"/page/8\"]').click()")
    go(browser, "/page/8")
    for key, place in (("t", "/timeline"), ("f", "/findings"), ("i", "/ignored"), ("a", "/page/8")):
        browser.press(key)
        go(browser, place)
    browser.press("/")
    assert browser.run("document.activeElement.closest('form').className").startswith("tools")
    browser.press("Escape")
    browser.run("document.activeElement.blur()")
    browser.press("w")
    go(browser, "/")
    browser.open(f"{address}page/8/edit/80502")
    browser.press("p")
    go(browser, "/edit/80419")
    browser.press("n")
    go(browser, "/edit/80502")
    browser.press("j")
    assert browser.run("document.activeElement.className").startswith("hunk")


def test_everything_works_without_scripts(browser: Browser, address: str) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(address)
        assert browser.run("document.querySelectorAll('table.rows tbody tr').length") > 5
        assert browser.run("getComputedStyle(document.querySelector('main form.tools')).display") == "flex"
        browser.open(f"{address}page/8/timeline")
        assert browser.run("document.querySelectorAll('input[type=radio]').length") == 24
        browser.run("document.querySelector('form[action$=compare]').submit()")
        go(browser, "/diff/81105/81340")
        assert browser.run("document.querySelectorAll('.hunk').length") > 2
        browser.open(f"{address}page/8")
        assert browser.run("document.querySelectorAll('a.ig').length") > 10
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_right_to_left(browser: Browser, address: str) -> None:
    browser.open(address)
    found = browser.run("[...document.querySelectorAll('a.go')].find(a => /\\u0633/.test(a.textContent)).href")
    for view in VIEWS:
        browser.open(found + view)
        alone(browser, address)
        assert browser.run("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    browser.open(f"{found}/edit/9002")
    assert browser.run("getComputedStyle(document.querySelector('.hunk .text')).direction") == "rtl"


class _Elsewhere(BaseHTTPRequestHandler):
    """A page of another site that sends a form to the address in its query."""

    def do_GET(self) -> None:
        target = self.path.partition("?")[2]
        page = f'<form id=f method=post action="{target}"><input name=token value=x><input name=reason value=x></form>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"{page}<iframe src='{target}'></iframe>".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_another_site_can_neither_send_a_form_nor_frame_a_page(browser: Browser, address: str) -> None:
    browser.open(f"{address}page/8")
    way = browser.run("document.querySelector('a.ig').href")
    browser.open(way)  # the cookie is there now
    server = HTTPServer(("127.0.0.1", 0), _Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        browser.open(f"http://localhost:{server.server_port}/?{way}")
        assert any("frame" in line.lower() for line in browser.said)
        browser.run("document.getElementById('f').submit()")
        go(browser, way)
        assert "not from this site" in browser.run("document.body.textContent")
    finally:
        server.shutdown()
        server.server_close()
    browser.open(f"{address}page/8/ignored")
    assert browser.run("document.querySelector('.verdict').textContent") == "Nothing is ignored"


def test_axe_finds_nothing(browser: Browser, address: str, tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        missing("no npm to get axe-core with")
    command = [str(npm), "install", "--no-audit", "--no-fund", "--silent", "axe-core@4"]
    if subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120).returncode:
        missing("axe-core cannot be had from npm here")
    axe = (tmp_path / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    places = ["", "?scope=all", "page/99", "page/8", "page/8/timeline", "page/8/findings?status=", "page/8/edit/81340",
              "page/8/edit/80502?view=side", "page/8/ignored", "page/2", "page/4"]  # fmt: skip
    browser.open(f"{address}page/8")
    places.append(browser.run("document.querySelector('a.ig').href").removeprefix(address))
    for width, dark in ((1280, False), (1280, True), (400, False)):
        browser.look(width, dark=dark)
        for place in places:
            browser.open(address + place)
            browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            browser.run(f"{axe};0")
            found = browser.run(
                "axe.run().then(r => r.violations.map(v => v.id + ': ' + "
                "v.nodes.slice(0, 3).map(n => n.html + n.failureSummary).join(' | ')))"
            )
            assert found == [], (place, width, dark)
    browser.look(1280)
