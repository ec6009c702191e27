"""The pages of the site: the report's own templates and those beside this module, with one style and one script."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from articlewatch.report.seen import seen, sound
from articlewatch.report.templating import environment, policy, resource

_OURS, _REPORTS = "articlewatch.serve", "articlewatch.report"
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


def render(template: str, **values: Any) -> tuple[str, str]:
    """Return (the page, its Content-Security-Policy) that *template* makes of *values*. It makes no request."""
    style = resource(_REPORTS, "report.css") + resource(_OURS, "serve.css")
    script = resource(_OURS, "serve.js")
    if template == "page.html":
        script = resource(_REPORTS, "report.js") + script
    rule = policy(style, script, forms="'self'")
    made = environment(_OURS).get_template(template)
    text = made.render(
        style=style, script=script, policy=rule, seen=seen, ago=ago, when=when, address=address, **values
    )
    return sound(text), f"{rule}; frame-ancestors 'none'"


def ago(moment: int) -> str:
    """Return how long ago a moment (POSIX seconds) was, roughly."""
    seconds = max(int(time.time()) - moment, 0)
    for length, unit in _UNITS:
        if seconds >= length:
            return f"{seconds // length} {unit} ago"
    return "just now"


def when(moment: int) -> str:
    """Return a moment (POSIX seconds) in UTC, to the minute."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")


def address(path: str, **query: object) -> str:
    """Return *path* with what is not empty of *query*."""
    chosen = {name: str(value).encode("utf-8", "replace") for name, value in query.items() if value not in ("", None)}
    return f"{path}?{urlencode(chosen)}" if chosen else path
