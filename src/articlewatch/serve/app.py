"""The addresses of the site, and what is said when something cannot be answered."""

from __future__ import annotations

from flask import Flask
from werkzeug.exceptions import HTTPException

from articlewatch.errors import ArticlewatchError, ConfigurationError
from articlewatch.serve.answers import Answers, Reply
from articlewatch.serve.desk import Desk
from articlewatch.serve.guard import Guard
from articlewatch.serve.ignoring import IgnoreViews
from articlewatch.serve.views import Views

_LARGEST_FORM = 65536  # bytes
#: the largest number that SQLite takes
_MOST = (1 << 63) - 1


def make_app(desk: Desk, guard: Guard) -> Flask:
    """Return the site over what *desk* knows, guarded by *guard*."""
    app = Flask("articlewatch.serve", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_FORM
    guard.install(app)
    answers = Answers(desk, guard)
    look, change = Views(answers), IgnoreViews(answers)
    page = f"/page/<int(max={_MOST}):key>"
    number = f"<int(max={_MOST}):{{}}>"
    for rule, name, view in (
        ("/", "list", look.list),
        (page, "article", look.article),
        (f"{page}/timeline", "timeline", look.timeline),
        (f"{page}/findings", "findings", look.findings),
        (f"{page}/edit/{number.format('new')}", "edit", look.edit),
        (f"{page}/diff/{number.format('old')}/{number.format('new')}", "diff", look.diff),
        (f"{page}/compare", "compare", look.compare),
    ):
        app.add_url_rule(rule, name, view)
    app.add_url_rule(f"{page}/ignore/<fingerprint>", "ignore", change.ignore, methods=["GET", "POST"])
    app.add_url_rule(f"{page}/ignored", "ignored", change.ignored, methods=["GET", "POST"])

    def refused(error: HTTPException) -> Reply:
        if error.code is None or error.code < 400:
            return error.get_response()
        why = error.description or ""
        return answers.page("error.html", error.code, name=error.name, why=why)

    def failed(error: ArticlewatchError) -> Reply:
        status = 400 if isinstance(error, ConfigurationError) else 503
        return answers.page("error.html", status, name="That did not work", why=str(error))

    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(ArticlewatchError, failed)
    return app
