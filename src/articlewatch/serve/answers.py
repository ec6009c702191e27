"""What the views have in common: the store of one request, the numbers in an address, a page as an answer."""

from __future__ import annotations

import shlex
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from flask import Response, abort, request
from werkzeug.wrappers import Response as Reply

from articlewatch.history.pages import StoredPage, page_by_key
from articlewatch.history.schema import StoreError
from articlewatch.history.store import DEFAULT_PATH, Store
from articlewatch.report.seen import seen
from articlewatch.serve.desk import Desk
from articlewatch.serve.guard import Guard
from articlewatch.serve.reading import reading, version_of_file
from articlewatch.serve.rendering import render

__all__ = ["Answers", "Here", "Reply"]


class Here(NamedTuple):
    """The page that an address names, and the store it is in; ``moment`` is what changes when the store does."""

    store: Store
    page: StoredPage
    moment: Hashable

    @property
    def namesakes(self) -> int:
        """How many pages of the store have the title of this one."""
        row = self.store.connection.execute("SELECT count(*) FROM page WHERE title = ?", (self.page.title,)).fetchone()
        return int(row[0])


class Answers:
    """Makes answers out of templates, for what *desk* knows."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        self.desk, self.guard = desk, guard

    @contextmanager
    def store(self) -> Iterator[tuple[Store, Hashable]]:
        """Give the store as it is now, and what changes when it does. Raises StoreError."""
        path = self.desk.place.store
        moment = version_of_file(path)  # before it is opened: what is newer than that is looked at once more
        with reading(path) as store:
            yield store, moment

    @contextmanager
    def here(self, key: int) -> Iterator[Here]:
        """Give the page with number *key*; ends in 404 when there is none. Raises StoreError."""
        with self.store() as (store, moment):
            try:
                page = page_by_key(store, key)
            except StoreError:
                abort(404, "The store has no such page.")
            yield Here(store, page, moment)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """Return the page that *template* makes of *values*."""
        text, policy = render(template, **values)
        return Response(text, status, {"Content-Security-Policy": policy}, mimetype="text/html")

    def form(self, template: str, status: int = 200, **values: Any) -> Reply:
        """Return a page with a form that changes something."""
        reply = self.page(template, status, token=self.guard.token, **values)
        return self.guard.give_cookie(reply)

    def command_for(self, here: Here) -> str:
        """Return what follows ``articlewatch log`` on a command line to follow the page."""
        words = [shlex.quote(here.page.title)]
        if here.namesakes > 1:
            words += ["--site", shlex.quote(here.page.site_key)]
        if str(self.desk.place.store) != DEFAULT_PATH:
            words += ["--store", shlex.quote(str(self.desk.place.store))]
        return seen(" ".join(words))


def asked_number(name: str) -> int:
    """Return a number in the query of the request; 1 when there is none."""
    value = request.args.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else 1
