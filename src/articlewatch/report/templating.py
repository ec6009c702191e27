"""Jinja2 with everything escaped, and a page whose style and script are locked by their hashes."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from articlewatch.report.charts.shapes import number
from articlewatch.report.seen import sound
from articlewatch.report.words import code_runs, paragraphs, plural


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("articlewatch.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(num=number, plural=plural, paragraphs=paragraphs, code_runs=code_runs)
    environment.globals["signs"] = {"error": "✖", "warning": "▲", "suggestion": "●"}
    return environment


def render_page(template: str, **values: Any) -> str:
    """Return the page that *template* makes of *values*. It makes no request: its policy forbids all."""
    style, script = _resource("report.css"), _resource("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template(template).render(style=style, script=script, policy=policy, **values)
    return sound(page)


@cache
def _resource(name: str) -> str:
    text = resources.files("articlewatch.report").joinpath("templates", name).read_text(encoding="utf-8")
    return "\n" + "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
