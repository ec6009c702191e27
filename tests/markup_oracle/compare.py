"""Compare the markup rules with MediaWiki's own linter over the corpus.

    python tests/markup_oracle/compare.py [--articles 100] [--planted] [--show CATEGORY]

Starts the throw-away MediaWiki (``MW_DIR``, ``MW_PORT``), asks Parsoid for the lints of each article, runs the rules
on the same text and prints, for each lint category, how many agree: precision (of what the rules say, how much Parsoid
says) and recall (of what Parsoid says, how much the rules say). ``--planted`` does so on the articles with faults
planted in them, ``--show`` prints the disagreements of a category.

For unclosed, misnested and dropped tags a finding counts when Parsoid says one of the three of the same tag: it reports
one cause twice, at the start and at the end tag, and calls it by the kind of element; the rules report it once.

What stands inside a template call is left out on both sides: the wiki has no templates, so Parsoid sees none of it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(Path(__file__).parent), str(TESTS.parent / "src")]

from mediawiki.server import MediaWiki  # noqa: E402
from parsoid import Lint, Parsoid  # noqa: E402
from planting import plant  # noqa: E402

from articlewatch.article import Snapshot, parse  # noqa: E402
from articlewatch.lint import Finding, Linter, Settings, load_rules  # noqa: E402

#: What we call the category -> Parsoid's names and our rules'.
CATEGORIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "missing-end-tag": (("missing-end-tag",), ("unclosed-tag", "unclosed-bold-italic")),
    "misnested-tag": (("misnested-tag", "html5-misnesting"), ("misnested-tags", "italics-after-apostrophe")),
    "stripped-tag": (("stripped-tag",), ("stray-closing-tag",)),
    "self-closed-tag": (("self-closed-tag",), ("self-closed-nonvoid-tag",)),
    "obsolete-tag": (("obsolete-tag",), ("obsolete-tag",)),
    "bogus-image-options": (
        ("bogus-image-options",),
        ("file-bogus-option", "file-duplicate-caption", "file-option-conflict"),
    ),
    "unclosed-quotes-in-heading": (("unclosed-quotes-in-heading",), ("unclosed-quotes-in-heading",)),
    "multiple-unclosed-formatting-tags": (("multiple-unclosed-formatting-tags",), ("multiple-unclosed-formatting",)),
    "tidy-font-bug": (("tidy-font-bug",), ("font-wraps-link",)),
    "fostered": (("fostered",), ("table-fostered-content",)),
    "multiline-html-table-in-list": (("multiline-html-table-in-list",), ("table-in-list",)),
    "wikilink-in-extlink": (("wikilink-in-extlink",), ("link-in-external-link",)),
    "deletable-table-tag": (("deletable-table-tag",), ("table-unclosed",)),
}
#: Categories whose findings lie somewhere within the lint, not at its start.
_WITHIN = frozenset(["bogus-image-options", "fostered", "wikilink-in-extlink", "multiple-unclosed-formatting-tags"])
#: What to know where the two differ by more than chance.
REMARKS = {
    "misnested-tag": "bold and italics that overlap by apostrophes alone are reported where an apostrophe was misread "
    "(italics-after-apostrophe) and where they cross a tag; else they render as meant, and Parsoid's lint helps nobody",
    "obsolete-tag": "a tag that the tree builder opens again in the next block is reported once, not each time",
    "multiple-unclosed-formatting-tags": "we add other tags than small and big opened twice in one line, and those in "
    "a cell, which its end confines; Parsoid calls each of the two missing-end-tag, and is counted as agreeing",
    "wikilink-in-extlink": "what a template brings is left out: this wiki shows a link to the template it lacks",
    "deletable-table-tag": "all of them come from templates this wiki lacks, whose end of table is missing",
    "multi-colon-escape, duplicate-ids, missing-end-tag-in-heading, empty-heading, large-tables": "not in this Parsoid "
    "(MediaWiki 1.39)",
}
#: How far apart the two may put the start of the same thing, in code points.
SLACK = 6
#: Parsoid reports an element that runs over a border twice, where it is cut and where its end tag is dropped, and by
#: the kind of element under different names; the rules report it once and name the other place as related.
_NESTING = frozenset(["missing-end-tag", "misnested-tag", "stripped-tag"])

_ENGLISH_FILE = re.compile(r"\s*(?:File|Image)\s*:", re.IGNORECASE)


@dataclass
class Score:
    """Agreement in one category."""

    right: int = 0
    found: int = 0
    ours: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)


def main() -> None:
    """Run the comparison and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--planted", action="store_true")
    parser.add_argument("--show", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--languages", default="en", help="folders of the corpus, joined by commas, or all")
    arguments = parser.parse_args()
    wiki = MediaWiki.from_environment()
    started = not wiki.is_running
    wiki.start()
    parsoid = Parsoid(wiki.url, wiki.folder / "lints")
    scores: dict[str, Score] = defaultdict(Score)
    asked = 0
    try:
        linter = Linter(load_rules(), Settings(preview=True, select=_known_rules()))
        for number, file in enumerate(articles(arguments.articles, arguments.languages)):
            text = file.read_text(encoding="utf-8").replace("\r\n", "\n").rstrip()
            if arguments.planted:
                text = plant(text, arguments.seed * 1000 + number)
            lints = parsoid.lints(text)
            if lints is None:
                print(f"{file.name}: Parsoid gave no answer", file=sys.stderr)
                continue
            asked += 1
            compare(file.name, text, lints, linter, scores)
    finally:
        if started:
            wiki.stop()
    print_table(scores, asked, arguments.show)


def _known_rules() -> tuple[str, ...]:
    known = {rule.id for rule in load_rules()}
    return tuple(rule for _, rules in CATEGORIES.values() for rule in rules if rule in known)


def articles(count: int, languages: str = "en") -> Iterator[Path]:
    """Yield articles of the corpus, evenly spread over it."""
    corpus = TESTS.parent.parent / "shared" / "corpus" / "wikitext"
    if not corpus.is_dir():
        raise SystemExit("the shared corpus is not beside this checkout")
    folders = sorted(corpus.iterdir()) if languages == "all" else [corpus / name for name in languages.split(",")]
    files = sorted(file for folder in folders for file in folder.iterdir())
    step = max(len(files) / count, 1)
    for number in range(min(count, len(files))):
        yield files[int(number * step)]


def compare(name: str, text: str, lints: list[Lint], linter: Linter, scores: dict[str, Score]) -> None:
    """Add the agreement on one text to *scores*."""
    article = parse(Snapshot(text, title="Example", site="enwiki"))
    findings = linter.lint(Snapshot(text, title="Example", site="enwiki")).findings

    def templated(offset: int) -> bool:
        section = article.section_at(offset)
        return section.in_template(offset - section.offset)

    nesting_types = {t for name in _NESTING for t in CATEGORIES[name][0]}
    nesting_rules = {r for name in _NESTING for r in CATEGORIES[name][1]} | {"multiple-unclosed-formatting"}
    for category, (types, rules) in CATEGORIES.items():
        related = category in _NESTING
        theirs = [i for i in lints if "template" not in i.params and not templated(i.start)]
        ours = [f for f in findings if not templated(f.span.start) and "</ref" not in f.excerpt]
        if category == "bogus-image-options":
            # The wiki is an English one: it knows no file by another prefix.
            english = [f.span for f in article.files if _ENGLISH_FILE.match(text, f.start + 2)]
            ours = [f for f in ours if any(span.covers(f.span) for span in english)]
        if category == "wikilink-in-extlink":
            theirs = [i for i in theirs if "[[" in text[i.start : i.end]]
        due = [i for i in theirs if i.type in types]
        said = [f for f in ours if f.rule in rules]
        support = [i for i in theirs if i.type in nesting_types] if related else due
        witnesses = [f for f in ours if f.rule in nesting_rules] if related else said
        score = scores[category]
        for lint in due:
            if any(agrees(category, lint, f) for f in witnesses):
                score.found += 1
            else:
                score.theirs.append(_shown(name, text, lint.start, lint.end, f"{lint.type} {lint.params.get('name')}"))
        for finding in said:
            if any(agrees(category, lint, finding) for lint in support) or _twice_unclosed(finding, theirs):
                score.right += 1
            else:
                score.ours.append(_shown(name, text, finding.span.start, finding.span.end, finding.rule))


def agrees(category: str, lint: Lint, finding: Finding) -> bool:
    """Say whether a finding is what the lint says."""
    if category in _WITHIN:
        return lint.start <= finding.span.start <= lint.end
    spans = [finding.span]
    if category in _NESTING:
        spans += [r.span for r in finding.related]
    if all(abs(lint.start - span.start) > SLACK for span in spans):
        return False
    name = lint.params.get("name")
    return not name or finding.rule != "unclosed-bold-italic" or name in ("b", "i")


def _twice_unclosed(finding: Finding, lints: list[Lint]) -> bool:
    """Say whether Parsoid reports both start tags of an element opened twice, one by one: as unclosed or misnested."""
    if finding.rule != "multiple-unclosed-formatting":
        return False
    starts = {lint.start for lint in lints if lint.type in ("missing-end-tag", "misnested-tag", "html5-misnesting")}
    return finding.span.start in starts and all(related.span.start in starts for related in finding.related)


def _shown(name: str, text: str, start: int, end: int, what: str) -> str:
    before, after = text[max(start - 60, 0) : start], text[end : end + 30]
    return f"{name[:30]} {what}: {before!r}⟦{text[start : min(end, start + 80)]!r}⟧{after!r}"


def print_table(scores: dict[str, Score], asked: int, show: str) -> None:
    """Print precision and recall for each category, and the disagreements asked for."""
    print(f"{asked} articles")
    print(f"{'category':36}{'ours':>6}{'right':>7}{'precision':>11}{'theirs':>8}{'found':>7}{'recall':>8}")
    for category, score in scores.items():
        said, due = score.right + len(score.ours), score.found + len(score.theirs)
        precision = f"{score.right / said:.3f}" if said else "-"
        recall = f"{score.found / due:.3f}" if due else "-"
        print(f"{category:36}{said:6}{score.right:7}{precision:>11}{due:8}{score.found:7}{recall:>8}")
    for category, remark in REMARKS.items():
        print(f"{category}: {remark}")
    if show in scores:
        for line in scores[show].ours:
            print("only ours  ", line)
        for line in scores[show].theirs:
            print("only theirs", line)


if __name__ == "__main__":
    main()
