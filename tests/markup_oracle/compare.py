"""Compare the markup rules with MediaWiki's own linter over the corpus.

    python tests/markup_oracle/compare.py [--articles 100] [--planted] [--show CATEGORY]

Starts the throw-away MediaWiki (``MW_DIR``, ``MW_PORT``), asks Parsoid for the lints of each article, runs the rules
on the same text and prints, for each lint category, how many agree: precision (of what the rules say, how much Parsoid
says) and recall (of what Parsoid says, how much the rules say). ``--planted`` does so on the articles with faults
planted in them, ``--show`` prints the disagreements of a category.

What stands inside a template call is left out on both sides: the wiki has no templates, so Parsoid sees none of it.
"""

from __future__ import annotations

import argparse
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
    "misnested-tag": (("misnested-tag", "html5-misnesting"), ("misnested-tags",)),
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
#: Rules silent on a page only because Parsoid's wiki lacks what they know.
SLACK = 6


@dataclass
class Score:
    """Agreement in one category."""

    both: int = 0
    ours: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)


def main() -> None:
    """Run the comparison and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--planted", action="store_true")
    parser.add_argument("--show", default="")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    wiki = MediaWiki.from_environment()
    started = not wiki.is_running
    wiki.start()
    parsoid = Parsoid(wiki.url, wiki.folder / "lints")
    scores: dict[str, Score] = defaultdict(Score)
    asked = 0
    try:
        linter = Linter(load_rules(), Settings(preview=True, select=_known_rules()))
        for number, file in enumerate(articles(arguments.articles)):
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


def articles(count: int) -> Iterator[Path]:
    """Yield English articles of the corpus, evenly spread over it."""
    files = sorted((TESTS.parent.parent / "shared" / "corpus" / "wikitext" / "en").iterdir())
    if not files:
        raise SystemExit("the shared corpus is not beside this checkout")
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

    for category, (types, rules) in CATEGORIES.items():
        theirs = [i for i in lints if i.type in types and "template" not in i.params and not templated(i.start)]
        ours = [f for f in findings if f.rule in rules and not templated(f.span.start)]
        if category == "stripped-tag":
            ours = [f for f in ours if "ref" not in f.excerpt]
        score = scores[category]
        matched: set[int] = set()
        for lint in theirs:
            hits = [n for n, f in enumerate(ours) if agrees(category, lint, f)]
            if hits:
                score.both += 1
                matched.update(hits)
            else:
                score.theirs.append(_shown(name, text, lint.start, lint.end, f"{lint.type} {lint.params.get('name')}"))
        for number, finding in enumerate(ours):
            if number not in matched:
                score.ours.append(_shown(name, text, finding.span.start, finding.span.end, finding.rule))


def agrees(category: str, lint: Lint, finding: Finding) -> bool:
    """Say whether a finding is what the lint says."""
    if category in _WITHIN:
        return lint.start <= finding.span.start <= lint.end
    if abs(lint.start - finding.span.start) > SLACK:
        return False
    name = lint.params.get("name")
    return not name or finding.rule != "unclosed-bold-italic" or name in ("b", "i")


def _shown(name: str, text: str, start: int, end: int, what: str) -> str:
    before, after = text[max(start - 60, 0) : start], text[end : end + 30]
    return f"{name[:30]} {what}: {before!r}⟦{text[start : min(end, start + 80)]!r}⟧{after!r}"


def print_table(scores: dict[str, Score], asked: int, show: str) -> None:
    """Print precision and recall for each category, and the disagreements asked for."""
    print(f"{asked} articles")
    print(f"{'category':36}{'both':>6}{'ours':>6}{'theirs':>7}{'precision':>11}{'recall':>8}")
    for category, score in scores.items():
        said = score.both + len(score.ours)
        due = score.both + len(score.theirs)
        precision = f"{score.both / said:.3f}" if said else "-"
        recall = f"{score.both / due:.3f}" if due else "-"
        print(f"{category:36}{score.both:6}{len(score.ours):6}{len(score.theirs):7}{precision:>11}{recall:>8}")
    if show in scores:
        for line in scores[show].ours:
            print("only ours  ", line)
        for line in scores[show].theirs:
            print("only theirs", line)


if __name__ == "__main__":
    main()
