"""Jinja2 with everything escaped, and a page whose style and script are locked by their hashes."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from articlewatch.report.charts.shapes import number
from articlewatch.report.model import Piece
from articlewatch.report.seen import sound
from articlewatch.report.words import code_runs, paragraphs, plural

#: White space that a style sheet needs for its readers only; none of our strings holds such a sign.
_GAPS = re.compile(r"\s*([{};,])\s*")


_TAGS = {
    "same": ("", ""),
    "marked": ("<mark>", "</mark>"),
    "removed": ("<del>", "</del>"),
    "added": ("<ins>", "</ins>"),
}


def tagged(pieces: Iterable[Piece]) -> Markup:
    """Return *pieces* as HTML, their text escaped. A template would take three times as long, for every finding."""
    return Markup("".join(f"{_TAGS[mark][0]}{escape(text)}{_TAGS[mark][1]}" for text, mark in pieces))


@cache
def environment(*packages: str) -> Environment:
    """Return what renders the templates of *packages*, the first before the next, and of the report after them."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "articlewatch.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(num=number, plural=plural, paragraphs=paragraphs, code_runs=code_runs, tagged=tagged)
    environment.globals["signs"] = {"error": "✖", "warning": "▲", "suggestion": "●"}
    return environment


def render_page(template: str, **values: Any) -> str:
    """Return the page that *template* makes of *values*. It makes no request: its policy forbids all."""
    style, script = resource("articlewatch.report", "report.css"), resource("articlewatch.report", "report.js")
    page = environment().get_template(template)
    return short_quotes(sound(page.render(style=style, script=script, policy=policy(style, script), **values)))


def short_quotes(page: str) -> str:
    """Return *page* with apostrophes as they are: no attribute of the templates stands between single quotes."""
    return page.replace("&#39;", "'")


def policy(style: str, script: str, *, forms: str = "'none'") -> str:
    """Return the Content-Security-Policy of a page with this *style* and *script*; *forms* is where forms may go."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        f"img-src data:; base-uri 'none'; form-action {forms}"
    )


@cache
def resource(package: str, name: str) -> str:
    """Return a style or script beside the templates of *package*, without the white space it can do without."""
    text = resources.files(package).joinpath("templates", name).read_text(encoding="utf-8")
    if name.endswith(".css"):
        text = _GAPS.sub(r"\1", text).replace(": ", ":")
    return "\n" + "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
