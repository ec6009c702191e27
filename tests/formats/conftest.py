"""Golden files: what a format must print, byte for byte."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for report_factories

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the file of that name; ``UPDATE_EXPECTED=1`` writes it anew."""

    def check(name: str, text: str) -> None:
        file = EXPECTED / name
        if os.environ.get("UPDATE_EXPECTED"):
            file.write_bytes(text.encode())
        assert file.read_bytes().decode() == text

    return check
