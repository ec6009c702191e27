"""How many error-level findings good and featured articles carry: they should carry few.

    python tests/eval/good_articles.py [--findings] [--severity error] [--rules]

Lints every English article of the shared corpus that is marked as a good or featured article and prints, for each and
for all, the words of prose and the findings per 10,000 of them. ``--findings`` prints each with its surroundings, to be
read; ``--rules`` how many each rule has.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from articlewatch.article import Article, Snapshot  # noqa: E402
from articlewatch.lint import Finding, Linter, load_rules  # noqa: E402

FOLDER = ROOT.parent / "shared" / "corpus" / "wikitext" / "en"
#: Its file came out of a programming language's string: every quotation mark has a backslash before it, so that
#: MediaWiki would take the names of its references for other names. The findings are right, the article is not so.
DAMAGED = frozenset(["bob-marley"])
LIMIT = 5.0

_MARKED = re.compile(r"\{\{\s*(?:good|featured)[ _](?:article|list)\s*[|}]", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Judged:
    """One article: its words of prose and its findings of the severity asked for."""

    name: str
    text: str
    words: int
    findings: tuple[Finding, ...]


def judged(folder: Path, severity: str = "error") -> Iterator[Judged]:
    """Yield every good or featured article of *folder* with its findings of *severity*."""
    linter = Linter(load_rules(), cache_size=1)
    for file in sorted(folder.iterdir()):
        text = file.read_text(encoding="utf-8").replace("\r\n", "\n")
        if not _MARKED.search(text):
            continue
        article = linter.parse(Snapshot(text, title=file.stem.replace("_", " "), site="enwiki"))
        found = linter.lint_article(article).findings
        yield Judged(file.stem, text, _words(article), tuple(f for f in found if f.severity == severity))


def _words(article: Article) -> int:
    return sum(len(_WORD.findall(sentence.masked)) for section in article.sections for sentence in section.sentences)


def rate(articles: list[Judged]) -> float:
    """Return the findings per 10,000 words."""
    return 10_000 * sum(len(one.findings) for one in articles) / max(sum(one.words for one in articles), 1)


def main() -> int:
    """Print the table; exit 1 when there are more than five to 10,000 words."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--findings", action="store_true", help="print every finding")
    parser.add_argument("--rules", action="store_true", help="print how many each rule has")
    parser.add_argument("--severity", default="error")
    arguments = parser.parse_args()
    if not FOLDER.is_dir():
        raise SystemExit("the shared corpus is not beside this checkout")
    articles = list(judged(FOLDER, arguments.severity))
    for one in articles:
        print(f"{one.name:32}{one.words:7} words{len(one.findings):5}{rate([one]):8.2f}")
        for finding in one.findings if arguments.findings else ():
            print(f"    {finding.rule}: {finding.message}\n        {_shown(one.text, finding)}")
    sound = [one for one in articles if one.name not in DAMAGED]
    for label, chosen in (("all", articles), ("without damaged files", sound)):
        words, found = sum(one.words for one in chosen), sum(len(one.findings) for one in chosen)
        print(f"{label}: {len(chosen)} articles, {words} words, {found} findings, {rate(chosen):.2f} per 10,000 words")
    if arguments.rules:
        for rule, count in Counter(f.rule for one in articles for f in one.findings).most_common():
            print(f"{count:5} {rule}")
    return int(rate(articles) > LIMIT)


def _shown(text: str, finding: Finding) -> str:
    start, end = finding.span
    return f"{text[max(start - 80, 0) : start]!r}⟦{text[start : min(end, start + 160)]!r}⟧{text[end : end + 60]!r}"


if __name__ == "__main__":
    raise SystemExit(main())
