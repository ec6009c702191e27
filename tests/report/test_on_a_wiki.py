"""The wikitext report on a real MediaWiki: it categorises, transcludes, links and pings nothing; its table sorts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from mediawiki.server import MediaWiki
from report.making import linter_of, page_of, report_of

from articlewatch.lint import Rule
from articlewatch.report.wikitext import render

HOSTILE = (
    "[[Category:Hit]] {{Hit}} {{subst:Hit}} ~~~~ [[User:Bot]] <ref>x</ref> <nowiki> -->'''b''' {| |- |} __NOTOC__ "
    "https://hit.example RFC 2119 ISBN 9783161484100 [[File:Hit.png]] [[de:Hit]] -{zh:x}- #REDIRECT <script>1</script>"
)


@pytest.mark.server
def test_nothing_of_the_article_is_alive(mediawiki: MediaWiki, rules: list[Rule]) -> None:
    linter = linter_of(rules)
    page = page_of(linter, f"It was was {HOSTILE} was was\n\n== {HOSTILE} ==\nThe the ]] end.\n", title=HOSTILE)
    assert page.items
    title = "Talk:Report of articlewatch"
    editor = mediawiki.editor
    editor.edit(title, render(report_of(linter, page)))
    wanted = "text|categories|templates|links|externallinks|images|langlinks"
    parsed = editor.call(action="parse", page=title, prop=wanted, formatversion=2)["parse"]
    for kind in ("categories", "templates", "links", "externallinks", "images", "langlinks"):
        assert parsed[kind] == [], kind
    text = parsed["text"] if isinstance(parsed["text"], str) else parsed["text"]["*"]
    assert "sortable" in text and text.count("<table") == 1
    assert len(re.findall("<tr", text)) == len(page.items) + 1
    assert "<script>1" not in text
    assert "[[Category:Hit]]" in unescape(re.sub("<[^>]*>", "", text))
