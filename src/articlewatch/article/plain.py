"""Plain-text snapshots: the text of an article as extracted from its page.

The format: one paragraph a line, no headings; citation marks as ``[12]``, ``[a]``, ``[note 1]``, ``[update]`` after
a blank; an infobox as lines of cells with ``|``; at the end, summaries of related articles that carry no marks.
"""

from __future__ import annotations

import re

from articlewatch.article.citations import Citation
from articlewatch.article.once import cached_property
from articlewatch.article.passage import Passage
from articlewatch.article.profile import Profile
from articlewatch.article.prose import Paragraph, ParagraphKind, Prose, has_letters
from articlewatch.article.scanned import Scan
from articlewatch.article.spans import Span
from articlewatch.article.wikitext import Tokens

#: What an editor puts in brackets to mend a quotation ("said [he] would"); the letters of a note go on with "aa", "ab".
_SHORT_WORDS = "an|am|as|at|be|by|do|go|he|i[fnst]|m[ey]|no|o[fnr]|so|to|u[ps]|we"
_MARKER = re.compile(
    r"(?<!\[)\[(?:(?P<number>\d{1,4})|(?P<letter>[a-z]|(?!" + _SHORT_WORDS + r")[a-z]{2})(?!\]\w)"
    r"|(?P<group>note|nb|N|n|Note|fn|lower-alpha|upper-alpha|alpha|roman) (?P<label>\w{1,4})"
    r"|(?P<update>update)"
    r"|(?P<tag>citation needed|clarification needed|when\?|who\?|by whom\?|according to whom\?|dubious – discuss"
    r"|failed verification|better source needed|page needed|verification needed|edit))\](?!\])"
)
_TABLE_LINE = re.compile(r"^\s*\||\|\s*$|\s\|\s|-{3}\|")
#: With fewer marks than this an article's end without marks says nothing.
_ENOUGH_MARKS = 5


class PlainPassage(Passage):
    """A plain-text snapshot as one passage. The wikitext indexes are empty."""

    def __init__(self, text: str, profile: Profile, language: str) -> None:
        self.text = text
        self.profile = profile
        self.language = language
        self.scan = Scan(text, [], [], [], [], [], [])
        self._tokens = Tokens([], [], [], [])

    @cached_property
    def citations(self) -> list[Citation]:
        """The marks of citations and notes."""
        found = []
        for match in _MARKER.finditer(self.text):
            if match.group("tag"):
                continue
            if match.group("update"):
                found.append(Citation(self.text, *match.span(), kind="update"))
                continue
            if match.group("number"):
                name, group = match.group("number"), ""
            elif match.group("letter"):
                name, group = match.group("letter"), "lower-alpha"
            else:
                name, group = match.group("label"), match.group("group").lower()
            found.append(Citation(self.text, *match.span(), kind="marker", name=name, group=group))
        return found

    @cached_property
    def prose(self) -> Prose:
        """The text without its marks."""
        holes = []
        text = self.text
        for match in _MARKER.finditer(text):
            start = match.start()
            # Extraction puts a blank before a mark; it goes with the mark.
            while start > 0 and text[start - 1] == " ":
                start -= 1
            holes.append((start, match.end(), ""))
        return Prose(text, holes, [])

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """One paragraph a line, infobox lines and trailing summaries told apart."""
        prose = self.prose
        shown = prose.text
        lines: list[tuple[int, int, Span]] = []
        at = 0
        for line in shown.split("\n"):
            end = at + len(line)
            begin = prose.to_source(at - 1, at).end if at else 0
            source_end = prose.to_source(end, end + 1).start if end < len(shown) else len(self.text)
            lines.append((at, end, Span(begin, source_end)))
            at = end + 1
        related_from = self._related_from(lines)
        found: list[Paragraph] = []
        for index, (start, end, span) in enumerate(lines):
            line = shown[start:end]
            if not line.strip():
                continue
            kind: ParagraphKind
            if _TABLE_LINE.search(line):
                kind = "table"
            elif not has_letters(line):
                kind = "object"
            else:
                kind = "related" if index >= related_from else "text"
            first = start + len(line) - len(line.lstrip())
            last = start + len(line.rstrip())
            found.append(Paragraph(prose, first, last, span, kind, len(found) + 1, self.language))
        return found

    def _related_from(self, lines: list[tuple[int, int, Span]]) -> int:
        """The index of the first line after the last one with a mark, or past the end."""
        marks = [c.start for c in self.citations if c.kind == "marker"]
        if len(marks) < _ENOUGH_MARKS:
            return len(lines)
        last = max(marks)
        for index, (_, _, span) in enumerate(lines):
            if span.start > last:
                return index
        return len(lines)
