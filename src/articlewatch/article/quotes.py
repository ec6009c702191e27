"""Runs of apostrophes paired as MediaWiki pairs them: line by line, cell by cell, link by link."""

from __future__ import annotations

import re
from typing import NamedTuple

from articlewatch.article.nodes import ExternalLink, Tag, Wikilink
from articlewatch.article.scanned import Scan
from articlewatch.article.spans import Span
from articlewatch.article.templates import Template


class OpenQuote(NamedTuple):
    """Italics (``i``) or bold (``b``) that nothing closes.

    ``span`` is the run that opens it, ``stop`` where the line, cell or label ends that cuts it off, ``begin`` where
    that stretch begins, ``runs`` the number of runs in it, ``heading`` whether it is a heading line.
    """

    kind: str
    span: Span
    begin: int
    stop: int
    runs: int
    heading: bool


class _Run(NamedTuple):
    start: int
    width: int


class _Frame:
    """A stretch whose apostrophes know nothing of those outside."""

    __slots__ = ("attributes", "begin", "end", "kind", "marker", "runs")

    def __init__(self, kind: str, begin: int, end: int) -> None:
        self.kind = kind
        self.begin = begin
        self.end = end
        self.runs: list[_Run] = []
        #: What the line begins with: a cell's mark, or "=" for a heading.
        self.marker = ""
        #: Whether a pipe here would end the attributes of a cell.
        self.attributes = True


#: Two equal runs with nothing between them that could keep them apart: in most sections there is nothing else.
#: Begins with a literal, so that the search is quick; what goes before is looked at afterwards.
_PLAIN_PAIR = re.compile(
    r"(''(?<!''')'?)(?!')"
    r"(?:[^'\n|\[\]{}<>]|'(?!')|\[\[[^\[\]{}<>\n']*\]\]|\{\{[^{}\n']*\}\}"
    r"|</?(?:br|small|sub|sup|span|nowiki)\b[^<>\n']*>)*+"
    r"\1(?!')"
)
_EVENT = re.compile(r"'{2,}|\n[ \t]*(?:\|\}|\|-|\|\+|\||!|\{\|)?|\|\||!!|\|")


def open_quotes(
    text: str,
    scan: Scan,
    templates: list[Template],
    links: list[Wikilink],
    external: list[ExternalLink],
    tags: list[Tag],
    opaque: list[tuple[int, int]],
) -> list[OpenQuote]:
    """Return the italics and bolds of *text* that are open where their line, cell, link or note ends.

    *opaque* are ranges whose apostrophes are text. Follows the parser: two apostrophes are italics, three bold, five
    both; of four or more than five the surplus is text; where both counts of a line are odd, one bold is read as an
    apostrophe and italics.
    """
    if "''" not in text or "''" not in _PLAIN_PAIR.sub("", text):
        return []
    return _Reader(text, scan, templates, links, external, tags, opaque).run()


#: What keeps its apostrophes to itself.
_CLOSED_WITHIN = re.compile(r"\[\[[^\[\]]*\]\]|\[[^\[\]]*\]|\{\{[^{}]*\}\}")
_QUOTES = re.compile(r"'{2,}")
_ELIDED = re.compile(r"(?<=[^\W\d_])'''(?=[\w\[«“])")


def leaves_open(stretch: str) -> bool:
    """Say whether italics or bold run over an end of *stretch*, part of one line: into it or out of it.

    False where links or templates make it uncertain.
    """
    bare = _CLOSED_WITHIN.sub(" ", stretch)
    if "''" not in bare or any(mark in bare for mark in "[]{}<>\n"):
        return False
    return bool(_pair(bare, [_Run(m.start(), len(m.group())) for m in _QUOTES.finditer(bare)]))


def misread_apostrophes(text: str, begin: int, end: int) -> list[Span]:
    """Return the runs of three apostrophes in the line from *begin* to *end* that were meant as an apostrophe and
    italics, and are read as bold.

    They stand between a letter and a word, the bold they make ends while italics opened within it go on, and taken
    as they were meant the line is in order. Empty where links, templates or tags make it uncertain.
    """
    line = text[begin:end]
    bare = _CLOSED_WITHIN.sub(lambda m: m.group() if "''" in m.group() else " " * len(m.group()), line)
    if any(mark in bare for mark in "[]{}<>"):
        return []
    runs = [_Run(m.start(), len(m.group())) for m in _QUOTES.finditer(bare)]
    elided = [run for run in runs if run.width == 3 and _ELIDED.match(line, run.start)]
    if not elided or any(run.width not in (2, 3) for run in runs) or _pair(bare, list(runs)) or not _crossing(runs):
        return []
    meant = [_Run(run.start + 1, 2) if run in elided else run for run in runs]
    if _pair(bare, list(meant)) or _crossing(meant):
        return []
    return [Span(begin + run.start, begin + run.start + 3) for run in elided]


def _crossing(runs: list[_Run]) -> bool:
    """Say whether a bold ends while italics opened within it go on, or the other way round."""
    opened: list[int] = []
    for run in runs:
        if run.width not in opened:
            opened.append(run.width)
        elif opened.pop() != run.width:
            return True
    return False


