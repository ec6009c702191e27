"""An option's value out of a few words."""

from __future__ import annotations

from collections.abc import Sequence

import click

from articlewatch.lint.suggest import did_you_mean


class Choice(click.ParamType[str]):
    """One of a few words; a mistyped one is answered with the nearest."""

    def __init__(self, name: str, words: Sequence[str]) -> None:
        self.name = name
        self.words = tuple(words)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return *value*, or fail with a suggestion."""
        if value not in self.words:
            hint = did_you_mean(value, self.words) or f"; choose from {', '.join(self.words)}"
            self.fail(f"unknown {self.name} {value!r}{hint}", param, ctx)
        return value

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the word shown in the help."""
        return self.name.upper().replace(" ", "-")
