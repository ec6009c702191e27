"""The format for people: golden files in four widths and scripts, colour, and the closing line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_factories import RULES, find, finding, one, report, result, rich
from test_cells import anything

from articlewatch import formats
from articlewatch.article.spans import Span
from articlewatch.formats.cells import columns
from articlewatch.lint.finding import Checked, Edit, Failure, Fix, LintReport, Related

SCRIPTS = {
    "cjk": (
        "=== 歴史 ===\n1932年に完成したこの橋は、市の中心部と川の北岸の工業地帯を結ぶ最初の鉄道橋であり、"
        "当時としては世界最長の長さの長さのアーチ橋であった。開通式には二万人が集まったという。\n",
        "長さの長さの",
        "長さの",
    ),
    "emoji": (
        "The café 🇩🇪 opened 👩‍👩‍👧‍👦 in 1932 with with 👍🏽 and ❤️ on the sign, "
        "say all the people who came there to eat.\n",
        "with with",
        "with",
    ),
    "arabic": (
        "افتتح الجسر القديم عام 1932 (انظر bridge) وكان الجسر الجسر "
        "أطول جسر في المدينة حتى عام 1960 حين بني جسر آخر.\n",
        "الجسر الجسر",
        "الجسر",
    ),
    "hindi": (
        "यह पुल १९३२ में में खोला गया था और उस समय यह देश का सबसे लंबा रेलवे पुल था जिसे हिन्दी में सेतु कहते हैं।\n",
        "में में",
        "में",
    ),
}


def doubled(script: str) -> LintReport:
    text, words, repaired = SCRIPTS[script]
    span = find(text, words)
    found = finding(
        text,
        span,
        RULES[1],
        message=f"doubled word '{repaired}'",
        section=("歴史",) if script == "cjk" else (),
        paragraph=1,
        fix=Fix.replace(span, repaired),
        help="Keep one of the two, unless both are meant.",
        related=(Related(Span(0, 2), "the paragraph begins here"),),
    )
    return report(result(text, found))


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("script", SCRIPTS)
def test_golden(script: str, width: int, golden: Callable[[str, str], None]) -> None:
    text = formats.render("full", doubled(script), width=width)
    golden(f"full-{script}-{width}.txt", text)
    assert all(columns(line.removeprefix("\u200e")) <= width for line in text.splitlines())


@pytest.mark.parametrize("width", [60, 120])
def test_golden_of_everything(width: int, golden: Callable[[str, str], None]) -> None:
    golden(f"full-{width}.txt", formats.render("full", rich(), width=width))


def test_golden_with_colour(golden: Callable[[str, str], None]) -> None:
    golden("full-color.txt", formats.render("full", rich(), color=True))


def test_colour_adds_nothing_but_colour() -> None:
    painted = formats.render("full", rich(), color=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == formats.render("full", rich())


@given(anything, anything, st.data())
def test_no_article_text_can_steer_the_terminal(text: str, word: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    fix = Fix((Edit(span.start, span.end, word),))
    found = finding(text, span, message=f"x{word}", help=word, section=(word,), fix=fix, related=(Related(span, word),))
    lint = report(result(text, found, path=f"x{word}", title=word))
    for name in ("full", "concise", "grouped", "statistics", "github", "tsv", "csv", "markdown", "junit"):
        shown = formats.render(name, lint)
        shown.encode()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown), name


def test_a_rule_is_introduced_once() -> None:
    text = "one two"
    lint = report(result(text, finding(text, Span(0, 3)), finding(text, Span(4, 7))))
    assert formats.render("full", lint).count("= rule: articlewatch rule bare-url") == 1


def test_plain_text_without_headings_has_no_lead() -> None:
    text = "one two"
    lint = report(result(text, finding(text, Span(0, 3), paragraph=1), format="plain"))
    assert "  paragraph 1\n" in formats.render("full", lint)


def test_fix_of_many_edits_counts_what_it_does_not_show() -> None:
    text = "colour " * 40
    fix = Fix(tuple(Edit(at, at + 6, "color") for at in range(0, 280, 7)))
    lint = one(text, "colour", fix=fix)
    shown = formats.render("full", lint, width=80)
    assert "[-colour-]{+color+} [-colour-]{+color+}" in shown
    assert re.search(r"\(and 3\d more\)", shown)
    assert max(map(columns, shown.splitlines())) <= 80


def test_fix_that_deletes_and_fix_that_inserts() -> None:
    deleted = one("a  b", "  ", fix=Fix.replace(Span(1, 2), ""))
    assert "= fix (safe): a[- -] b" in formats.render("full", deleted)
    inserted = one("ab", "a", fix=Fix((Edit(1, 1, "\n\n"),), "assisted"))
    assert "= fix (look first): a{+⏎⏎+}b" in formats.render("full", inserted)


@pytest.mark.parametrize(
    ("lint", "line"),
    [
        (
            report(result("x", checked=Checked(citations=38))),
            "No issues found in 1 article (3 rules, 38 citations checked).",
        ),
        (
            report(result("x", skipped_rules=("bare-url",)), result("y")),
            "No issues found in 2 articles (3 rules, 0 citations checked); 1 rule skipped in 1 article.",
        ),
        (
            report(failures=(Failure("a.wiki", "no such file"),)),
            "Nothing was checked; 1 source could not be read.",
        ),
        (one("one", "one"), "1 issue in 1 article: 1 warning."),
        (
            one("one", "one", fix=Fix.replace(Span(0, 3), "1", safety="assisted")),
            "1 issue in 1 article: 1 warning; 1 can be fixed (1 with an editor's eye).",
        ),
    ],
)
def test_closing_line(lint: LintReport, line: str) -> None:
    assert formats.render("full", lint, width=200).splitlines()[-1] == line
    assert formats.render("concise", lint).splitlines()[-1] == line
