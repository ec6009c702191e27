"""Render corpus articles before and after their fixes with a real MediaWiki, and say where they differ.

    python tests/fix_oracle/compare.py [--articles 50] [--languages en] [--examples]

Each article is rendered as it is, with its safe cosmetic fixes alone, and with all safe fixes
(``fix --write --cosmetic always``). Cosmetic fixes may change nothing a reader sees. With all of them, whatever differs
must lie in lines that a fix which is not cosmetic has touched, or the lines beside them.

With ``--examples`` the examples of all rules that have a cosmetic fix are rendered before and after it.

The wiki has no templates, so nothing is seen of fixes inside a template call.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from rapidfuzz.distance import LCSseq

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from fix_oracle.rendered import seen, tokens  # noqa: E402
from mediawiki.server import MediaWiki  # noqa: E402

from articlewatch.article import Snapshot  # noqa: E402
from articlewatch.lint import Finding, Linter, Settings, load_rules  # noqa: E402
from articlewatch.lint.examples import lint_example  # noqa: E402
from articlewatch.lint.finding import apply_edits  # noqa: E402
from articlewatch.lint.fixing import fix_snapshot  # noqa: E402

_WORD = re.compile(r"\w+")


@dataclass
class Outcome:
    """What became of one article. ``cosmetic`` are the rules whose cosmetic fixes changed the page, with the change;
    ``strays`` the changes that no fix accounts for; ``applied`` how often each rule was applied."""

    title: str
    cosmetic: dict[str, str] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    applied: Counter[str] = field(default_factory=Counter)
    changes: int = 0


@cache
def linter() -> Linter:
    """Return a linter with all rules that are on by default."""
    return Linter(load_rules(), Settings())


def examine(wiki: MediaWiki, snapshot: Snapshot) -> Outcome:
    """Fix *snapshot* and compare what *wiki* makes of it before and after."""
    outcome = Outcome(snapshot.title)
    before = _rendered(wiki, snapshot, snapshot.text)
    findings = [f for f in linter().lint(snapshot).findings if f.fix and f.fix.cosmetic and f.fix.safety == "safe"]
    if findings and _rendered(wiki, snapshot, _repaired(snapshot.text, findings)) != before:
        for rule in sorted({finding.rule for finding in findings}):
            own = [finding for finding in findings if finding.rule == rule]
            after = _rendered(wiki, snapshot, _repaired(snapshot.text, own))
            if after != before:
                outcome.cosmetic[rule] = "; ".join(_told(*hunk) for hunk in _hunks(before, after))
    fixed = fix_snapshot(linter(), snapshot, cosmetic="always")
    outcome.applied.update(finding.rule for finding in fixed.applied)
    substantive = fix_snapshot(linter(), snapshot, cosmetic="never")
    touched = _touched(snapshot.text, substantive.text)
    for old, new, around in _hunks(before, _rendered(wiki, snapshot, fixed.text)):
        outcome.changes += 1
        words = _words(old + new)
        if not (words <= touched if words else touched & _words(around)):
            outcome.strays.append(_told(old, new, around))
    return outcome


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield the rule, the text before and the text after, for each example of a rule with a cosmetic fix in it."""
    rules = load_rules()
    for rule in rules:
        if rule.fix != "safe":
            continue
        for example in rule.bad:
            if example.format != "wikitext" or example.previous is not None:
                continue
            text = example.text.replace("⟦", "").replace("⟧", "")
            found = lint_example(replace(example, text=text), rules, rule)
            cosmetic = [f for f in found if f.fix and f.fix.cosmetic and f.fix.safety == "safe"]
            if cosmetic:
                yield rule.id, text, _repaired(text, cosmetic)


def looks_alike(wiki: MediaWiki, before: str, after: str) -> str:
    """Return how *before* and *after* differ to a reader, or an empty string."""
    page = Snapshot(before, title="Example")
    return "; ".join(_told(*hunk) for hunk in _hunks(_rendered(wiki, page, before), _rendered(wiki, page, after)))


def _rendered(wiki: MediaWiki, snapshot: Snapshot, text: str) -> list[str]:
    answer = wiki.editor.call(action="parse", text=text, contentmodel="wikitext", prop="text", title=snapshot.title,
                              disablelimitreport=1)  # fmt: skip
    return seen(tokens(answer["parse"]["text"]))


