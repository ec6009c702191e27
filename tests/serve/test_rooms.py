"""Where the site's modules stand in the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "articlewatch"
#: The only modules that know the framework and the server.
WITH_EXTRA = {"answers.py", "app.py", "guard.py", "ignoring.py", "running.py", "views.py"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_only_the_command_line_stands_above_the_site() -> None:
    above = [
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if any(name.startswith("articlewatch.serve") for name in imported(file)) and file.parent.name != "serve"
    ]
    assert above == ["cli/serve.py"]
    inside = [name for file in (SOURCE / "serve").glob("*.py") for name in imported(file)]
    assert inside and not [name for name in inside if name.startswith(("articlewatch.cli", "articlewatch.formats"))]


def test_the_framework_is_known_in_few_rooms() -> None:
    extra = {"flask", "werkzeug", "waitress"}
    found = {file for file in SOURCE.rglob("*.py") if {name.partition(".")[0] for name in imported(file)} & extra}
    assert {file.name for file in found} == WITH_EXTRA and {file.parent.name for file in found} == {"serve"}
