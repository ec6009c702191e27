from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule

_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of a directional embedding",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
    "\ufff9": "annotation anchor",
    "\ufffa": "annotation separator",
    "\ufffb": "annotation end",
}
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
#: Scripts written without blanks, in which a zero-width space marks where a line may break.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\ufff9-\ufffb]+"
)


@rule(
    "control-characters",
    code="M013",
    severity="warning",
    when=_CONTROLS,
    bad=[
        Example("The city⟦\u200b⟧ grew.", fixed="The city grew."),
        Example("[[London⟦\u200e⟧]] is big.", fixed="[[London]] is big."),
        Example("un⟦\u00ad⟧break⟦\u00ad⟧able ⟦\ufeff⟧text", fixed="unbreakable text"),
        Example("a⟦\u2028⟧b", fixed="a b"),
        "odd\x00".replace("\x00", "⟦\x07⟧"),
    ],
    good=[
        "The city\u00a0grew.\tIt did.",
        "The name \u200fשלום\u200f was used.",
        "\u0e1b\u0e23\u0e30\u0e40\u0e17\u0e28\u200b\u0e44\u0e17\u0e22",
        "A family \U0001f468\u200d\U0001f469\u200d\U0001f466 and \u0915\u094d\u200d\u0937.",
        "&shy;&zwnj;",
    ],
    fix="safe",
    guideline="MOS:INVISIBLE",
    precision="16 of 18 hits right (corpus, histories and dumps, all languages); the wrong ones: soft hyphens in "
    "a long German word",
)
def control_characters(section: Section) -> Iterator[Problem]:
    """An invisible character that nobody meant to type.

    It comes with pasted text, breaks links, searches and citations, and no editor can see it. Delete it. Marks of
    direction are left alone on lines with right-to-left text, zero-width spaces in scripts written without blanks,
    and joiners (which emoji and Indic scripts need) always.
    """
    text = section.text
    for match in _CONTROLS.finditer(text):
        start, end = match.span()
        run = match.group()
        if _BIDI.intersection(run) and _line_has_rtl(text, start, end):
            continue
        if "\u200b" in run and _UNSPACED.search(text[max(start - 1, 0) : end + 1]):
            continue
        name = _NAMES.get(run[0], f"control character U+{ord(run[0]):04X}")
        separates = run[0] in "\u2028\u2029" and text[start - 1 : start].strip() and text[end : end + 1].strip()
        many = f" ({len(run)} in a row)" if len(run) > 1 else ""
        yield Problem(
            Span(start, end),
            f"invisible {name}{many}",
            Fix((Edit(start, end, " " if separates else ""),)),
            help="delete it" if not separates else "write a blank instead",
        )


def _line_has_rtl(text: str, start: int, end: int) -> bool:
    first = max(text.rfind("\n", 0, start) + 1, start - 300)
    last = text.find("\n", end)
    last = min(last if last >= 0 else len(text), end + 300)
    return any(c > "\u0590" and bidirectional(c) in ("R", "AL") for c in text[first:last] if c not in _BIDI)
