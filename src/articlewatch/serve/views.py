"""The pages that only show: the list, an article, its timeline, its findings through time, a difference."""

from __future__ import annotations

from flask import abort, redirect, request

import articlewatch
from articlewatch.history.pages import sites
from articlewatch.history.revisions import StoredRevision, history
from articlewatch.history.schema import StoreError
from articlewatch.lint.finding import SEVERITIES
from articlewatch.report import Report
from articlewatch.report.html import article_values
from articlewatch.serve.answers import Answers, Here, Reply, asked_number
from articlewatch.serve.articles import article, followed_of, unfollowed, why_unchecked
from articlewatch.serve.comparing import before, comparison, revision_of
from articlewatch.serve.lives import STATUSES, Choice, lives_page
from articlewatch.serve.overview import ORDERS, Asked, overview
from articlewatch.serve.timeline import timeline
from articlewatch.watch.watchlist import all_tags

#: findings of one kind that a comparison lists
_MOST = 60
_SAID = {"ignored": "The finding is ignored from now on.", "restored": "The entry is taken back: the finding counts."}


class Views:
    """Answers to requests that change nothing."""

    def __init__(self, answers: Answers) -> None:
        self._answers, self._desk = answers, answers.desk

    def list(self) -> Reply:
        """The watched pages, or all that are stored; those when nothing is watched and nobody said which."""
        asked = request.args
        with self._answers.store() as (store, _):
            watched = store.connection.execute("SELECT 1 FROM watch LIMIT 1").fetchone() is not None
            scope = asked.get("scope", "watched" if watched else "all")
            order = asked.get("sort", "")
            wanted = Asked(
                "watched" if scope == "watched" else "all",
                asked.get("q", "").strip(),
                asked.get("site", ""),
                asked.get("tag", ""),
                order if order in ORDERS else "title",
                asked_number("page"),
            )
            return self._answers.page(
                "list.html",
                seen_list=overview(store, wanted, self._desk.entries()),
                sites=[site.key for site in sites(store)],
                tags=all_tags(store),
                severities=SEVERITIES,
            )

    def article(self, key: int) -> Reply:
        """The report of the newest text."""
        with self._answers.here(key) as here:
            why = why_unchecked(here.store, here.page)
            if why:
                return self._answers.page("unchecked.html", here=here.page, why=why, view="article")
            since = request.args.get("since") or "last"
            page = article(self._desk, here.store, here.page, here.moment, since=since)
            known = followed_of(self._desk, here.store, here.page, here.moment)
            with self._desk.linting() as linter:
                rules = tuple(active.rule.info for active in linter.active)
            values = article_values(Report((page,), rules, version=articlewatch.__version__), page)
            return self._answers.page(
                "page.html",
                here=here.page,
                view="article",
                unfollowed="" if known.current else unfollowed(known),
                quoted_title=self._answers.command_for(here),
                message=_SAID.get(request.args.get("done", ""), ""),
                undo=f"/page/{key}/ignored" if request.args.get("done") == "ignored" else "",
                **values,
            )

    def timeline(self, key: int) -> Reply:
        """The edits, newest first."""
        with self._answers.here(key) as here:
            return self._answers.page(
                "timeline.html",
                here=here.page,
                view="timeline",
                line=timeline(self._desk, here.store, here.page, here.moment, asked_number("page")),
                quoted_title=self._answers.command_for(here),
            )

    def findings(self, key: int) -> Reply:
        """The findings with their lives."""
        asked = request.args
        status = asked.get("status", "standing")
        with self._answers.here(key) as here:
            known = followed_of(self._desk, here.store, here.page, here.moment)
            choice = Choice(
                status if status in STATUSES else "",
                asked.get("rule", ""),
                asked.get("q", "").strip(),
                asked_number("page"),
            )
            entries = [entry for entry in self._desk.entries() if entry.page == here.page.title]
            return self._answers.page(
                "lives.html",
                here=here.page,
                view="lives",
                known=known,
                lives=lives_page(known.lives, choice, entries),
                quoted_title=self._answers.command_for(here),
            )

    def edit(self, key: int, new: int) -> Reply:
        """What one edit changed."""
        with self._answers.here(key) as here:
            stored = self._revision(here, new)
            line = [one.revision.revid for one in history(here.store, here.page)]
            at = line.index(new) if new in line else -1
            beside = (line[at - 1] if at > 0 else 0, line[at + 1] if 0 <= at < len(line) - 1 else 0)
            try:
                old = before(here.store, here.page, stored)
            except StoreError as error:
                return self._comparison(here, str(error), beside)
            if old is None and at > 0:
                return self._comparison(here, f"the text before revision {new} is hidden or not stored", beside)
            step = followed_of(self._desk, here.store, here.page, here.moment).steps.get(new)
            return self._compared(here, old, stored, beside, one_edit=step is None or step.restored is None)

    def diff(self, key: int, old: int, new: int) -> Reply:
        """What lies between any two revisions."""
        with self._answers.here(key) as here:
            return self._compared(here, self._revision(here, old), self._revision(here, new), (0, 0))

    def compare(self, key: int) -> Reply:
        """On to the difference of the revisions chosen in the timeline, the older one first."""
        chosen = [request.args.get(name, "") for name in ("old", "new")]
        if not all(one.isdecimal() and len(one) < 19 for one in chosen):
            abort(400, "Choose two revisions in the timeline.")
        with self._answers.here(key) as here:
            pair = [self._revision(here, int(one)).revision for one in chosen]
            old, new = sorted(pair, key=lambda revision: (revision.timestamp, revision.revid))
            return redirect(f"/page/{key}/diff/{old.revid}/{new.revid}", 303)

    def _revision(self, here: Here, revid: int) -> StoredRevision:
        try:
            return revision_of(here.store, here.page, revid)
        except StoreError as error:
            abort(404, str(error))

    def _compared(
        self,
        here: Here,
        old: StoredRevision | None,
        new: StoredRevision,
        beside: tuple[int, int],
        *,
        one_edit: bool = False,
    ) -> Reply:
        try:
            found = comparison(self._desk, here.store, here.page, here.moment, old, new, one_edit=one_edit)
        except StoreError as error:
            return self._comparison(here, str(error), beside)
        return self._comparison(here, "", beside, c=found)

    def _comparison(self, here: Here, why: str, beside: tuple[int, int], c: object = None) -> Reply:
        way = "side" if request.args.get("view") == "side" else "inline"
        return self._answers.page(
            "diff.html",
            here=here.page,
            view="timeline",
            c=c,
            why=f"{why[:1].upper()}{why[1:]}.",
            way=way,
            path=request.path,
            most=_MOST,
            previous=beside[0],
            following=beside[1],
        )
