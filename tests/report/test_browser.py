"""The page as a browser takes it: nothing runs that should not, nothing is requested, and everything works."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from report.chromium import Browser, missing
from report.making import demo_page, linter_of, page_of, report_of

from articlewatch.lint import Failure, Linter, Rule
from articlewatch.report import Report
from articlewatch.report.html import render

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>document.title='hit'</script>",
    "<img src=x onerror=\"document.title='hit'\">",
    "</style><script>document.title='hit'</script>",
    "</title><script>document.title='hit'</script>",
    '"><svg onload="document.title=\'hit\'">',
    "'><a href=\"javascript:document.title='hit'\">x</a>",
    "</script><script>document.title='hit'</script>",
    "{{ 7*7 }}{% raw %}{{''.__class__}}",
    "<!--><script>document.title='hit'</script>-->",
    "\u202eesrever\u202c \u2066x",
    "a\ud800b\udc00c",
    "javascript:document.title='hit'",
    "&lt;script&gt;&#60;script&#62;",
]


_COUNT = "[...document.querySelectorAll('{}')].filter(e => {}).length"


@pytest.fixture(scope="module")
def linter(rules: list[Rule]) -> Linter:
    return linter_of(rules)


@pytest.fixture(scope="module")
def demo(linter: Linter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("demo") / "report.html"
    file.write_text(render(report_of(linter, demo_page(linter, "81105"))), encoding="utf-8")
    return file


def wait_for(browser: Browser, condition: str) -> None:
    """Wait until *condition* holds in the page, at most ten seconds: a busy machine may be slow to handle an event."""
    browser.run(
        "new Promise((done, fail) => { const began = Date.now(); const look = () => "
        f"({condition}) ? done(true) : Date.now() - began > 10000 ? fail('waited in vain') : setTimeout(look, 20); "
        "look(); })"
    )


def shown(browser: Browser) -> int:
    count = browser.run("[...document.querySelectorAll('#all tbody tr:not(.h)')].filter(r => !r.hidden).length")
    assert isinstance(count, int)
    return count


def alone(browser: Browser) -> None:
    """Nothing was requested but the page itself, and nothing was said."""
    assert browser.said == []
    assert [url for url in browser.requests if not url.startswith(("file:", "data:,"))] == []
    assert len([url for url in browser.requests if url.startswith("file:")]) == 1


def test_opens_alone_and_in_silence(browser: Browser, demo: Path) -> None:
    for width, dark, paper in ((400, False, False), (1280, True, False), (1280, False, True)):
        browser.look(width, dark=dark, paper=paper)
        browser.open(demo)
        alone(browser)
        assert browser.run("document.documentElement.scrollWidth") <= width


def test_filters_and_counts(browser: Browser, demo: Path) -> None:
    browser.look(1280)
    browser.open(demo)
    everything = shown(browser)
    fill = (
        "(n, v) => { const f = document.forms[0].elements[n]; f.value = v; "
        "f.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    browser.run(f"({fill})('sev', 'error')")
    errors = shown(browser)
    assert 0 < errors < everything
    assert browser.run("location.hash") == "#sev=error"
    assert browser.run("document.getElementById('count').textContent").startswith(f"{errors} of ")
    browser.run(f"({fill})('q', 'embassy defined')")
    assert 0 < shown(browser) < errors
    browser.run(f"({fill})('q', ''), ({fill})('sev', ''), ({fill})('cat', 'dates')")
    assert 0 < shown(browser) < everything
    browser.run(f"({fill})('cat', ''), ({fill})('sec', 'Reactions › Iran')")
    assert shown(browser) == 1
    browser.run(f"({fill})('sec', ''), ({fill})('st', 'fixed')")
    assert browser.run("document.querySelectorAll('#gone tr:not(.h):not([hidden])').length") == shown(browser) > 0
    browser.run(f"({fill})('st', '')")
    assert shown(browser) == everything


def test_a_filtered_view_can_be_shared(browser: Browser, demo: Path) -> None:
    browser.open(demo, fragment="#sev=error&sort=-1")
    cells = "[...document.querySelectorAll('#all tbody tr:not([hidden]) td:nth-child({})')].map(c => {})"
    texts = browser.run(cells.format(2, "c.textContent.trim().toLowerCase()"))
    assert texts == sorted(texts, reverse=True)
    assert browser.run("document.forms[0].elements.sev.value") == "error"
    assert set(browser.run(cells.format(1, "c.className"))) == {"e"}


def test_a_link_to_a_finding_shows_it_whatever_the_filter(browser: Browser, demo: Path) -> None:
    browser.open(demo, fragment="#sev=error")
    hidden = browser.run("document.querySelector('#all tbody tr[hidden]').id")
    browser.run(f"location.hash = {json.dumps(hidden)}")
    wait_for(browser, f"!document.getElementById({json.dumps(hidden)}).hidden")
    assert browser.run(f"document.getElementById({json.dumps(hidden)}).hidden") is False
    browser.run("location.hash = 'r-C006'")
    wait_for(browser, "document.getElementById('r-C006').open")
    assert browser.run("document.getElementById('r-C006').open") is True


def test_sorts_by_every_column_both_ways(browser: Browser, demo: Path) -> None:
    browser.open(demo)
    for column in range(4):
        click = f"document.querySelectorAll('#all thead button')[{column}].click()"
        head = f"document.querySelectorAll('#all thead th')[{column}].getAttribute('aria-sort')"
        order = "[...document.querySelectorAll('#all tbody')][0].textContent"
        browser.run(click)
        assert browser.run(head) == "ascending"
        rising = browser.run(order)
        browser.run(click)
        assert browser.run(head) == "descending"
        assert browser.run(order) != rising
        assert browser.run("document.querySelectorAll('#all th[aria-sort=descending]').length") == 1
    browser.run("document.querySelectorAll('#all thead button')[0].click()")
    classes = browser.run("[...document.querySelectorAll('#all tbody')][0].innerText.match(/[✖▲●]/g).join('')")
    assert classes == "".join(sorted(classes, key="✖▲●".index))


def test_keyboard(browser: Browser, demo: Path) -> None:
    browser.open(demo)
    browser.press("/")
    assert browser.run("document.activeElement.name") == "q"
    for key in "xyzzy":
        browser.press(key)
    assert shown(browser) == 0
    browser.press("Escape")
    wait_for(browser, "[...document.querySelectorAll('#all tbody tr:not(.h)')].some(r => !r.hidden)")
    assert shown(browser) > 0
    browser.run("document.activeElement.blur()")
    browser.press("j")
    browser.press("j")
    browser.press("k")
    assert browser.run("document.activeElement.id === document.querySelector('#all tbody tr').id") is True


def test_ignore_entry_is_one_the_linter_reads(browser: Browser, linter: Linter, tmp_path: Path) -> None:
    from articlewatch.lint.configuration import parse_ignore_file

    page = page_of(linter, "It was was.\n", title='A "quoted\\ title')
    file = tmp_path / "x.html"
    file.write_text(render(report_of(linter, page)), encoding="utf-8")
    browser.open(file)
    browser.run(
        "Object.defineProperty(navigator, 'clipboard', "
        "{value: {writeText: t => { window.copied = t; return Promise.resolve() }}})"
    )
    browser.run("document.querySelector('.copy').click()")
    (entry,) = parse_ignore_file(browser.run("window.copied"), "ignore.toml")
    assert (entry.page, entry.rule, entry.fingerprint) == (
        page.key,
        page.items[0].finding.rule,
        page.items[0].finding.fingerprint,
    )


def test_dark_and_print(browser: Browser, demo: Path) -> None:
    def ground() -> str:
        return str(browser.run("getComputedStyle(document.body).backgroundColor"))

    browser.look(1280)
    browser.open(demo)
    light = ground()
    browser.look(1280, dark=True)
    assert ground() != light
    browser.look(1280, dark=True, paper=True)
    assert ground() == "rgb(255, 255, 255)"
    assert browser.run("getComputedStyle(document.querySelector('form.tools')).display") == "none"
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("document.querySelectorAll('details:not([open])').length") == 0
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert browser.run("document.querySelectorAll('details:not([open])').length") > 0
    browser.look(1280)


def test_what_is_said_once_is_shown_with_each(browser: Browser, linter: Linter, tmp_path: Path) -> None:
    texts = ["On December 8th, 2024 it began.\n\nAs of today it is currently so, recently.\n\n" * 5]
    text = "".join(f"== A {n} ==\n{texts[0]}" for n in range(3))
    page = page_of(linter, "Old.\n", text, title="T & t", site="en.wikipedia.org")
    file = tmp_path / "x.html"
    file.write_text(render(report_of(linter, page)), encoding="utf-8")
    browser.look(1280)
    browser.open(file)
    said = browser.run(
        "[...document.querySelectorAll('#all tbody tr:not(.h) td:nth-child(2) > b')].map(b => b.textContent)"
    )
    assert said == [item.finding.message for item in page.items]
    rules = browser.run("""[...document.querySelectorAll('#all td > a[href^="#r-"]')].map(a => a.textContent)""")
    assert rules == [item.finding.rule for item in page.items]
    helps = [item.finding.help for item in page.items if item.finding.help and not item.fix]
    assert browser.run("[...document.querySelectorAll('#all td > p')].map(p => p.textContent)") == helps
    links = browser.run("[...document.querySelectorAll('#all tr')].at(-1).querySelectorAll('.go')[1].href")
    assert links == "https://en.wikipedia.org/w/index.php?oldid=101#A_2"
    browser.run("location.hash = 'q=date-ordinal'")
    wait_for(browser, "location.hash === '#q=date-ordinal' && !!document.querySelector('#all tr[hidden]')")
    assert shown(browser) == sum(item.finding.rule == "date-ordinal" for item in page.items)


#: What is cut off: text wider than its box where nothing lets a reader scroll.
_CUT = """[...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  if (!box.width || !box.height || e.closest('.skip, svg, select, input') || e.closest('.wide')) return false;
  return box.right > document.documentElement.clientWidth + 1 || box.left < -1
    || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible');
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_cut_at_200_percent_or_on_a_phone(
    browser: Browser, demo: Path, linter: Linter, tmp_path: Path, dark: bool
) -> None:
    project = tmp_path / "project.html"
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    long = page_of(linter, f"It was was {word}.\n\n== {word} ==\nIt was was.\n", title=word, site="de.wikipedia.org")
    project.write_text(render(report_of(linter, demo_page(linter), long)), encoding="utf-8")
    words = tmp_path / "words.html"
    words.write_text(render(report_of(linter, long)), encoding="utf-8")
    for file in (demo, project, words):
        for width, scale in ((640, 2), (400, 1), (320, 4)):
            browser.look(width, dark=dark, scale=scale)
            browser.open(file)
            browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert browser.run("document.documentElement.scrollWidth") <= width, (file.name, width)
            assert browser.run(_CUT) == [], (file.name, width)
    browser.look(1280)


def test_everything_is_there_without_scripts(browser: Browser, demo: Path) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(demo)
        assert browser.run("document.querySelectorAll('#all tbody tr').length") > 20
        assert browser.run("getComputedStyle(document.querySelector('form.tools')).display") == "none"
        assert browser.run("document.querySelector('#all tbody tr').offsetHeight") > 20
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_right_to_left_text_reads_from_the_right(browser: Browser, linter: Linter, tmp_path: Path) -> None:
    file = tmp_path / "rtl.html"
    page = page_of(linter, "بدأت الحرب [[في]] ]] عام 2011 في البلاد.\n", title="سقوط")
    file.write_text(render(report_of(linter, page)), encoding="utf-8")
    browser.open(file)
    alone(browser)
    assert browser.run("document.querySelector('h1').dir") == "auto"
    assert browser.run("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert browser.run("getComputedStyle(document.querySelector('#all q')).unicodeBidi") == "plaintext"


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_nothing_of_an_article_runs(browser: Browser, linter: Linter, tmp_path: Path, number: int) -> None:
    bad = HOSTILE[number]
    text = (
        f'It was was {bad} [[A|A]] was was.\n\n== {bad} ==\nThe the {bad}<ref name="{bad}">{bad}</ref> ]].\n\n'
        f"<ref>{{{{cite web |url=javascript:document.title='hit' |title={bad} |work={bad} |doi={bad}}}}}</ref>\n"
        f"<ref>{{{{cite web |url=https://example.org/\"onclick=\"document.title='hit' |title=T {bad}}}}}</ref>\n"
    )
    page = page_of(
        linter,
        "Old was was text.\n",
        text,
        title=f"T {bad}".encode("utf-8", "replace").decode(),
        user=bad,
        comment=bad,
        site="en.wikipedia.org",
    )
    made = report_of(linter, page)
    for name, report in (("one", made), ("many", Report((page, page), made.rules, (Failure("x", bad),), bad))):
        file = tmp_path / f"{name}.html"
        file.write_text(render(report), encoding="utf-8")
        browser.open(file)
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        alone(browser)
        assert browser.run("document.title") != "hit"
        assert browser.run("document.scripts.length") == 1
        assert browser.run(_COUNT.format("*", "[...e.attributes].some(a => a.name.startsWith('on'))")) == 0
        assert browser.run(_COUNT.format("a", "e.protocol && !/^(https?|file):$/.test(e.protocol)")) == 0


def test_axe_finds_nothing(browser: Browser, demo: Path, linter: Linter, tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        missing("no npm to get axe-core with")
    folder = tmp_path / "axe"
    folder.mkdir()
    command = [str(npm), "install", "--no-audit", "--no-fund", "--silent", "axe-core@4"]
    got = subprocess.run(command, cwd=folder, capture_output=True, timeout=120)
    if got.returncode:
        missing("axe-core cannot be had from npm here")
    axe = (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    project = tmp_path / "project.html"
    project.write_text(render(report_of(linter, demo_page(linter), page_of(linter, "Text.\n"))), encoding="utf-8")
    for file in (demo, project):
        for width, dark in ((1280, False), (1280, True), (400, False)):
            browser.look(width, dark=dark)
            browser.open(file)
            browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            browser.run(f"{axe};0")
            found = browser.run(
                "axe.run().then(r => r.violations.map(v => v.id + ': ' + "
                "v.nodes.slice(0, 3).map(n => n.html + n.failureSummary).join(' | ')))"
            )
            assert found == [], (file.name, width, dark)
    browser.look(1280)


@pytest.mark.corpus
def test_reports_of_real_articles_open_alone(browser: Browser, linter: Linter, shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "corpus" / "wikitext" / "en").glob("*.wikitext"), key=lambda f: f.stat().st_size)
    for number, source in enumerate(files[:: max(1, len(files) // 5)][:5]):
        page = page_of(linter, source.read_text(encoding="utf-8"), title=source.stem, site="en.wikipedia.org")
        file = tmp_path / f"{number}.html"
        file.write_text(render(report_of(linter, page)), encoding="utf-8")
        for width in (400, 1280):
            browser.look(width)
            browser.open(file)
            alone(browser)
            assert browser.run("document.documentElement.scrollWidth") <= width, source.name
            assert shown(browser) == len(page.items)
