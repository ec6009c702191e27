"""The wikitext report on a real MediaWiki: it categorises, transcludes, links and pings nothing; its table sorts."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from mediawiki.server import MediaWiki
from report.chromium import browsing
from report.making import linter_of, page_of, report_of

from articlewatch.lint import Rule
from articlewatch.report import Page
from articlewatch.report.wikitext import CAP, placed, render

HOSTILE = (
    "[[Category:Hit]] {{Hit}} {{subst:Hit}} ~~~~ [[User:Bot]] <ref>x</ref> <nowiki> -->'''b''' {| |- |} __NOTOC__ "
    "https://hit.example RFC 2119 ISBN 9783161484100 [[File:Hit.png]] [[de:Hit]] -{zh:x}- #REDIRECT <script>1</script>"
)
TITLE = "Talk:Report of articlewatch"

pytestmark = pytest.mark.server


def parsed(mediawiki: MediaWiki, text: str) -> dict[str, Any]:
    """Save *text*, and return what the wiki makes of the page."""
    editor = mediawiki.editor
    editor.edit(TITLE, text)
    wanted = "text|categories|templates|links|externallinks|images|langlinks|sections"
    found: dict[str, Any] = editor.call(action="parse", page=TITLE, prop=wanted, formatversion=2)["parse"]
    return found


def shown(found: dict[str, Any], name: str = "text") -> str:
    """The page as HTML, or as it was saved."""
    text: str = found[name] if isinstance(found[name], str) else found[name]["*"]
    return text


def hostile_page(rules: list[Rule]) -> Page:
    text = f"It was was {HOSTILE} was was\n\n== {HOSTILE} ==\nThe the ]] end, on December 8th, 2024.\n"
    page = page_of(linter_of(rules), "Old was was.\n", text, title=HOSTILE, user=HOSTILE, comment=HOSTILE)
    assert len({item.finding.severity for item in page.items}) > 1
    return page


def test_nothing_of_the_article_is_alive(mediawiki: MediaWiki, rules: list[Rule]) -> None:
    page = hostile_page(rules)
    found = parsed(mediawiki, render(report_of(linter_of(rules), page)))
    for kind in ("categories", "templates", "links", "externallinks", "images", "langlinks"):
        assert found[kind] == [], kind
    assert len(found["sections"]) == 1
    text = shown(found)
    assert "sortable" in text and text.count("<table") == 1
    rows = re.findall(r"<tr.*?</tr>", text, re.DOTALL)
    assert len(rows) == len(page.items) + 1
    assert {len(re.findall("<t[hd]", row)) for row in rows} == {5}
    assert "<script" not in text and not re.search(r'href="[^"]*hit', text, re.IGNORECASE)
    assert "[[Category:Hit]]" in unescape(re.sub("<[^>]*>", "", text))


def test_a_newer_report_takes_the_place_of_the_older(mediawiki: MediaWiki, rules: list[Rule]) -> None:
    linter = linter_of(rules)
    old = render(report_of(linter, hostile_page(rules)))
    mediawiki.editor.edit(TITLE, f"== Before ==\nHello.\n\n{old}\n== After ==\nBye.\n")
    saved = mediawiki.editor.call(action="parse", page=TITLE, prop="wikitext", formatversion=2)["parse"]
    newer = render(report_of(linter, page_of(linter, "All is well.\n", title="Other")))
    found = parsed(mediawiki, placed(shown(saved, "wikitext"), newer))
    assert [section["line"] for section in found["sections"]] == ["Before", "Other", "After"]
    assert "sortable" not in shown(found) and "Nothing to mend" in shown(found)


def test_the_largest_report_can_be_saved(mediawiki: MediaWiki, rules: list[Rule]) -> None:
    linter = linter_of(rules)
    text = "\n\n".join(f"It was was so in place {number}." for number in range(2500))
    report = render(report_of(linter, page_of(linter, text, title="Large")))
    assert CAP * 0.9 < len(report.encode()) <= CAP
    assert "more did not fit on this page" in shown(parsed(mediawiki, report))


@pytest.mark.browser
def test_the_table_sorts(mediawiki: MediaWiki, rules: list[Rule], tmp_path: Path) -> None:
    mediawiki.editor.edit(TITLE, render(report_of(linter_of(rules), hostile_page(rules))))
    cells = "[...document.querySelectorAll('table.sortable tbody td:first-child')]"
    with browsing(tmp_path / "profile") as browser:
        browser.open(f"{mediawiki.url}/index.php?title={TITLE.replace(' ', '_')}")
        browser.run(
            "new Promise((done, fail) => { const began = Date.now(); const look = () => "
            "document.querySelector('th.headerSort') ? done(1) : "
            "Date.now() - began > 20000 ? fail('no sorting') : setTimeout(look, 50); look() })"
        )
        browser.run("document.querySelector('th.headerSort').click()")
        rising = browser.run(f"{cells}.map(c => c.innerText.trim().split(',')[0])")
        assert rising == sorted(rising, key=["error", "warning", "suggestion"].index) and len(set(rising)) > 1
        browser.run("document.querySelector('th.headerSort').click()")
        assert browser.run(f"{cells}[0].innerText.trim().split(',')[0]") == rising[-1]
