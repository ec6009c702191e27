# ruff: noqa: E501 (sets of names)
"""What a reader sees of a page: the HTML of a MediaWiki as a row of tokens, one for each word, blank and tag.

Left out is what must differ or cannot be seen: identifiers and the numbers of references, white space, comments, and
the names of templates, all of which are red links on the test wiki.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

#: Attributes that change what is seen or where a link leads.
_SEEN = (
    "href",
    "src",
    "alt",
    "style",
    "class",
    "colspan",
    "rowspan",
    "align",
    "width",
    "height",
    "lang",
    "dir",
    "start",
)
#: A word, or the blank between two; a no-break space belongs to its word.
_PARTS = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_VOID = frozenset(["br", "hr", "img", "meta", "link", "wbr", "col", "input"])


def tokens(html: str) -> list[str]:
    """Return the words and tags of *html* in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._text: list[str] = []
        self._spans: list[bool] = []  # of each open span, whether it has nothing to say
        self._hidden = 0  # how deep we are in an element that is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden:
            self._hidden += tag not in _VOID
            return
        values = {name: value or "" for name, value in attrs}
        kind = values.get("class", "")
        left_out = next((mark for test, mark in _LEFT_OUT if test(tag, kind, values)), None)
        if tag == "span" and left_out is None and not any(values.get(name) for name in _SEEN):
            self._spans.append(True)
            return
        self._flush()
        if left_out is not None:
            self.found += [left_out] if left_out else []
            self._hidden = int(tag not in _VOID)
            return
        written = " ".join(f'{name}="{values[name]}"' for name in _SEEN if values.get(name))
        if tag == "span":
            self._spans.append(False)
        self.found.append(f"<{tag} {written}>" if written else f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # <br /> has no end

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
            return
        if tag == "span" and self._spans and self._spans.pop():
            return
        self._flush()
        self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        self.found += [part if part.strip(" \t\r\n\f") else " " for part in _PARTS.findall(text)]


_LEFT_OUT = (
    (lambda tag, kind, values: kind == "reference", "[ref]"),
    (lambda tag, kind, values: kind == "mw-cite-backlink", ""),
    (lambda tag, kind, values: kind == "mw-editsection", ""),
    (lambda tag, kind, values: values.get("id") == "toc", ""),
    (lambda tag, kind, values: tag in ("style", "script"), ""),
    (lambda tag, kind, values: tag == "a" and values.get("title", "").startswith("Template:"), "[template]"),
)


def seen(found: list[str]) -> list[str]:
    """Return *found* without what does not show: blanks beside a block or doubled, inline elements of blanks only."""
    kept: list[str] = []
    for token in found:
        if token == " ":
            if kept and not _is_block(kept[-1]) and not _ends_blank(kept):
                kept.append(token)
            continue
        if _is_block(token) and kept and kept[-1] == " ":
            kept.pop()
        if token.startswith("</") and not _is_block(token):
            blank = kept[-1:] == [" "]
            before = kept[-2:-1] if blank else kept[-1:]
            if before and before[0].startswith("<" + token[2:-1]) and "style" not in before[0]:
                del kept[-1 - blank :]
                if blank and kept and kept[-1] != " " and not _is_block(kept[-1]):
                    kept.append(" ")
                continue
        kept.append(token)
    return _in_order(kept)


def _in_order(found: list[str]) -> list[str]:
    """Return *found* with neighbouring tags of inline elements in one order: bold inside a link or round it is alike."""
    kept: list[str] = []
    run: list[str] = []
    for token in [*found, ""]:
        if token.startswith("<") and not _is_block(token) and (not run or run[0][:2] == "</" == token[:2] or
                                                               "</" not in (run[0][:2], token[:2])):  # fmt: skip
            run.append(token)
            continue
        kept += sorted(run)
        run = [token] if token.startswith("<") and not _is_block(token) else []
        kept += [] if run or not token else [token]
    return kept


def _ends_blank(kept: list[str]) -> bool:
    """Say whether the last thing shown is a blank: tags of inline elements show nothing."""
    for token in reversed(kept):
        if token == " " or not token.startswith("<") or _is_block(token) or token.startswith("<img"):
            return token == " "
    return False


_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "hr",
        "blockquote",
        "center",
        "pre",
        "gallery",
    ]
)


def _is_block(token: str) -> bool:
    return token.startswith("<") and token.strip("</>").split(" ")[0] in _BLOCKS
