"""The fixture ``mediawiki``: a real MediaWiki for the tests marked ``server``.

Setting it up takes half a minute, so it happens only when the run asks for it: ``pytest -m server``, or
``ARTICLEWATCH_REQUIRE_SERVERS=1`` (then what cannot be had is a failure, not a skip), or when the wiki is
already set up. Whoever started the server stops it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator

import pytest
from mediawiki.server import MediaWiki


@pytest.fixture(scope="session")
def mediawiki(request: pytest.FixtureRequest) -> Iterator[MediaWiki]:
    wiki = MediaWiki.from_environment()
    required = os.environ.get("ARTICLEWATCH_REQUIRE_SERVERS") == "1"
    reason = _obstacle(wiki, required or "server" in (request.config.option.markexpr or ""))
    if reason and not required:
        pytest.skip(reason)
    wiki.folder.mkdir(parents=True, exist_ok=True)
    with (wiki.folder / "session.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one test session at a time: the knobs are shared
        started_here = not wiki.is_running
        try:
            wiki.start()
        except RuntimeError as error:
            if required:
                raise
            pytest.skip(f"MediaWiki did not start: {error}")
        wiki.calm()
        yield wiki
        wiki.calm()
        if started_here:
            wiki.stop()


@pytest.fixture(autouse=True)
def calm_mediawiki(request: pytest.FixtureRequest) -> Iterator[None]:
    """Put the knobs of the test wiki back after every test that may have turned them."""
    yield
    if "mediawiki" in request.fixturenames:
        request.getfixturevalue("mediawiki").calm()


def _obstacle(wiki: MediaWiki, asked_for: bool) -> str:
    if wiki.is_set_up:
        return ""
    if not asked_for:
        return "needs a MediaWiki: run pytest -m server"
    if shutil.which("apt-get") is None or shutil.which("dpkg") is None:
        return "needs a MediaWiki, which is made of Debian's packages: no apt-get here"
    if os.geteuid() != 0 and shutil.which("php") is None:
        return "needs a MediaWiki: PHP is missing, and only root can install it"
    return ""
