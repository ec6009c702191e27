"""A site asked through the framework's test client, as a browser would ask it."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from serve.making import words
from werkzeug.test import TestResponse

from articlewatch.serve.app import make_app
from articlewatch.serve.desk import Desk
from articlewatch.serve.guard import Guard


class LocalSite:
    """Asks for pages and sends forms. Cookies are kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.guard = Guard(8137)
        self.client: FlaskClient = make_app(desk, self.guard).test_client()

    def get(self, address: str, status: int = 200, **more: Any) -> TestResponse:
        """Return the answer, which has this *status*."""
        answer = self.client.get(address, base_url="http://127.0.0.1:8137", **more)
        assert answer.status_code == status, (address, answer.status, words(answer.text))
        return answer

    def read(self, address: str, status: int = 200) -> str:
        """Return what a reader sees at *address*."""
        return words(self.get(address, status).text)

    def post(self, address: str, status: int = 303, **fields: str) -> TestResponse:
        """Send *fields* as the form at *address*, with its token and cookie."""
        self.client.get(address, base_url="http://127.0.0.1:8137")
        answer = self.client.post(address, base_url="http://127.0.0.1:8137", data={"token": self.guard.token, **fields})
        assert answer.status_code == status, (address, answer.status, words(answer.text))
        return answer


class Tags(HTMLParser):
    """The tags of a page with their attributes, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def ways_to_ignore(html: str) -> list[str]:
    """Return the addresses that a page offers to ignore a finding."""
    return [unescape(found) for found in re.findall(r'href="(/page/\d+/ignore/[^"]+)"', html)]
