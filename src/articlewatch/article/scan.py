"""One linear pass over wikitext: which openers have a partner, what is opaque, where headings stand.

The C tokenizer of mwparserfromhell takes time quadratic in the number of openers without a partner and cannot
be interrupted. So this pass pairs comments, extension tags, braces and brackets first, the way MediaWiki's
preprocessor does (a bracket inside an extension tag never pairs with one outside), and hands the tokenizer a
text of the same length in which everything without a partner is neutral. It is also faster: tags, comments and
tables never reach the tokenizer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from articlewatch.article.scanned import Heading, RawTag, Scan
from articlewatch.article.spans import Span
from articlewatch.article.tags import CONTENT_TAGS, EXTENSION_TAGS, KNOWN_TAGS, RAW_TAGS, VOID_TAGS

#: Brackets nested deeper than this are left as text, as MediaWiki does at its own limit of 40.
MAX_DEPTH = 36
#: No link is as long as this, in code points, when something in it is not closed.
_FAR = 2000
#: Pairs that the tokenizer may reject are left as text when more of them are nested: it reads what a rejected pair
#: holds once more, so that every level of nesting doubles its time.
MAX_DOUBTFUL_DEPTH = 3

# Each alternative begins with one known letter, a line feed for what stands at the beginning of a line: so the search
# runs over all other letters four times as fast.
_TOKEN = re.compile(
    r"<!--"
    r"|</?[a-zA-Z][^<>]*>"
    r"|\{\{+|\}\}+|\[\[|\]\]?"
    r"|\[(?=(?:https?:|ftps?:|mailto:|news:|irc:)?//|mailto:)"
    r"|\n(?:=+|[ \t:]*\{\||[ \t]*\|(?=\}))",
)
_FIRST_LINE = re.compile(r"=+|[ \t:]*\{\||[ \t]*\|(?=\})")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)>")
_SCHEME = re.compile(r"(?:https?:|ftps?:|mailto:|news:|irc:)?//|mailto:")
#: Targets of links and names of templates that the tokenizer takes without a second thought.
_SOUND_LINK = re.compile(r"[^\[\]{}<>|\n]*+(?:\||\]\])")
_SOUND_NAME = re.compile(r"\s*+[^\[\]{}<>|\s][^\[\]{}<>|\n]*+\n?+\s*+(?:\||\}\})")
_EXTENSION_TAG = re.compile(rf"</?(?:{'|'.join(sorted(EXTENSION_TAGS))})[\s/>]", re.IGNORECASE)
#: A tag with whole links in its attributes, such as the caption of a gallery.
_SOUND_ATTRIBUTES = re.compile(r"[^\[\]{}]*(?:\[\[[^\[\]{}|\n]*(?:\|[^\[\]{}]*)?\]\][^\[\]{}]*)+")

_closers: dict[str, re.Pattern[str]] = {}


def end_tag(name: str) -> re.Pattern[str]:
    """Return the pattern of the end tag that closes the extension tag *name*, wherever it stands."""
    pattern = _closers.get(name)
    if pattern is None:
        pattern = _closers[name] = re.compile(rf"</{name}\s*>", re.IGNORECASE)
    return pattern


def _without_last_comments(line: str) -> str:
    """Return *line* without the white space and the comments at its end."""
    line = line.rstrip()
    if not line.endswith("-->"):
        return line
    comments: list[tuple[int, int]] = []
    start = line.find("<!--")
    while start >= 0:
        end = line.find("-->", start + 4) + 3
        if end < 3:
            break
        comments.append((start, end))
        start = line.find("<!--", end)
    while comments and comments[-1][1] == len(line):
        line = line[: comments.pop()[0]].rstrip()
    return line


class _Frame(NamedTuple):
    """What to go back to when an extension tag ends."""

    limit: int
    resume: int
    base: int
    braces: int
    number: int


def scan(text: str) -> Scan:
    """Return the :class:`Scan` of *text*. Takes time linear in the length of *text*."""
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.size = len(text)
        self.comments: list[tuple[int, int, bool]] = []
        self.tags: list[RawTag] = []
        self.tables: list[Span] = []
        self.unclosed_tables: list[int] = []
        # Open braces and brackets: (kind, start, width); kind is "{", "[", "|" for a table, and "x" for an
        # external link, which carries the end of its line in the place of the width.
        self.stack: list[tuple[str, int, int]] = []
        self.base = 0  # index in the stack where the current extension tag begins
        self.braces = 0  # open braces in the current extension tag
        self.frames: list[_Frame] = []
        self.limit = self.size
        self.frame_number = 0
        self.frame_count = 0
        # Name of an extension tag -> the next end tag of that name, to be sought only once.
        self.next_closer: dict[str, re.Match[str] | None] = {}
        self.next_comment_end = 0
        # Doubtful pairs that no other doubtful pair encloses so far: (start, how deep they are nested).
        self.doubtful: list[tuple[int, int]] = []
        self.lonely: list[tuple[int, int]] = []
        self.strays: list[tuple[int, int]] = []
        self.blanks: list[tuple[int, int]] = []  # ranges the tokenizer must not see
        self.pairs: list[tuple[int, int]] = []
        self.headings: list[Heading] = []
        self.nested_headings: list[Heading] = []
        self.next_newline = -1
        self.left_open: frozenset[str] = frozenset()
        self.reaching: set[str] = set()

    def run(self) -> Scan:
        text, search = self.text, _TOKEN.search
        first = _FIRST_LINE.match(text)
        at = self._token(first.group(), 0, first.end()) if first else 0
        while True:
            match = search(text, at)
            start = match.start() if match else self.size
            if match is not None and text[start] == "\n":
                start += 1
            if start >= self.limit:
                if not self.frames:
                    break
                at = self._leave_frame()
                continue
            if match is None:
                break
            at = self._token(text[start : match.end()], start, match.end())
        self.left_open = frozenset(kind.lower() for kind, _, _ in self.stack)
        self._flush(0)
        self._pair_leftover_links()
        return Scan(
            self._mask(),
            self.comments,
            self.tags,
            sorted(self.tables),
            self.unclosed_tables,
            sorted(Span(s, e) for s, e in self.lonely + self.strays),
            self._cut_headings(),
            self.left_open,
            frozenset(self.reaching),
        )

    def _token(self, token: str, start: int, end: int) -> int:
        first = token[0]
        if first == "<":
            return self._comment(start) if token == "<!--" else self._tag(token, start, end)
        if first == "[":
            if len(token) == 2 and _SCHEME.match(self.text, end):
                # An external link in double brackets: MediaWiki makes it a link with a bracket on either side.
                self.stack.append(("X", start, self._line_end(start)))
            elif len(token) == 2:
                self.stack.append(("[", start, 2))
            else:
                self.stack.append(("x", start, self._line_end(start)))
            return end
        if first == "]":
            return self._close_link(start, end)
        if first == "}":
            return self._close_braces(start, end)
        if token[-1] == "{":
            self.stack.append(("{", start, end - start))
            self.braces += 1
            return end
        if first == "=":
            return self._heading(start, end)
        if token[-2:] == "{|":
            return self._open_table(end)
        return self._close_table(end)

    # -- comments and tags ---------------------------------------------------------------------

    def _comment(self, start: int) -> int:
        # Bounded by the extension tag: MediaWiki cuts that out before it looks for comments inside.
        close = self._comment_end(start + 4)
        if close + 3 > self.limit:
            # MediaWiki takes an unclosed comment to run to the end of the page, or of the extension tag.
            self.comments.append((start, self.limit, False))
            self.blanks.append((start, self.limit))
            return self.limit
        self.comments.append((start, close + 3, True))
        self.blanks.append((start, close + 3))
        return close + 3

    def _comment_end(self, start: int) -> int:
        """Where the next ``-->`` at or after *start* begins, or the length of the text; calls must ascend."""
        if self.next_comment_end < start:
            found = self.text.find("-->", start)
            self.next_comment_end = found if found >= 0 else self.size
        return self.next_comment_end

    def _end_tag(self, name: str, start: int) -> re.Match[str] | None:
        """The next end tag of *name* at or after *start* within the current extension tag; calls must ascend."""
        found = self.next_closer.get(name)
        if name not in self.next_closer or (found is not None and found.start() < start):
            found = self.next_closer[name] = end_tag(name).search(self.text, start)
        return found if found is not None and found.end() <= self.limit else None

    def _tag(self, token: str, start: int, end: int) -> int:
        match = _TAG.match(token)
        if match is None:
            return start + 1
        name = match.group(2).lower()
        if name not in KNOWN_TAGS:
            return start + 1
        closing = bool(match.group(1))
        self_closing = not closing and (token[-2] == "/" or name in VOID_TAGS)
        extension = name in RAW_TAGS or name in CONTENT_TAGS
        if "{" in token or "[" in token or "//" in token or "mailto:" in token:
            if not extension and "{{" in token:
                # MediaWiki expands templates before it looks for HTML.
                self.tags.append(RawTag(name, start, end, closing, self_closing, self.frame_number))
                return start + 1
            if name == "ref" or not _SOUND_ATTRIBUTES.fullmatch(token):
                self.blanks.append((start, end))
        if not extension or closing or self_closing:
            self.tags.append(RawTag(name, start, end, closing, self_closing, self.frame_number))
            return end
        found = self._end_tag(name, end)
        if found is None:
            self.tags.append(RawTag(name, start, end, False, False, self.frame_number))
            return end
        self.tags.append(RawTag(name, start, end, False, False, self.frame_number, found.start(), found.end()))
        self.pairs.append((start, found.end()))
        if name in RAW_TAGS:
            self.blanks.append((end, found.start()))
            return found.end()
        self.frames.append(_Frame(self.limit, found.end(), self.base, self.braces, self.frame_number))
        self.frame_count += 1
        self.frame_number = self.frame_count
        self.limit = found.start()
        self.base = len(self.stack)
        self.braces = 0
        return end

    def _leave_frame(self) -> int:
        self._flush(self.base)
        frame = self.frames.pop()
        self.limit, self.base, self.braces = frame.limit, frame.base, frame.braces
        self.frame_number = frame.number
        return frame.resume

    # -- braces and brackets -------------------------------------------------------------------

    def _close_braces(self, start: int, end: int) -> int:
        stack = self.stack
        while end - start >= 2:
            if not self.braces:
                self.strays.append((start, end))
                self._reach("{")
                break
            while stack[-1][0] != "{":
                self._drop(stack.pop())
            _, opened, width = stack.pop()
            self.braces -= 1
            use = 3 if width >= 3 and end - start >= 3 else 2
            begin = opened + width - use
            sound = use == 2 and _SOUND_NAME.match(self.text, begin + 2, start + use) is not None
            self._pair(begin, start + use, use, sound)
            start += use
            if width - use >= 2:
                stack.append(("{", opened, width - use))
                self.braces += 1
            elif width - use == 1:
                self.blanks.append((opened, opened + 1))
        return end

    def _close_link(self, start: int, end: int) -> int:
        stack = self.stack
        while len(stack) > self.base and stack[-1][0] in "xX":
            kind, opened, line_end = stack.pop()
            if start >= line_end:
                self._drop((kind, opened, line_end))
            elif kind == "x":
                self.pairs.append((opened, start + 1))
                return start + 1
            else:
                self.blanks.append((opened, opened + 1))
                self.pairs.append((opened, end))
                return end
        if end - start == 1:
            return end
        if len(stack) > self.base and stack[-1][0] == "[":
            _, opened, _ = stack.pop()
            self._pair(opened, end, 2, _SOUND_LINK.match(self.text, opened + 2, end) is not None)
        else:
            self.strays.append((start, end))
            self._reach("[")
        return end

    def _reach(self, kind: str) -> None:
        """Take note of an end of *kind* that nothing of the text keeps from what may be open before it."""
        # Braces close over whatever is open. An external link keeps no end from what is below it, and to look how far
        # down there are only such links would take too long.
        if not self.frames and (kind == "{" or not self.stack or self.stack[-1][0] in "xX"):
            self.reaching.add(kind)

    def _pair(self, start: int, end: int, width: int, sound: bool) -> None:
        self.pairs.append((start, end))
        depth = 0
        if not sound:
            doubtful = self.doubtful
            while doubtful and doubtful[-1][0] > start:
                depth = max(depth, doubtful.pop()[1])
            depth += 1
            doubtful.append((start, depth))
        if len(self.stack) > MAX_DEPTH or depth > MAX_DOUBTFUL_DEPTH:
            self.blanks.append((start, start + width))
            self.blanks.append((end - width, end))

    def _drop(self, entry: tuple[str, int, int]) -> None:
        kind, start, width = entry
        if kind == "|":
            self.unclosed_tables.append(start)
        elif kind == "x":
            self.lonely.append((start, start + 1))
        elif kind == "X":
            self.lonely.append((start, start + 2))
        else:
            self.lonely.append((start, start + width))

    def _flush(self, base: int) -> None:
        while len(self.stack) > base:
            self._drop(self.stack.pop())

    def _pair_leftover_links(self) -> None:
        """Pair ``[[ ... ]]`` that only an unclosed ``{{`` kept apart: one fault, not three."""
        if not self.lonely or not self.strays:
            return
        events = sorted([(s, e, True) for s, e in self.lonely] + [(s, e, False) for s, e in self.strays])
        open_links: list[tuple[int, int]] = []
        paired: set[int] = set()
        for start, end, opener in events:
            kind = self.text[start]
            if opener and kind == "[" and end - start == 2:
                open_links.append((start, end))
            elif not opener and kind == "]" and open_links:
                begin = open_links.pop()[0]
                # A link never runs over a line's end in its target; a pair that far apart is no pair.
                between = self.text[begin + 2 : start] if start - begin < _FAR else "\n"
                if "\n" in between or _EXTENSION_TAG.search(between):
                    continue
                paired.update((begin, start))
                self.pairs.append((begin, end))
                if "[" in between or "]" in between or _SCHEME.match(between):
                    self.blanks += [(begin, begin + 2), (start, end)]  # nothing the tokenizer would take for a link
        if paired:
            self.left_open |= {"x"}  # one of them may be an external link
        self.lonely = [item for item in self.lonely if item[0] not in paired]
        self.strays = [item for item in self.strays if item[0] not in paired]

    def _line_end(self, start: int) -> int:
        if self.next_newline < start:
            found = self.text.find("\n", start)
            self.next_newline = found if found >= 0 else self.size
        return self.next_newline

    # -- lines ---------------------------------------------------------------------------------

    def _open_table(self, end: int) -> int:
        self.stack.append(("|", end - 2, 2))
        self.blanks.append((end - 2, end - 1))
        return end

    def _close_table(self, end: int) -> int:
        stack = self.stack
        if len(stack) > self.base and stack[-1][0] == "|":
            _, opened, _ = stack.pop()
            self.tables.append(Span(opened, end + 1))
            self.pairs.append((opened, end + 1))
            return end + 1
        self._reach("|")
        return end

    def _heading(self, start: int, end: int) -> int:
        text = self.text
        if end - start > 1 or not self.braces:
            # The tokenizer must not try headings of its own; inside a template a lone equals sign may name a parameter.
            self.blanks.append((start, end))
        if self.frames:
            return end
        line_end = self._line_end(start)
        line = _without_last_comments(text[start:line_end])
        if len(line) < 3 or line[-1] != "=":
            return end
        width = end - start
        tail = len(line) - len(line.rstrip("="))
        if tail == len(line):
            level = min((len(line) - 1) // 2, 6)
        else:
            level = min(width, tail, 6)
        heading = Heading(
            level,
            Span(start, start + len(text[start:line_end].rstrip())),
            Span(start + level, start + len(line) - level),
        )
        (self.nested_headings if self.stack else self.headings).append(heading)
        return end

    def _cut_headings(self) -> list[Heading]:
        """Headings outside every pair; those met while a bracket was open wait for the pairs to be known."""
        headings = self.headings
        if self.nested_headings:
            covers: list[tuple[int, int]] = []
            for start, end in sorted(self.pairs):
                if covers and start < covers[-1][1]:
                    if end > covers[-1][1]:
                        covers[-1] = (covers[-1][0], end)
                else:
                    covers.append((start, end))
            starts = [start for start, _ in covers]
            for heading in self.nested_headings:
                index = bisect_right(starts, heading.span.start) - 1
                if index < 0 or covers[index][1] <= heading.span.start:
                    headings.append(heading)
            headings.sort()
            headings.sort(key=lambda h: h.span.start)
        return headings

    # -- the text for the tokenizer ------------------------------------------------------------

    def _mask(self) -> str:
        blanks = self.blanks
        blanks.extend(self.lonely)
        blanks.extend(self.strays)
        text = self.text
        if blanks:
            blanks.sort()
            parts: list[str] = []
            at = 0
            for start, end in blanks:
                if end <= at:
                    continue
                start = max(start, at)
                parts.append(text[at:start])
                parts.append('"' * (end - start))
                at = end
            parts.append(text[at:])
            text = "".join(parts)
        # A quotation mark ends a URL just as "<" does, and means nothing else to the tokenizer, which takes a NUL for
        # the end of the text.
        return text.replace("<", '"').replace("\0", '"')
