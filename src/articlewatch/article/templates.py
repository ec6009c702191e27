"""Template calls and their parameters, worked out when they are first asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from articlewatch.article.nodes import Node, strip_comments
from articlewatch.article.spans import Span
from articlewatch.article.tags import CONTENT_TAGS, RAW_TAGS

_EXTENSION = re.compile(rf"<({'|'.join(sorted(CONTENT_TAGS | RAW_TAGS))})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_NAME_CACHE: dict[str, str] = {}


def template_key(name: str) -> str:
    """Return the form under which a template is known: no prefix, no comments, spaces, first letter lower-case.

    ``" Template:Cite_web "`` and ``"cite web"`` give the same key, as both call the same page.
    """
    key = _NAME_CACHE.get(name)
    if key is None:
        key = " ".join(strip_comments(name).replace("_", " ").split())
        if key[:9].lower() == "template:":
            key = key[9:].lstrip()
        key = key[:1].lower() + key[1:]
        if len(_NAME_CACHE) > 20_000:
            _NAME_CACHE.clear()
        _NAME_CACHE[name] = key
    return key


class Parameter(NamedTuple):
    """One parameter of a template. ``name`` is the number as text for a positional one.

    ``value`` is stripped and free of comments. ``at`` is where the template starts; ``pipe``, ``begin`` and ``stop``
    are the places of the parameter's pipe, its value and its end, counted from there.
    """

    name: str
    value: str
    positional: bool
    pipe: int
    begin: int
    stop: int
    at: int

    @property
    def span(self) -> Span:
        """From its pipe to the next pipe or the closing braces."""
        return Span(self.at + self.pipe, self.at + self.stop)

    @property
    def name_span(self) -> Span:
        """The name as written; empty for a positional parameter."""
        return Span(self.at + self.pipe + 1, self.at + (self.pipe + 1 if self.positional else self.begin - 1))

    @property
    def value_span(self) -> Span:
        """The value as written, with its white space."""
        return Span(self.at + self.begin, self.at + self.stop)


#: (name, value, positional, pipe, start of value, end); offsets from the start of the template.
_Written = tuple[str, str, bool, int, int, int]


class Template(Node):
    """``{{name|parameters}}``. ``depth`` counts the templates around it."""

    __slots__ = ("_key", "_marks", "_params", "depth")

    def __init__(self, text: str, start: int, end: int, marks: list[int], depth: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.depth = depth
        # Offsets from ``start``: n >= 0 a pipe at n, n < 0 an equals sign at -n.
        self._marks = marks
        self._key: str | None = None
        self._params: tuple[_Written, ...] | None = None

    @property
    def name_span(self) -> Span:
        """Where the name stands, with the white space around it."""
        first = next((m for m in self._marks if m >= 0), self.end - self.start - 2)
        return Span(self.start + 2, self.start + first)

    @property
    def name(self) -> str:
        """The name as written, stripped."""
        return strip_comments(self.name_span.of(self.text)).strip()

    @property
    def key(self) -> str:
        """The name in the form of :func:`template_key`."""
        key = self._key
        if key is None:
            # As in name_span: what stands before the first pipe, which most often is the first mark.
            first = self._marks[0] if self._marks else -1
            span = self.name_span if first < 0 else (self.start + 2, self.start + first)
            key = self._key = template_key(self.text[span[0] : span[1]])
        return key

    @property
    def marks(self) -> int:
        """The number of pipes and equals signs that divide it.

        Two parameters of one name take three: one at least writes the name.
        """
        return len(self._marks)

    @property
    def params(self) -> tuple[Parameter, ...]:
        """All parameters in the order written."""
        at = (self.start,)
        make = tuple.__new__  # a template has ten parameters, and _make counts the fields of each
        return tuple([make(Parameter, written + at) for written in self._written()])

    def _written(self) -> tuple[_Written, ...]:
        written = self._params
        if written is None:
            written = self._params = tuple(self._read_params())
        return written

    def _read_params(self) -> list[_Written]:
        result: list[_Written] = []
        source = self.text[self.start : self.end]
        marks = _outside_extensions(source, self._marks) if "<" in source else self._marks
        commented = "<!--" in source
        number = 0
        pipe = -1
        equals = 0
        for mark in (*marks, len(source) - 2):
            if mark < 0:
                equals = equals or -mark
                continue
            if pipe >= 0:
                if equals:
                    name = source[pipe + 1 : equals]
                    name = (strip_comments(name) if commented else name).strip()
                    begin = equals + 1
                else:
                    number += 1
                    name = str(number)
                    begin = pipe + 1
                value = source[begin:mark]
                value = (strip_comments(value) if commented else value).strip()
                result.append((name, value, not equals, pipe, begin, mark))
            pipe = mark
            equals = 0
        return result

    def get(self, name: str) -> Parameter | None:
        """Return the parameter called *name*, or None. Of several the last counts, as in MediaWiki."""
        for written in reversed(self._written()):
            if written[0] == name:
                return Parameter(*written, self.start)
        return None

    def value(self, *names: str) -> str:
        """Return the value of the first of *names* that is set and not empty, or an empty string."""
        for name in names:
            for found in reversed(self._written()):
                if found[0] == name:
                    if found[1]:
                        return found[1]
                    break
        return ""

    def has(self, *names: str) -> bool:
        """Say whether one of *names* has a value."""
        return bool(self.value(*names))

    def names(self) -> list[str]:
        """Return the names of all parameters in the order written."""
        return [written[0] for written in self._written()]


def _outside_extensions(source: str, marks: list[int]) -> list[int]:
    """Drop the pipes and equals signs inside extension tags: MediaWiki cuts those out before it splits parameters."""
    ranges: list[tuple[int, int]] = []
    at = 0
    unclosed: set[str] = set()
    for match in _EXTENSION.finditer(source):
        name = match.group(1).lower()
        if match.start() < at or name in unclosed:
            continue
        at = match.end()
        if match.group()[-2] != "/":
            closer = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, at)
            if closer is None:
                unclosed.add(name)
            else:
                at = closer.end()
        ranges.append((match.start(), at))
    if not ranges:
        return marks
    starts = [start for start, _ in ranges]
    kept = []
    for mark in marks:
        index = bisect_right(starts, abs(mark)) - 1
        if index < 0 or ranges[index][1] <= abs(mark):
            kept.append(mark)
    return kept