def _repaired(text: str, findings: Sequence[Finding]) -> str:
    """Apply the fixes of *findings*, leaving out any that comes too near to an earlier one."""
    edits, end = [], -1
    for finding in sorted(findings, key=lambda finding: min(finding.fix.edits) if finding.fix else ()):
        assert finding.fix is not None
        if min(finding.fix.edits).start > end:
            edits += finding.fix.edits
            end = max(edit.end for edit in finding.fix.edits)
    return apply_edits(text, sorted(edits))


def _hunks(before: list[str], after: list[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield what differs: the tokens on both sides, and the words beside them."""
    for kind, i, j, k, m in _opcodes(before, after):
        if kind != "equal":
            yield before[i:j], after[k:m], [*_last_word(before, i), *_next_word(before, j)]


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    stop = 0
    while stop < min(len(before), len(after)) - start and before[-1 - stop] == after[-1 - stop]:
        stop += 1
    middle = LCSseq.opcodes(before[start : len(before) - stop], after[start : len(after) - stop])
    for code in middle:
        yield (
            code.tag,
            code.src_start + start,
            code.src_end + start,
            code.dest_start + start,
            code.dest_end + start,
        )


def _last_word(found: list[str], at: int) -> list[str]:
    return next(([token] for token in reversed(found[max(at - 12, 0) : at]) if _words([token])), [])


def _next_word(found: list[str], at: int) -> list[str]:
    return next(([token] for token in found[at : at + 12] if _words([token])), [])


def _words(found: list[str]) -> set[str]:
    """The words of *found*; those of a tag (its classes, the address of its link) do not count."""
    return {
        word
        for token in found
        if token not in ("[ref]", "[template]") and token[0] != "<"
        for word in _WORD.findall(token)
    }


def _touched(before: str, after: str) -> set[str]:
    """The words of all lines that differ between the two texts, and of the lines beside them."""
    old, new = before.split("\n"), after.split("\n")
    lines = []
    for kind, i, j, k, m in _opcodes(old, new):
        if kind != "equal":
            lines += old[max(i - 1, 0) : j + 1] + new[max(k - 1, 0) : m + 1]
    return {word for line in lines for word in _WORD.findall(line)}


def _told(old: list[str], new: list[str], around: list[str]) -> str:
    return f"{''.join(old)[:160]!r} -> {''.join(new)[:160]!r} (near {' '.join(around)!r})"


def articles(count: int, languages: str = "en") -> Iterator[Snapshot]:
    """Yield articles of the corpus, evenly spread over it."""
    corpus = TESTS.parent.parent / "shared" / "corpus" / "wikitext"
    if not corpus.is_dir():
        raise SystemExit("the shared corpus is not beside this checkout")
    files = sorted(file for language in languages.split(",") for file in (corpus / language).iterdir())
    for number in range(min(count, len(files))):
        file = files[int(number * max(len(files) / count, 1))]
        english = file.parent.name == "en"
        text = file.read_text(encoding="utf-8").replace("\r\n", "\n").rstrip()
        title = file.stem.replace("_", " ")
        yield Snapshot(text, title=title, site="enwiki" if english else "generic", language=file.parent.name)


def main() -> int:
    """Examine the articles and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--languages", default="en")
    parser.add_argument("--examples", action="store_true", help="the examples of the rules, not the corpus")
    arguments = parser.parse_args()
    wiki = MediaWiki.from_environment()
    wiki.start()
    if arguments.examples:
        shown = [(rule, looks_alike(wiki, before, after)) for rule, before, after in examples()]
        print("\n".join(f"{rule}: {told}" for rule, told in shown if told))
        print(f"{len(shown)} examples of {len({rule for rule, _ in shown})} rules with cosmetic fixes")
        return any(told for _, told in shown)
    applied: Counter[str] = Counter()
    cosmetic: Counter[str] = Counter()
    count = strays = changes = 0
    for snapshot in articles(arguments.articles, arguments.languages):
        outcome = examine(wiki, snapshot)
        count += 1
        applied += outcome.applied
        changes += outcome.changes
        strays += len(outcome.strays)
        cosmetic.update(outcome.cosmetic.keys())
        for rule, told in outcome.cosmetic.items():
            print(f"{outcome.title}: cosmetic fixes of {rule} show: {told[:700]}")
        for stray in outcome.strays[:8]:
            print(f"{outcome.title}: no fix accounts for {stray}", flush=True)
    print(f"{count} articles, {sum(applied.values())} fixes by {len(applied)} rules: {dict(applied.most_common())}")
    print(f"{changes} places differ, {strays} of them where no fix says so; cosmetic fixes that show: {dict(cosmetic)}")
    return bool(strays or cosmetic)


if __name__ == "__main__":
    raise SystemExit(main())
