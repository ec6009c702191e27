"""Run the program as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(
    folder: Path, *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> tuple[int, str, str]:
    """Run the program in *folder*; return its exit status and what it wrote to both outputs."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ARTICLEWATCH_")}
    result = subprocess.run(
        [sys.executable, "-m", "articlewatch", *arguments],
        cwd=folder, env=clean | (environment or {}), input=stdin, capture_output=True, check=False,
    )  # fmt: skip
    error = result.stderr.decode()
    assert "Traceback" not in error, error
    return result.returncode, result.stdout.decode(), error
