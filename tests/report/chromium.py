"""A headless Chromium driven over its debugging pipe: no driver, no socket, no library."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TIMEOUT = 60.0


class Browser:
    """One page in a browser. Keeps what it requested, what its console said, and what its policy refused."""

    def __init__(self, program: str, profile: Path) -> None:
        to_read, self._out = os.pipe()
        self._in, to_write = os.pipe()
        command = [
            program,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            "about:blank",
        ]
        # The browser reads from descriptor 3 and writes to 4; both are moved out of the way first.
        reading, writing = (fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (to_read, to_write))

        def place() -> None:
            os.dup2(reading, 3)
            os.dup2(writing, 4)

        self._process = subprocess.Popen(
            command, preexec_fn=place, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(reading)
        os.close(writing)
        os.close(to_read)
        os.close(to_write)
        self._waiting = b""
        self._number = 0
        self._session = ""
        self.requests: list[str] = []
        self.said: list[str] = []
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """Return what the browser answers to a command of its protocol; events met on the way are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return answer["result"]
            self._keep(answer)

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + TIMEOUT
        while b"\0" not in self._waiting:
            part = os.read(self._in, 1 << 16)
            if not part or time.monotonic() > until:
                raise AssertionError("the browser does not answer")
            self._waiting += part
        message, _, self._waiting = self._waiting.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def _keep(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Runtime.consoleAPICalled":
                self.said.append(" ".join(str(a.get("value", a.get("description"))) for a in params["args"]))
            case "Runtime.exceptionThrown":
                self.said.append(str(params["exceptionDetails"].get("exception", {}).get("description")))
            case "Log.entryAdded":
                self.said.append(params["entry"]["text"])
            case "Page.javascriptDialogOpening":
                self.said.append(f"dialog: {params['message']}")
                self.call("Page.handleJavaScriptDialog", accept=True)

    def open(self, place: Path | str, *, fragment: str = "") -> None:
        """Load a file, and wait until it is there. What was kept of the page before is forgotten."""
        url = (place.resolve().as_uri() if isinstance(place, Path) else place) + fragment
        self.call("Page.navigate", url="about:blank")
        self._settle("about:blank")
        self.requests.clear()
        self.said.clear()
        self.call("Page.navigate", url=url)
        self._settle(url.partition("#")[0])

    def _settle(self, url: str) -> None:
        until = time.monotonic() + TIMEOUT
        while time.monotonic() < until:
            if self.run(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(url)})"):
                return
            time.sleep(0.02)
        raise AssertionError(f"{url} does not load")

    def run(self, expression: str) -> Any:
        """Return the value of a JavaScript expression (or of the promise it gives) in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"].get("exception", {}).get("description"))
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key as a person would."""
        text = {"text": key} if len(key) == 1 else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def look(self, width: int, *, dark: bool = False, paper: bool = False, scale: float = 1) -> None:
        """Show the page in a window of *width* CSS pixels at a zoom of *scale*, dark, or as printed."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=scale, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media="print" if paper else "", features=[scheme])

    def close(self) -> None:
        """End the browser."""
        with contextlib.suppress(OSError):
            os.write(self._out, json.dumps({"id": 0, "method": "Browser.close"}).encode() + b"\0")
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._out)
        os.close(self._in)


def missing(what: str) -> None:
    """Skip the test, or fail it where everything must be there."""
    if os.environ.get("ARTICLEWATCH_REQUIRE_SERVERS") == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A browser; the test is skipped unless the run asks for it."""
    wanted = "browser" in (request.config.option.markexpr or "")
    if not wanted and os.environ.get("ARTICLEWATCH_REQUIRE_SERVERS") != "1":
        pytest.skip("takes half a minute: run pytest -m browser")
    with browsing(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@contextlib.contextmanager
def browsing(profile: Path) -> Iterator[Browser]:
    """Give a browser for the time of a block; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        missing("no Chromium on this machine")
        return
    browser = Browser(program, profile)
    try:
        yield browser
    finally:
        browser.close()
