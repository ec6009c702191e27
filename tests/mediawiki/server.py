"""The test wiki from Python: start and stop it, turn its knobs, read its log, edit it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import requests
from mediawiki.exports import ExportPage, export_xml

_SCRIPT = Path(__file__).with_name("start-mediawiki.sh")

#: the account with every right, and its bot password
BOT, BOT_PASSWORD = "TestBot@tests", "0123456789abcdef" * 2


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the server's log. A negative ``status`` is a fault that was asked for."""

    time: float
    method: str
    uri: str
    status: int
    headers: dict[str, str]


class MediaWiki:
    """A MediaWiki on this machine. Texts lose trailing white space when they are saved, as on any wiki."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.url = f"http://127.0.0.1:{port}"
        self.api = f"{self.url}/api.php"
        self._control = folder / "ctl"

    @classmethod
    def from_environment(cls) -> MediaWiki:
        """Return the wiki that ``MW_DIR`` and ``MW_PORT`` name; it need not run."""
        folder = os.environ.get("MW_DIR") or f"{tempfile.gettempdir()}/articlewatch-mediawiki"
        return cls(Path(folder), int(os.environ.get("MW_PORT", "8089")))

    @property
    def is_set_up(self) -> bool:
        return (self.folder / "data" / ".complete").exists()

    @property
    def is_running(self) -> bool:
        return self._script("status", check=False).returncode == 0

    def start(self) -> None:
        """Set up what is missing and start. Raises RuntimeError with the reason."""
        result = self._script("start", check=False)
        if result.returncode:
            raise RuntimeError(result.stderr.strip().splitlines()[-1] if result.stderr.strip() else "no reason")

    def stop(self) -> None:
        self._script("stop")

    def maintenance(self, script: str, *arguments: str) -> str:
        """Run one of MediaWiki's maintenance scripts and return what it printed."""
        return self._script("mw", script, *arguments).stdout

    def fault(self, status: int, count: int = 1, retry_after: int = 0) -> None:
        """Let the next *count* requests fail: with an HTTP status, or 0 cut short, 1 HTML, 2 silence."""
        (self._control / "fault").write_text(f"{status} {count} {retry_after}")

    def lag(self, seconds: float | None) -> None:
        """Pretend that the database is so much behind; None ends it."""
        self._knob("lag", None if seconds is None else str(seconds))

    def read_only(self, reason: str | None) -> None:
        """Make the wiki read only for *reason*; None ends it."""
        self._knob("readonly", reason)

    def calm(self) -> None:
        """Put all knobs back."""
        for name in ("fault", "lag", "readonly"):
            self._knob(name, None)

    @contextmanager
    def recorded(self) -> Iterator[list[Request]]:
        """Give a list that holds, after the block, the requests made within it."""
        log = self._control / "access.log"
        before = log.stat().st_size if log.exists() else 0
        requests_made: list[Request] = []
        yield requests_made
        with log.open("rb") as lines:
            lines.seek(before)
            for line in lines:
                entry = json.loads(line)
                requests_made.append(
                    Request(entry["t"], entry["method"], entry["uri"], entry["status"], entry["headers"])
                )

    @cached_property
    def editor(self) -> Editor:
        """A session of the account with every right."""
        return Editor(self.api)

    def import_pages(self, pages: Sequence[ExportPage]) -> dict[str, int]:
        """Import *pages* with their times and users (the ids are new); return their page ids by title."""
        with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as file:
            file.write(export_xml(pages))
            file.flush()
            self.maintenance("importDump", "--no-updates", file.name)
        found: dict[str, int] = {}
        for start in range(0, len(pages), 50):
            titles = "|".join(page.title for page in pages[start : start + 50])
            answer = self.editor.call(action="query", titles=titles)
            found |= {page["title"]: int(page["pageid"]) for page in answer["query"]["pages"]}
        return found

    def _knob(self, name: str, text: str | None) -> None:
        if text is None:
            (self._control / name).unlink(missing_ok=True)
        else:
            (self._control / name).write_text(text)

    def _script(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"MW_DIR": str(self.folder), "MW_PORT": str(self.port)}
        return subprocess.run(
            ["sh", str(_SCRIPT), *arguments], env=environment, check=check, capture_output=True, text=True
        )


class Editor:
    """A session that edits, hides, moves and deletes on the test wiki."""

    def __init__(self, api: str, user: str = BOT, password: str = BOT_PASSWORD) -> None:
        self._api = api
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "articlewatch-tests"
        self._session.headers["X-No-Fault"] = "1"
        token = self.call(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
        answer = self.call(action="login", lgname=user, lgpassword=password, lgtoken=token)
        assert answer["login"]["result"] == "Success", answer
        self._token = self.call(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]

    def call(self, **fields: object) -> dict[str, Any]:
        """Return the answer to one request; an error fails the test."""
        fields = {"format": "json", "formatversion": 2, "errorformat": "plaintext"} | fields
        answer: dict[str, Any] = self._session.post(self._api, data=fields, timeout=60).json()
        assert "errors" not in answer, answer["errors"]
        return answer

    def edit(self, title: str, text: str, **fields: object) -> int:
        """Save *text* and return the id of the revision, 0 when nothing changed."""
        answer = self.call(action="edit", title=title, text=text, token=self._token, **fields)
        return int(answer["edit"].get("newrevid", 0))

    def hide(self, *revids: int, what: str = "content|comment|user", suppress: bool = False) -> None:
        """Hide fields of revisions from the public, or from everybody but the suppressors."""
        ids = "|".join(map(str, revids))
        self.call(
            action="revisiondelete", type="revision", ids=ids, hide=what, token=self._token,
            suppress="yes" if suppress else "no",
        )  # fmt: skip

    def show(self, *revids: int, what: str = "content|comment|user") -> None:
        """Show again what was hidden."""
        ids = "|".join(map(str, revids))
        self.call(action="revisiondelete", type="revision", ids=ids, show=what, token=self._token)

    def move(self, old: str, new: str, *, leave_redirect: bool = True) -> None:
        fields = {} if leave_redirect else {"noredirect": 1}
        self.call(action="move", **{"from": old}, to=new, token=self._token, **fields)

    def protect(self, title: str, protections: str, expiry: str = "infinite") -> None:
        """Protect a page as in ``edit=sysop|move=sysop``; ``edit=all|move=all`` ends it."""
        self.call(action="protect", title=title, protections=protections, expiry=expiry, token=self._token)

    def delete(self, title: str) -> None:
        self.call(action="delete", title=title, token=self._token)

    def undelete(self, title: str, timestamps: Sequence[str] = ()) -> None:
        """Bring a page back, or only its revisions of these times."""
        self.call(action="undelete", title=title, timestamps="|".join(timestamps), token=self._token)
