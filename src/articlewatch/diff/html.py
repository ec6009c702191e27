"""A comparison as one HTML page that needs nothing else, for light and dark screens and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from articlewatch.article.spans import LineIndex, Span
from articlewatch.diff.model import BlockKind
from articlewatch.diff.report import DiffReport
from articlewatch.diff.told import grouped, headline, in_words
from articlewatch.diff.view import Hunk, Outline, Part, shortened

_ROOM = 220
_TAGS = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
_WORDS: dict[BlockKind, str] = {
    "edited": "edited", "split": "split", "merged": "merged", "moved": "moved", "inserted": "added",
    "deleted": "removed",
}  # fmt: skip

_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --ink: #1d2125; --faint: #5c6570; --line: #d5dae0;
  --came: #d9f2df; --came-ink: #0b4a1d; --went: #fbe0dd; --went-ink: #7d1a10; --moved: #e6e3fb; --moved-ink: #3a2f8f; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --ink: #e3e7eb; --faint: #98a3ae; --line: #343b42;
  --came: #123d20; --came-ink: #a8e6b8; --went: #4d1b17; --went-ink: #f6b9b2; --moved: #2a2650;
  --moved-ink: #c8c2fa; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: .9rem; margin: .75rem 0 .1rem; color: var(--faint); font-weight: 600; }
p { margin: .25rem 0; } ul { margin: .1rem 0 .6rem; padding-left: 1.2rem; } li { overflow-wrap: anywhere; }
.faint { color: var(--faint); }
.hunk { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .25rem .75rem; margin: .6rem 0; }
.where { color: var(--faint); font-size: .8rem; line-height: 1.5; padding-top: .15rem; }
.kind { display: block; font-weight: 600; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid var(--line); padding-left: .75rem; }
.inserted .text { border-color: var(--came-ink); } .deleted .text { border-color: var(--went-ink); }
.moved .text { border-color: var(--moved-ink); }
.note { color: var(--moved-ink); background: var(--moved); padding: 0 .3rem; border-radius: .2rem; }
ins { background: var(--came); color: var(--came-ink); text-decoration: underline; text-underline-offset: .15em; }
del { background: var(--went); color: var(--went-ink); text-decoration: line-through; }
@media (max-width: 40rem) { .hunk { grid-template-columns: 1fr; } }
@media print { :root { --ground: #fff; --ink: #000; --faint: #444; --line: #999; --came: #fff; --came-ink: #000;
  --went: #fff; --went-ink: #000; --moved: #fff; --moved-ink: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  ins { font-weight: 600; } .hunk { break-inside: avoid-page; } h2, h3 { break-after: avoid; } }
"""


def render_html(report: DiffReport) -> str:
    """Return *report* as an HTML page in UTF-8. Nothing in the texts can become markup of the page."""
    page = _Page(report)
    title = escape(f"{report.old_name} → {report.new_name}")
    parts = [
        "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n",
        '<meta name=viewport content="width=device-width, initial-scale=1">\n',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<main>\n<h1>{title}</h1>\n",
        *page.summary(),
        *page.body(report.hunks()),
        "</main>\n</html>\n",
    ]
    return "".join(parts)


class _Page:
    """The pieces of the page."""

    def __init__(self, report: DiffReport) -> None:
        self.report = report
        self.diff = diff = report.diff
        self.old_lines, self.new_lines = LineIndex(diff.old), LineIndex(diff.new)
        self.old_outline, self.outline = Outline(diff.old), Outline(diff.new)

    def summary(self) -> Iterator[str]:
        """Yield the headline, the changes in words by section, and the findings that came and went."""
        meaning = self.report.meaning
        if meaning is not None:
            yield f"<p>{escape(headline(meaning))}</p>\n"
            for section, changes in grouped(meaning, self.report.only, self.report.ignore):
                yield f"<h3 dir=auto>{escape(_title(section))}</h3>\n<ul dir=auto>\n"
                yield from (f"<li>{escape(in_words(change))}</li>\n" for change in changes)
                yield "</ul>\n"
        if self.report.remarks is not None:
            yield f"<h3>{escape(self.report.tally())}</h3>\n<ul>\n"
            for sign, line in self.report.told_remarks():
                yield f"<li>{'introduced' if sign == '+' else 'fixed'}: {escape(line)}</li>\n"
            yield "</ul>\n"

    def body(self, found: list[Hunk]) -> Iterator[str]:
        """Yield the hunks under their headings."""
        section: tuple[str, ...] | None = None
        for hunk in found:
            deleted = hunk.kind == "deleted"
            path = self.old_outline.path(hunk.old.start) if deleted else self.outline.path(hunk.new.start)
            if path != section:
                yield f"<h2 dir=auto>{escape(_title(path))}</h2>\n"
                section = path
            yield self._hunk(hunk)
        if not found:
            yield "<p>No differences.</p>\n"
        if self.diff.degraded:
            yield f"<p class=faint>{len(self.diff.coarse)} places were compared coarsely.</p>\n"

    def _hunk(self, hunk: Hunk) -> str:
        if hunk.kind == "deleted":
            where = f"was {_lines(self.old_lines, hunk.old, self.diff.old)}"
        else:
            where = _lines(self.new_lines, hunk.new, self.diff.new)
        parts = hunk.parts if hunk.kind in ("inserted", "deleted") else shortened(hunk.parts, _ROOM)
        return (
            f"<div class='hunk {hunk.kind}'><div class=where><span class=kind>{_WORDS[hunk.kind]}</span>{where}</div>"
            f"<div class=text dir=auto>{self._note(hunk)}{''.join(map(_marked, parts)).strip()}</div></div>\n"
        )

    def _note(self, hunk: Hunk) -> str:
        if hunk.kind not in ("moved", "split", "merged"):
            return ""
        place = _lines(self.old_lines, hunk.old, self.diff.old)
        section = " › ".join(self.old_outline.path(hunk.old.start))
        under = f" ({section})" if section and hunk.kind == "moved" else ""
        edits = ", with edits" if hunk.kind == "moved" and not hunk.exact else ""
        return f"<span class=note>{_WORDS[hunk.kind]} from {place}{escape(under)}{edits}</span>\n"


def _marked(part: Part) -> str:
    opening, closing = _TAGS[part.mark]
    text = escape(part.text)
    if part.mark != "same":
        # A line end that came or went cannot be seen by itself.
        text = text.replace("\n", "⏎\n" if part.mark == "added" else "⏎") if part.text.strip("\n") == "" else text
    return f"{opening}{text}{closing}"


def _lines(index: LineIndex, span: Span, text: str) -> str:
    first = index.position(span.start)[0]
    last = index.position(span.start + max(len(span.of(text).rstrip()) - 1, 0))[0]
    return f"line {first}" if last <= first else f"lines {first}–{last}"


def _title(section: tuple[str, ...]) -> str:
    return " › ".join(section) or "Before the first heading"
