"""Linting many files, in one process or several, with the same result in the same order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from articlewatch.article import Snapshot
from articlewatch.errors import RuleError, SourceError
from articlewatch.lint import Failure, Linter, Settings, SnapshotResult, load_rules
from articlewatch.lint.suppression import SideEntry
from articlewatch.sources.files import FileSource, InputFormat, read_snapshot

#: How many files may wait in a worker's queue: enough to keep it busy, few enough to keep memory small.
_AHEAD = 8
#: How many sections of files are remembered: those of a large page for its next revision. Each takes about 100 kB.
_SECTIONS = 512


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a worker process needs to make its own linter."""

    settings: Settings
    input_format: InputFormat = "auto"
    title: str = ""
    ignores: tuple[SideEntry, ...] = ()
    today: date | None = None

    def read(self, source: FileSource) -> Snapshot:
        """Return the snapshot in a file, under the title the user gave if there is one. Raises SourceError."""
        if self.title:
            source = replace(source, title=self.title)
        return read_snapshot(source, input_format=self.input_format, site=self.settings.site)

    def linter(self, timings: dict[str, float] | None = None, *, cache_size: int = _SECTIONS) -> Linter:
        """Return the linter. Raises ConfigurationError for rules or settings that cannot be used."""
        rules = load_rules(Path(folder) for folder in self.settings.rules)
        return Linter(
            rules, self.settings, ignores=self.ignores, today=self.today, timings=timings, cache_size=cache_size
        )


_plan: Plan | None = None
_linter: Linter | None = None


def lint_files(
    sources: Sequence[FileSource], plan: Plan, linter: Linter, *, jobs: int = 1
) -> Iterator[SnapshotResult | Failure]:
    """Yield the result of each of *sources* in their order; a file that cannot be read yields a Failure.

    With *jobs* above 1 that many processes share the work. *linter* is the plan's own: where the system can fork, the
    workers inherit it instead of loading the rules again.
    """
    if jobs <= 1 or len(sources) < 2:
        for source in sources:
            yield _lint_one(source, plan, linter)
        return
    global _plan, _linter
    _plan, _linter = plan, linter
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(plan,)) as pool:
        yield from _in_order(sources, lambda source: pool.submit(_work, source), jobs * _AHEAD)


def _in_order(
    sources: Sequence[FileSource],
    submit: Callable[[FileSource], Future[SnapshotResult | Failure]],
    ahead: int,
) -> Iterator[SnapshotResult | Failure]:
    waiting: list[Future[SnapshotResult | Failure]] = []
    todo = iter(sources)
    done = 0
    for source in todo:
        waiting.append(submit(source))
        if len(waiting) >= ahead:
            break
    while waiting:
        try:
            yield waiting.pop(0).result()
        except BrokenProcessPool:
            path = str(sources[done].path)
            yield Failure(path, f"{path}: the worker process died (out of memory?)")
            return
        done += 1
        following = next(todo, None)
        if following is not None:
            waiting.append(submit(following))


def _start(plan: Plan) -> None:
    global _plan, _linter
    if _linter is None:
        _plan, _linter = plan, plan.linter()


def _work(source: FileSource) -> SnapshotResult | Failure:
    assert _plan is not None and _linter is not None
    return _lint_one(source, _plan, _linter)


def _lint_one(source: FileSource, plan: Plan, linter: Linter) -> SnapshotResult | Failure:
    try:
        return linter.lint(plan.read(source))
    except SourceError as error:
        return Failure(str(source.path), str(error))
    except RuleError as error:
        return Failure(str(source.path), f"{source.path}: {error}")