class _Reader:
    def __init__(
        self,
        text: str,
        scan: Scan,
        templates: list[Template],
        links: list[Wikilink],
        external: list[ExternalLink],
        tags: list[Tag],
        opaque: list[tuple[int, int]],
    ) -> None:
        self.text = text
        self.found: list[OpenQuote] = []
        self.headings = {h.span.start: h.span.end for h in scan.headings}
        ranges: list[tuple[int, int, str]] = []
        ranges += [(t.start, t.end, "template") for t in templates]
        # The last part of a link's end is the second bracket; its label is a stretch of its own.
        ranges += [(w.start, w.end, "link") for w in links]
        ranges += [(e.start, e.end, "link") for e in external]
        ranges += [(t.open_end, t.close_start, "tag") for t in tags if t.kind == "pair" and t.name in _OWN]
        ranges += [(start, end, "opaque") for start, end in opaque]
        ranges += [(start, end, "table") for start, end in scan.tables]
        ranges += [(start, len(text), "table") for start in scan.unclosed_tables]
        # Where there are no apostrophes, nothing is to be read.
        ranges = [
            (start, end, kind if kind == "table" or text.find("''", start, end) >= 0 else "opaque")
            for start, end, kind in ranges
            if end > start
        ]
        ranges.sort(key=lambda r: (r[0], -r[1]))
        self.ranges = ranges

    def run(self) -> list[OpenQuote]:
        text = self.text
        stack = [_Frame("page", 0, len(text))]
        ranges = self.ranges
        index = 0
        at = 0
        size = len(text)
        if 0 in self.headings:
            stack[0].marker = "="
        while True:
            frame = stack[-1]
            limit = ranges[index][0] if index < len(ranges) else size
            stop = min(limit, frame.end)
            if frame.kind == "opaque":
                at = max(at, stop)
            else:
                at = self._read(frame, at, stop)
            if stop == frame.end and frame.end <= limit:
                self._close(frame, frame.end)
                stack.pop()
                if not stack:
                    return self.found
                at = frame.end
                if frame.kind == "table":
                    stack[-1].begin = at
                continue
            start, end, kind = ranges[index]
            index += 1
            if end > frame.end:
                end = frame.end  # never leave the stretch around it
            if end <= start:
                continue
            if kind == "table":
                self._close(frame, start)
            stack.append(_Frame(kind, start, end))
            at = max(at, start)

    def _read(self, frame: _Frame, at: int, stop: int) -> int:
        text = self.text
        for match in _EVENT.finditer(text, at, stop):
            token = match.group()
            start, end = match.span()
            if token[0] == "'":
                frame.runs.append(_Run(start, end - start))
            elif token[0] == "\n":
                self._close(frame, start)
                frame.begin = end
                frame.marker = token.strip()[:1] if frame.kind == "table" else ""
                frame.attributes = True
                if frame.kind == "page" and start + 1 in self.headings:
                    frame.marker = "="
                if frame.marker and token.strip() in ("|-", "{|", "|}"):
                    frame.marker = ""
            elif frame.kind in ("template", "link"):
                if token[0] == "|":
                    self._close(frame, start)
                    frame.begin = end
            elif frame.kind == "table" and frame.marker and (token == "||" or (token == "!!" and frame.marker == "!")):
                self._close(frame, start)
                frame.begin = end
                frame.attributes = True
            elif token == "|" and frame.kind == "table" and frame.marker and frame.attributes:
                frame.runs = []  # what stood there were the cell's attributes
                frame.begin = end
                frame.attributes = False
        return stop

    def _close(self, frame: _Frame, stop: int) -> None:
        runs = frame.runs
        if not runs:
            return
        frame.runs = []
        for kind, run in _pair(self.text, runs):
            span = Span(run.start, run.start + run.width)
            self.found.append(OpenQuote(kind, span, frame.begin, stop, len(runs), frame.marker == "="))


_OWN = frozenset(["ref", "references", "poem", "gallery", "indicator", "td", "th", "li", "caption"])


def _pair(text: str, runs: list[_Run]) -> list[tuple[str, _Run]]:
    """Return the kinds left open with the run that opened them."""
    widths: list[_Run] = []
    italics = bolds = 0
    for start, width in runs:
        if width == 4:
            start, width = start + 1, 3
        elif width > 5:
            start, width = start + width - 5, 5
        widths.append(_Run(start, width))
        italics += width != 3
        bolds += width != 2
    if italics % 2 and bolds % 2:
        _demote_one_bold(text, widths)
    opened: list[tuple[str, _Run]] = []
    for run in widths:
        if run.width == 5:
            names = {name for name, _ in opened}
            if not names:
                opened = [("b", run), ("i", run)]
            else:
                opened = [(name, run) for name in ("b", "i") if name not in names]
            continue
        name = "i" if run.width == 2 else "b"
        left = [item for item in opened if item[0] != name]
        opened = left if len(left) < len(opened) else [*opened, (name, run)]
    return opened


def _demote_one_bold(text: str, runs: list[_Run]) -> None:
    """Read one bold as an apostrophe and italics: the first behind a word of one letter, else behind a longer word,
    else behind a blank."""
    behind_letter = behind_word = behind_blank = -1
    for index, run in enumerate(runs):
        if run.width != 3:
            continue
        last = text[run.start - 1 : run.start]
        before = text[run.start - 2 : run.start - 1] if run.start > 1 else ""
        if last == " ":
            if behind_blank < 0:
                behind_blank = index
        elif before == " ":
            behind_letter = index
            break
        elif behind_word < 0:
            behind_word = index
    chosen = next((i for i in (behind_letter, behind_word, behind_blank) if i >= 0), -1)
    if chosen >= 0:
        run = runs[chosen]
        runs[chosen] = _Run(run.start + 1, 2)
