"""File links read the way MediaWiki reads them: which part is an option, which the caption, which is dropped."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from articlewatch.article.nodes import Wikilink, strip_comments
from articlewatch.article.spans import Span

#: Why MediaWiki ignores a part: no such option and not the last caption, given before, a format given before,
#: a size that another replaces, a size that a frame does not take, a value that is none.
Fault = Literal["unknown", "duplicate", "conflict", "size-replaced", "size-in-frame", "value"]

_FORMATS = frozenset(["thumb", "frame", "frameless", "manualthumb"])
_ALIGNS = frozenset(["left", "right", "center", "none"])
_VERTICAL = frozenset(["baseline", "sub", "super", "top", "text-top", "middle", "bottom", "text-bottom"])
_SIZE = re.compile(r"\d{0,5}(?:x\d{1,5})?(?:px)?")
_MEDIA = frozenset(["loop", "muted"])
_MEDIA_VALUES = frozenset(["start", "end", "thumbtime"])


class Option(NamedTuple):
    """One part of a file link after a pipe.

    ``name`` is the English name of the option, or empty for a text. ``value`` is what follows the equals sign
    (or stands before ``px``), stripped. ``span`` is the part as written. ``fault`` says why MediaWiki ignores it.
    """

    name: str
    value: str
    span: Span
    fault: Fault | None = None

    def trimmed(self, text: str) -> Span:
        """Return :attr:`span` without the white space at its ends."""
        written = self.span.of(text)
        start = self.span.start + len(written) - len(written.lstrip())
        return Span(start, max(start, self.span.start + len(written.rstrip())))


class Image(NamedTuple):
    """A file link with its options in the order written. ``caption`` is the text that is shown, or None.

    ``certain`` is False when a template stands where an option may stand, so that not all is known.
    """

    link: Wikilink
    options: tuple[Option, ...]
    caption: Option | None
    certain: bool

    def get(self, name: str) -> Option | None:
        """Return the option called *name* that counts, or None."""
        return next((o for o in self.options if o.name == name and not o.fault), None)

    @property
    def format(self) -> str:
        """``thumb``, ``frame``, ``frameless``, ``manualthumb`` or an empty string."""
        return next((o.name for o in self.options if o.name in _FORMATS and not o.fault), "")

    @property
    def shows_caption(self) -> bool:
        """Say whether readers see a caption below the picture."""
        return self.format in ("thumb", "frame", "manualthumb")


class _Words(NamedTuple):
    plain: dict[str, str]
    prefixes: list[tuple[str, str]]
    suffixes: list[tuple[str, str]]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    file = resources.files("articlewatch.article.data").joinpath("images.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def knows_language(language: str) -> bool:
    """Say whether the option words of *language* are known."""
    return language.partition("-")[0] in _table().keys() - {"fallback"}


@cache
def _words(language: str) -> _Words:
    words = _Words({}, [], [])
    for key in ("en", *_table()["fallback"].get(language, ()), language):
        for name, spellings in _table().get(key, {}).items():
            for spelling in spellings:
                before, dollar, after = spelling.partition("$1")
                if not dollar:
                    words.plain.setdefault(spelling, name)
                elif before:
                    words.prefixes.append((before, name))
                else:
                    words.suffixes.append((after, name))
    return words


def read_image(link: Wikilink, language: str) -> Image:
    """Return *link* with its options told apart, by the words of *language* (a code; only its first part counts)."""
    words = _words(language.partition("-")[0])
    options: list[Option] = []
    certain = "{{" not in link.target
    seen: set[str] = set()
    caption = -1
    for span in link.options:
        written = span.of(link.text)
        text = strip_comments(written).strip()
        if text.startswith("{{"):
            certain = False
        name, value = _classify(text, words)
        if not name:
            if caption >= 0:
                options[caption] = options[caption]._replace(fault="unknown")
            caption = len(options)
            options.append(Option("", text, span))
            continue
        fault: Fault | None = None
        group = "format" if name in _FORMATS else "align" if name in _ALIGNS else name
        group = "vertical" if name in _VERTICAL else group
        if name == "width":
            for index, other in enumerate(options):
                if other.name == "width" and not other.fault:
                    options[index] = other._replace(fault="size-replaced")
        elif group in seen:
            same = any(o.name == name for o in options)
            fault = "duplicate" if same and name not in ("alt", "link") else "conflict" if not same else "duplicate"
        elif name == "upright" and value and not _positive(value):
            fault = "value"
        seen.add(group)
        options.append(Option(name, value, span, fault))
    if any(o.name in ("frame", "manualthumb") and not o.fault for o in options):
        options = [o._replace(fault="size-in-frame") if o.name == "width" and not o.fault else o for o in options]
    return Image(link, tuple(options), options[caption] if caption >= 0 else None, certain)


def _classify(text: str, words: _Words) -> tuple[str, str]:
    """Return (name of the option, its value); the name is empty for a text."""
    name = words.plain.get(text)
    if name is not None:
        return name, ""
    for prefix, option in words.prefixes:
        if text.startswith(prefix):
            return option, text[len(prefix) :].strip()
    for suffix, option in words.suffixes:
        if text.endswith(suffix) and _SIZE.fullmatch(text[: -len(suffix)].strip()) and text != suffix:
            return option, text[: -len(suffix)].strip()
    if text in _MEDIA:
        return text, ""
    head, equals, value = text.partition("=")
    if equals and head in _MEDIA_VALUES:
        return head, value.strip()
    return "", text


def _positive(value: str) -> bool:
    try:
        return float(value) > 0
    except ValueError:
        return "{{" in value


_OPTION_LIKE = re.compile(r"[\w\-]{0,14}(?:=[\w\-.%]{0,14})?|\d{1,4} ?\w{0,6}")


def looks_like_option(text: str) -> bool:
    """Say whether a part of a file link that MediaWiki does not know was meant as an option, not as a caption.

    One short lower-case word, a number, ``name=value`` or nothing at all; a word with a capital counts only when it
    is an English option word.
    """
    if not _OPTION_LIKE.fullmatch(text):
        return False
    return text == text.lower() or text.lower() in _table()["en"] or text.lower() in ("thumbnail", "centre", "framed")
