"""The one family of errors a user may see; each is shown as one line on standard error."""

from __future__ import annotations


class ArticlewatchError(Exception):
    """Something the user can act on. ``exit_status`` is what the command line exits with."""

    exit_status = 2


class ConfigurationError(ArticlewatchError):
    """A setting, rule file or option that cannot be used."""


class SourceError(ArticlewatchError):
    """A source (file, page, wiki, store) that could not be read completely."""

    exit_status = 3


class RuleError(ArticlewatchError):
    """A rule that broke down on a page: a fault of the rule, not of the page."""

    exit_status = 3
