"""Edits of template parameters that keep the layout of the template."""

from __future__ import annotations

from articlewatch.article.cs1 import value_span
from articlewatch.article.spans import Span
from articlewatch.article.templates import Parameter
from articlewatch.lint.finding import Edit

__all__ = ["delete_parameter", "insert_after", "name_span", "rename_parameter", "replace_value", "value_span"]


def name_span(parameter: Parameter, text: str) -> Span:
    """Return the span of a named parameter's name without the white space around it."""
    written = parameter.name_span.of(text)
    start = parameter.name_span.start + len(written) - len(written.lstrip())
    return Span(start, start + len(written.strip()))


def rename_parameter(parameter: Parameter, text: str, name: str) -> Edit:
    """Return the edit that gives *parameter* another name."""
    span = name_span(parameter, text)
    return Edit(span.start, span.end, name)


def replace_value(parameter: Parameter, text: str, value: str) -> Edit:
    """Return the edit that gives *parameter* another value and leaves the white space around it."""
    span = value_span(parameter, text)
    return Edit(span.start, span.end, value)


def delete_parameter(parameter: Parameter, text: str) -> Edit:
    """Return the edit that removes *parameter* with its pipe; what precedes the closing braces stays closed up."""
    start, end = parameter.span
    if text.startswith("}}", end):
        while text[start - 1] == " ":
            start -= 1
        written = text[start:end]
        if "\n" in written[len(written.rstrip()) :] and text[start - 1] != "\n":
            end -= len(written) - len(written.rstrip())  # the line feed before the braces belongs to the template
    return Edit(start, end, "")


def insert_after(parameter: Parameter, text: str, name: str, value: str) -> Edit:
    """Return the edit that puts ``|name=value`` behind *parameter*, spaced as that one is."""
    end = value_span(parameter, text).end
    before = text[parameter.span.start - 1]
    lead = " " if before == " " else "\n" if before == "\n" else ""
    return Edit(end, end, f"{lead}|{name}={value}")
