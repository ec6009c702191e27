"""The mapping of the peers' checks to our rules is complete, and the generated pages are fresh."""

from __future__ import annotations

from collections import Counter

import pytest
from shared_corpus import ROOT

from articlewatch.errors import ConfigurationError
from articlewatch.lint import Rule
from articlewatch.lint.manual import pages, peer_page
from articlewatch.lint.suppression import meta_rules

TABLE = (ROOT / "rules" / "peers.tsv").read_text(encoding="utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines()[1:]]


def checks(peer: str) -> list[str]:
    return [row[1] for row in ROWS if row[0] == peer]


def test_every_number_and_name_is_there_once() -> None:
    assert checks("checkwiki") == [str(number) for number in range(1, 113)]
    assert checks("wpcleaner") == [str(number) for number in range(501, 584)]
    counts = Counter(row[0] for row in ROWS)
    assert counts == {
        "checkwiki": 112,
        "wpcleaner": 83,
        "wikilint": 36,
        "parsoid": 28,
        "cite": 21,
        "cs1-error": 41,
        "cs1-maintenance": 22,
    }
    assert len({(row[0], row[1]) for row in ROWS}) == len(ROWS)


def test_every_row_has_a_rule_or_a_reason(rules: list[Rule]) -> None:
    known = {rule.id for rule in rules}
    for peer, check, _, names, reason in ROWS:
        assert names or reason, f"{peer} {check}"
        assert set(names.split()) <= known, f"{peer} {check}: {set(names.split()) - known}"


def test_an_unknown_rule_is_an_error(rules: list[Rule]) -> None:
    with pytest.raises(ConfigurationError, match="no-such-rule"):
        peer_page(rules, "head\ncheckwiki\t1\twhat\tno-such-rule\t")
    with pytest.raises(ConfigurationError, match="neither"):
        peer_page(rules, "head\ncheckwiki\t1\twhat\t\t")


def test_generated_pages_are_fresh(rules: list[Rule]) -> None:
    made = pages([*rules, *meta_rules()], TABLE)
    stale = [
        name
        for name, text in made.items()
        if not (ROOT / "rules" / name).is_file() or (ROOT / "rules" / name).read_text(encoding="utf-8") != text
    ]
    assert not stale, "run: articlewatch rules --write-pages rules"
