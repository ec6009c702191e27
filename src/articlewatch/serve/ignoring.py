"""The pages that change something: ignore a finding with a reason, and take it back."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import redirect, request

from articlewatch.errors import ArticlewatchError, ConfigurationError
from articlewatch.lint import Finding
from articlewatch.lint.finding import SnapshotResult
from articlewatch.lint.suppression import SideEntry
from articlewatch.report.pieces import excerpt_pieces
from articlewatch.serve.answers import Answers, Here, Reply
from articlewatch.serve.articles import checked_now, find_finding, why_unchecked
from articlewatch.serve.entries import name_of

_LONGEST = 500  # code points of a reason


class IgnoreViews:
    """Answers to requests about the ignore file. The store is never written to."""

    def __init__(self, answers: Answers) -> None:
        self._answers, self._desk = answers, answers.desk

    def ignore(self, key: int, fingerprint: str) -> Reply:
        """The form for one finding of the newest text; sent back, its entry is written."""
        with self._answers.here(key) as here:
            result = self._result(here)
            finding = find_finding(result, fingerprint) if result else None
            if result is None or finding is None or finding.category == "meta":
                return self._gone(here, result, fingerprint)
            fault = ""
            if request.method == "POST":
                try:
                    self._desk.ignores.add(_entry(here.page.title, finding))
                    return redirect(f"/page/{key}?done=ignored", 303)
                except ArticlewatchError as error:
                    fault = str(error)
            asked = request.form
            return self._answers.form(
                "ignore.html",
                409 if fault else 200,
                here=here.page,
                view="",
                f=finding,
                excerpt=excerpt_pieces(result.snapshot.text, finding.span),
                fault=fault,
                reason=asked.get("reason", ""),
                reach=asked.get("reach", "finding"),
                expires=asked.get("expires", ""),
                file=str(self._desk.place.ignore_file),
                ignores_read=self._desk.place.ignores_read,
                namesakes=here.namesakes,
            )

    def ignored(self, key: int) -> Reply:
        """The entries for the article; one that is sent back is taken out of the file."""
        with self._answers.here(key) as here:
            if request.method == "POST":
                self._desk.ignores.remove(request.form.get("entry", ""))
                return redirect(f"/page/{key}?done=restored", 303)
            result = self._result(here)
            silenced = result.suppressed if result else ()
            entries = [entry for entry in self._desk.ignores.entries() if entry.page == here.page.title]
            by_print = {finding.fingerprint: finding for finding, _ in silenced}
            return self._answers.form(
                "ignored.html",
                here=here.page,
                view="ignored",
                entries=[
                    (entry, name_of(entry), by_print.get(entry.fingerprint), entry.expired(_today()))
                    for entry in entries
                ],
                by_comment=[
                    (finding, why) for finding, why in silenced if not any(entry.covers(finding) for entry in entries)
                ],
                file=str(self._desk.place.ignore_file),
            )

    def _result(self, here: Here) -> SnapshotResult | None:
        if why_unchecked(here.store, here.page):
            return None
        return checked_now(self._desk, here.store, here.page, here.moment)

    def _gone(self, here: Here, result: SnapshotResult | None, fingerprint: str) -> Reply:
        already = result is not None and any(finding.fingerprint == fingerprint for finding, _ in result.suppressed)
        why = (
            "It is ignored already."
            if already
            else "It is not in the newest text: the article has changed since the page was made."
        )
        at = f"/page/{here.page.key}"
        return self._answers.page("error.html", 409, name="That finding does not stand", why=why, at=at)


def _entry(title: str, finding: Finding) -> SideEntry:
    """Return the entry that the form asks for. Raises ConfigurationError when something in it makes no sense."""
    reason = " ".join(request.form.get("reason", "").split())
    if not reason:
        raise ConfigurationError("Say why: an entry without a reason helps nobody later.")
    if len(reason) > _LONGEST:
        raise ConfigurationError(f"The reason is longer than {_LONGEST} characters.")
    whole = request.form.get("reach") == "rule"
    return SideEntry(title, finding.rule, "" if whole else finding.fingerprint, reason, _expires())


def _expires() -> date | None:
    asked = request.form.get("expires", "").strip()
    if not asked:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise ConfigurationError(f"A date is like 2027-01-31, not {asked!r}.") from None
    if day < _today():
        raise ConfigurationError("That day is over.")
    return day


def _today() -> date:
    return datetime.now(UTC).date()
