"""How fast linting is, as ratios measured in one run.

    python tests/bench/bench_lint.py [--json] [--keep] [--quick] [PART ...]

Parts (all by default): ``core`` (parse, prose, sentences), ``lint`` (the oldest rules, and all that are on), held
against ``mwparserfromhell.parse`` of the same texts; ``wikilint`` (the npm package, when node is there); ``jobs`` (two
processes against one, wall clock); ``start`` (``--help`` against importing click); ``hostile`` (a text twice as long
must take at most 2.5 times as long).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

from hostile import named

from articlewatch.article import Article, Snapshot, parse
from articlewatch.article.collector import pausing_collector
from articlewatch.lint import Linter, Settings, load_rules

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PARTS = ("core", "lint", "wikilint", "jobs", "start", "hostile")
#: Ratio by name, and the most (or least, where it begins with a minus sign) it may be.
LIMITS = {
    "core / mwparserfromhell": 0.2,
    "oldest / mwparserfromhell": 0.5,
    "lint / mwparserfromhell": 0.7,
    "lint / wikilint": 1 / 1.5,
    "jobs 2 / jobs 1": 1 / 1.7,
    "--help / import click": 1.3,
    "hostile, doubled / once": 2.5,
}
PARSER = "mwparserfromhell"

#: The rules of the first version: wanted was half the time of mwparserfromhell.parse.
OLDEST = (
    "uncited-paragraph",
    "uncited-number",
    "citation-overkill",
    "ref-order",
    "ref-undefined",
    "ref-list-defined-unused",
    "ref-missing-reflist",
    "bare-url",
    "cite-message-leaked",
    "date-stale-as-of",
    "doubled-word",
    "date-format-mixed",
    "date-ordinal",
    "english-variant-mixed",
    "name-spelling-inconsistent",
    "abbreviation-undefined",
    "weasel-words",
    "curly-quotes",
    "foreign-quotation-marks",
    "near-duplicate-paragraph",
    "infobox-empty-field",
    "heading-level-skip",
    "section-empty",
    "unclosed-tag",
    "lonely-bracket",
    "lonely-brace",
    "category-duplicate",
    "link-equals-text",
    "link-self",
    "link-double-pipe",
    "ref-name-conflict",
    "ref-empty",
    "ref-before-punctuation",
    "stray-closing-tag",
    "table-unclosed",
    "unclosed-comment",
    "obsolete-tag",
    "self-closed-nonvoid-tag",
    "heading-bold",
    "template-duplicate-param",
    "file-bogus-option",
    "image-alt-blank",
    "defaultsort-invalid",
    "heading-duplicate",
)

_WIKILINT = """
const wikilint = require('wikilint');
const fs = require('fs');
const texts = process.argv.slice(2).map(file => fs.readFileSync(file, 'utf8'));
const before = process.cpuUsage();
let count = 0;
for (const text of texts) count += wikilint.parse(text).lint().length;
const used = process.cpuUsage(before);
console.log(JSON.stringify({seconds: (used.user + used.system) / 1e6, findings: count}));
"""


def corpus(quick: bool) -> list[tuple[Path, str]]:
    """The English articles: (path, text), every eighth of them when *quick*."""
    files = sorted((SHARED / "corpus" / "wikitext" / "en").glob("*"))
    if not files:
        raise SystemExit(f"{SHARED}: the shared corpus is not beside this checkout")
    return [(f, f.read_bytes().decode("utf-8").replace("\r\n", "\n")) for f in (files[::8] if quick else files)]


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds of this process that *action* takes."""
    start = time.process_time()
    action()
    return time.process_time() - start


def interleaved(texts: list[tuple[str, str]], contestants: list[str], keep: bool) -> dict[str, float]:
    """CPU seconds of each of *contestants* over all *texts* (title, text) but the first, taken in turns.

    Each is a process of its own: the collector must not walk over what one contestant keeps while another is timed.
    Each keeps its last result until it has the next, as a program that uses it would; with *keep* it keeps them all, as
    one would that goes back to them: the collector then goes through all trees of the parser again and again.
    """
    totals = dict.fromkeys(contestants, 0.0)
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        pipes = {}
        for name in contestants:
            ours, theirs = context.Pipe()
            process = context.Process(target=contest, args=(name, theirs, keep))
            process.start()
            pipes[name] = ours
            stack.callback(process.join)
            stack.callback(ours.send, None)
        for text in texts:
            for name, pipe in pipes.items():
                pipe.send(text)
                seconds = pipe.recv()
                if text is not texts[0]:  # tables and patterns are made on first use
                    totals[name] += seconds
    return totals


def contest(name: str, pipe: Connection, keep: bool) -> None:
    """Answer each (title, text) with the CPU seconds that the contestant called *name* takes over it, until None."""
    action = _contestant(name)
    results: list[object] = []
    while (work := pipe.recv()) is not None:
        start = time.process_time()
        results = [*results, action(*work)] if keep else [action(*work)]
        pipe.send(time.process_time() - start)


def _contestant(name: str) -> Callable[[str, str], object]:
    if name == PARSER:
        import mwparserfromhell

        return lambda title, text: mwparserfromhell.parse(text)
    if name == "core":
        return read_article
    settings = Settings(select=OLDEST) if name == "oldest" else None
    linter = Linter(load_rules(), settings, profile="enwiki", cache_size=64)
    return lambda title, text: linter.lint(Snapshot(text, title=title))


def read_article(title: str, text: str) -> Article:
    """Return what every lint run needs of an article before its first rule speaks."""
    with pausing_collector():
        article = parse(Snapshot(text, title=title))
        for section in article.sections:
            for _ in section.sentences:
                pass
    return article


