"""What many tests share: where the shared material lies, and what to do without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mediawiki.fixture import calm_mediawiki, mediawiki
from report.chromium import browser

from articlewatch.lint import Rule, load_rules

__all__ = ["browser", "calm_mediawiki", "mediawiki"]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material beside the checkout; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("the shared corpus is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def seed(shared: Path) -> Path:
    """The user's own article as plain text."""
    return next((shared / "seed").glob("*.txt"))


@pytest.fixture(scope="session")
def rules() -> list[Rule]:
    """The built-in rules."""
    return load_rules()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is slow unless the run asks for it."""
    if "slow" not in (config.option.markexpr or ""):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="takes a minute or more: run pytest -m slow"))
