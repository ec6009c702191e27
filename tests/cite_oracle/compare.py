"""Compare the rules on references with the errors of MediaWiki's Cite extension, page by page.

    python tests/cite_oracle/compare.py [-v]

Starts the throw-away MediaWiki (``MW_DIR``, ``MW_PORT``), has it render each page of pages.py in the language ``qqx``,
in which it shows the key of a message instead of its text, and prints the pages on which the rules say something else.

The two agree on a page when every key shown is spoken for by one of its rules, and every rule that finds an error there
by one of its keys (a warning says what Cite passes over). A fault that entails a second message is reported once: these
pages are named in ``ENTAILED``. MediaWiki 1.39 knows no ``details`` and no sub-references, so their errors cannot be
compared; and it never shows included_references: it drops a list inside a list. A key that the installed Cite has no
message for (``ref_conflicting_dir`` came after 1.39) is left out on both sides, and the run says so.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from cite_oracle.pages import PAGES  # noqa: E402
from mediawiki.server import MediaWiki  # noqa: E402

from articlewatch.article import Snapshot  # noqa: E402
from articlewatch.lint import Linter, Settings, load_rules  # noqa: E402

#: Key of a message -> the rules that report it.
RULES: dict[str, frozenset[str]] = {
    "ref_no_input": frozenset(["ref-empty", "ref-name-empty"]),
    "ref_no_key": frozenset(["ref-empty", "ref-name-empty"]),
    "ref_numeric_key": frozenset(["ref-name-numeric"]),
    "ref_too_many_keys": frozenset(["ref-bad-attribute", "ref-name-unquoted", "ref-follow-conflict"]),
    "ref_invalid_dir": frozenset(["ref-bad-attribute"]),
    "ref_conflicting_dir": frozenset(["ref-dir-conflict"]),
    "references_no_text": frozenset(["ref-undefined"]),
    "references_duplicate_key": frozenset(["ref-name-conflict"]),
    "references_invalid_parameters": frozenset(["ref-bad-attribute"]),
    "included_ref": frozenset(["ref-nested", "ref-unclosed", "ref-list-nested"]),
    "included_references": frozenset(["ref-list-nested"]),
    "group_refs_without_references": frozenset(["ref-group-without-list"]),
    "references_group_mismatch": frozenset(["ref-list-defined-bad"]),
    "references_missing_group": frozenset(["ref-list-defined-unused"]),
    "references_missing_key": frozenset(["ref-list-defined-unused"]),
    "references_no_key": frozenset(["ref-list-defined-bad"]),
    "empty_references_define": frozenset(["ref-list-defined-bad"]),
}
#: Page -> the message that follows from another one shown there.
ENTAILED = {
    "bad direction of a named one": "references_no_text",  # no reference is made, so its reuse finds none
    "other group in the list": "references_no_text",  # the definition is dropped
}
_KEY = re.compile(r"\(cite_error_(\w+)")
_CITED = frozenset(rule for rules in RULES.values() for rule in rules)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both say about one page. ``unsaid`` are keys no rule speaks for, ``unshown`` rules without a key."""

    name: str
    keys: frozenset[str]
    rules: frozenset[str]

    @property
    def unsaid(self) -> frozenset[str]:
        told = self.keys - {ENTAILED.get(self.name)}
        return frozenset(key for key in told if not RULES.get(key, frozenset()) & self.rules)

    @property
    def unshown(self) -> frozenset[str]:
        return frozenset(rule for rule in self.rules if not any(rule in RULES.get(key, ()) for key in self.keys))


def shown_keys(wiki: MediaWiki, text: str) -> frozenset[str]:
    """Return the keys of the Cite errors (without ``cite_error_``) on the rendered *text*."""
    answer = wiki.editor.call(action="parse", text=text, contentmodel="wikitext", prop="text", uselang="qqx",
                              title="Cite oracle", disablelimitreport=1)  # fmt: skip
    return frozenset(_KEY.findall(answer["parse"]["text"]))


@cache
def unknown_keys(wiki: MediaWiki) -> frozenset[str]:
    """Return the keys the installed Cite has no message for: it is older than they are."""
    answer = wiki.editor.call(action="query", meta="allmessages", ammessages="|".join(f"cite_error_{k}" for k in RULES))
    messages = answer["query"]["allmessages"]
    return frozenset(m["name"].removeprefix("cite_error_") for m in messages if m.get("missing"))


@cache
def _linter() -> Linter:
    return Linter(load_rules(), Settings(select=tuple(sorted(_CITED))))


def compare(wiki: MediaWiki, name: str) -> Comparison:
    """Return what *wiki* and the rules say about the page called *name*."""
    found = _linter().lint(Snapshot(PAGES[name], title="Cite oracle", site="enwiki")).findings
    later = frozenset(rule for key in unknown_keys(wiki) for rule in RULES[key])
    rules = frozenset(f.rule for f in found if f.severity == "error")
    return Comparison(name, shown_keys(wiki, PAGES[name]), rules - later)


def main() -> int:
    wiki = MediaWiki.from_environment()
    wiki.start()
    compared = [compare(wiki, name) for name in PAGES]
    for one in compared:
        if one.unsaid or one.unshown or "-v" in sys.argv[1:]:
            print(f"{one.name}: {PAGES[one.name]!r}\n    shown {sorted(one.keys)}, rules {sorted(one.rules)}")
    agreed = [one for one in compared if not one.unsaid and not one.unshown]
    counts = Counter(key for one in compared for key in one.keys)
    print(f"{len(agreed)} of {len(compared)} pages agree; {len(counts)} of {len(RULES)} keys shown:")
    for key in RULES:
        if key in unknown_keys(wiki):
            print(f"  {key:32} newer than the installed Cite: not compared")
            continue
        both = sum(key in one.keys and key not in one.unsaid for one in compared)
        print(f"  {key:32} shown on {counts[key]:3} pages, said by a rule on {both:3}")
    return len(compared) != len(agreed)


if __name__ == "__main__":
    raise SystemExit(main())