def measure_cpu(files: list[tuple[Path, str]], parts: list[str], figures: dict[str, float], keep: bool) -> None:
    """The core and the whole against mwparserfromhell.parse."""
    contestants = [PARSER]
    if "core" in parts:
        contestants.append("core")
    if {"lint", "wikilint"} & set(parts):
        contestants += ["oldest", "lint"]
    texts = [(path.stem.replace("_", " "), text) for path, text in files]
    totals = interleaved(texts, contestants, keep)
    size = sum(len(text) for _, text in texts[1:]) / 1e6
    for name, seconds in totals.items():
        figures[f"{name}, CPU s per million characters"] = seconds / size
        if name != PARSER:
            figures[f"{name} / {PARSER}"] = seconds / totals[PARSER]
    if "wikilint" in parts:
        other = wikilint_seconds([path for path, _ in files[1:]])
        if other is not None:
            figures["wikilint, CPU s per million characters"] = other / size
            figures["lint / wikilint"] = totals["lint"] / other


def wikilint_seconds(paths: list[Path]) -> float | None:
    """CPU seconds that the npm package wikilint takes over *paths* in one process, or None without node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print("no node here: wikilint is left out", file=sys.stderr)
        return None
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--no-fund", "wikilint"],
            cwd=folder,
            capture_output=True,
            text=True,
        )
        script = Path(folder, "run.js")
        script.write_text(_WIKILINT)
        if done.returncode == 0:
            done = subprocess.run([node, str(script), *map(str, paths)], cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"wikilint did not run: {done.stderr.strip()[-300:]}", file=sys.stderr)
            return None
        return float(json.loads(done.stdout.splitlines()[-1])["seconds"])


def wall(command: list[str]) -> float:
    """Wall-clock seconds of *command*."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def measure_jobs(files: list[tuple[Path, str]], figures: dict[str, float]) -> None:
    """Wall clock of the command with two processes against one; the median of three, taken in turns."""
    if (os.cpu_count() or 1) < 2:
        return
    command = [sys.executable, "-m", "articlewatch", "lint", "--isolated", "--exit-zero", "--format", "concise"]
    paths = [str(path) for path, _ in files]
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(3):
        for jobs, taken in times.items():
            taken.append(wall([*command, "--jobs", str(jobs), *paths]))
    figures["jobs 1, wall s"], figures["jobs 2, wall s"] = (statistics.median(t) for t in times.values())
    figures["jobs 2 / jobs 1"] = figures["jobs 2, wall s"] / figures["jobs 1, wall s"]


def measure_start(figures: dict[str, float]) -> None:
    """Cold start of ``--help`` against importing click alone: the least of fifteen each, taken in turns."""
    commands = {
        "help": [sys.executable, "-m", "articlewatch", "--help"],
        "click": [sys.executable, "-c", "import click"],
    }
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(15):
        for name, command in commands.items():
            best[name] = min(best[name], wall(command))
    figures["import click, wall s"] = best["click"]
    figures["--help / import click"] = best["help"] / best["click"]


def measure_hostile(size: int, figures: dict[str, float]) -> list[tuple[str, float, float]]:
    """Every hostile text at *size* and twice that; the worst ratio, and (name, seconds, ratio) of the worst ten.

    What takes less than a twentieth of a second is not judged: its ratio is noise.
    """
    linter = Linter(load_rules(), profile="enwiki", cache_size=1)
    rows = []
    for name, make in named().items():
        once, twice = (Snapshot(make(length)) for length in (size, 2 * size))
        pairs = []
        for _ in range(3):
            short = cpu(lambda snapshot=once: linter.lint(snapshot))
            long = cpu(lambda snapshot=twice: linter.lint(snapshot))
            pairs.append((short, long))
            if long < 0.05 or long < 2.3 * short:
                break
        short, long = min(p[0] for p in pairs), min(p[1] for p in pairs)
        rows.append((name, long, long / short if long > 0.05 else 0.0))
    rows.sort(key=lambda row: -row[2])
    figures["hostile, doubled / once"] = rows[0][2]
    figures["hostile, slowest s per million characters"] = max(row[1] for row in rows) / (2 * size / 1e6)
    return rows[:10]


def main() -> int:
    """Measure, print, and exit 1 when a ratio is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", metavar="PART", help=" ".join(PARTS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", action="store_true", help="keep the results of core, lint and the parser to the end")
    parser.add_argument("--quick", action="store_true", help="every eighth article, hostile texts a quarter as long")
    options = parser.parse_args()
    parts = options.parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"unknown part {', '.join(sorted(unknown))}; known are {', '.join(PARTS)}")
    figures: dict[str, float] = {}
    worst: list[tuple[str, float, float]] = []
    files = corpus(options.quick)
    if {"core", "lint", "wikilint"} & set(parts):
        measure_cpu(files, parts, figures, options.keep)
    if "jobs" in parts:
        measure_jobs(files, figures)
    if "start" in parts:
        measure_start(figures)
    if "hostile" in parts:
        worst = measure_hostile(50_000 if options.quick else 200_000, figures)
    over = [name for name, limit in LIMITS.items() if figures.get(name, 0) > limit]
    if options.json:
        print(json.dumps({"figures": figures, "limits": LIMITS, "over": over, "hostile": worst}, indent=2))
    else:
        for name, value in figures.items():
            limit = f"  (at most {LIMITS[name]:.2f}{', TOO MUCH' if name in over else ''})" if name in LIMITS else ""
            print(f"{name:46} {value:8.3f}{limit}")
        for name, seconds, ratio in worst:
            print(f"    hostile {name:44} {seconds:7.2f} s  × {ratio:.2f}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
