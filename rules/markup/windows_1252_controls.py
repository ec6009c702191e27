from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_C1 = re.compile("[\x80-\x9f]|&#(?:1(?:2[89]|[345]\\d)|x[89][0-9a-fA-F]);")


@rule(
    "windows-1252-controls",
    code="M038",
    severity="error",
    when=(*map(chr, range(0x80, 0xA0)), "&#1", "&#x8", "&#x9"),
    bad=[
        Example("Pages 5⟦\x96⟧6 and 7⟦\x96⟧8", fixed="Pages 5–6 and 7–8"),
        "It⟦\x92⟧s",
        Example("a ⟦&#150;⟧ b", fixed="a – b"),
        "odd ⟦\x81⟧ control",
    ],
    good=["5 – 6 &#8211; &#160;", "<nowiki>\x92</nowiki>", "&#1280; &#x2013;"],
    fix="safe",
    precision="1 of 1 read hits right (corpus, all languages)",
)
def windows_1252_controls(section: Section) -> Iterator[Problem]:
    """A control character that was a quotation mark or a dash in Windows' encoding.

    Text pasted from old programs; readers see a box or nothing. Put in the character that was meant.
    """
    for match in _C1.finditer(section.text):
        if section.is_opaque(match.start()):
            continue
        span = Span(*match.span())
        written = match.group()
        number = ord(written) if len(written) == 1 else _number(written[2:-1])
        if not 128 <= number <= 159:
            continue
        try:
            meant = bytes([number]).decode("cp1252")
        except UnicodeDecodeError:
            yield Problem(span, f"control character U+{number:04X}")
            continue
        yield Problem(span, f"control character U+{number:04X} for {meant}", Fix.replace(span, meant))


def _number(digits: str) -> int:
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)
