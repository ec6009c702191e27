"""Words of running text that an edit added and removed."""

from __future__ import annotations

import re

from articlewatch.diff.meaning.sideview import SideView

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def edited_words(view: SideView) -> list[str]:
    """Return the words of running text that lie in edited places of one side.

    Templates, references, link targets and other markup are not running text.
    """
    words: list[str] = []
    for section in view.sections:
        edits = view.touched.within(view.side, section.span)
        if not edits:
            continue
        prose = section.prose
        for edit in edits:
            start, end = edit.start - section.offset, edit.end - section.offset
            words += _WORD.findall(prose.text[prose.locate(start) : prose.locate(end)])
    return words
