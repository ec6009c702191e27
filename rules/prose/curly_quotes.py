from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import RunningText, in_link_title, running_text
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Fix, Problem, Related, rule
from articlewatch.lint.finding import Edit

_CURLY = re.compile("[“”‘’]")
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}


@rule(
    "curly-quotes",
    code="P105",
    severity="suggestion",
    when=("“", "”", "‘", "’"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    sites=("enwiki",),
    fix="safe",
    bad=[
        Example("He called it ⟦“⟧a disaster” and left.", fixed='He called it "a disaster" and left.'),
        Example("The town⟦’⟧s mayor and his men.", fixed="The town's mayor and his men."),
        Example("It⟦’⟧s old; the ‘north’ side fell.", format="plain", fixed="It's old; the 'north' side fell."),
    ],
    good=[
        'He called it "a disaster" and the town\'s mayor left.',
        'He wrote "a “b" and left.',
        "See [[Town’s end]] and {{lang|fr|l’eau “vive”}}.<ref>“A title”</ref>",
        "The verb б’ю is irregular. The angle of 5′ 3″ and the Hawaiʻian ʻokina.",
    ],
    precision="36 of 37 read hits right (English corpus); the wrong one: the character itself is meant",
    guideline="MOS:CURLY",
)
def curly_quotes(section: Section) -> Iterator[Problem]:
    """Curly quotation marks or apostrophes.

    The English Wikipedia writes straight ones (" and '), so that every reader can type and find them and a page looks
    the same throughout. One finding stands for a section; its fix straightens all. Marks in the titles of linked
    pages, in templates and in references are left alone, and so are marks without a partner.
    """
    running = running_text(section)
    text = running.shown
    edits: list[Edit] = []
    paired: dict[int, bool] = {}
    for match in _CURLY.finditer(text):
        span = running.span_of(match.start(), match.end())
        if match.group() in "“”":
            paragraph = running.paragraph_at(match.start())
            if id(paragraph) not in paired:
                paired[id(paragraph)] = _is_paired(paragraph.text)
            if not paired[id(paragraph)]:
                continue
        if span.of(section.text) == match.group() and _stays(section, running, match.start(), span.start):
            edits.append(Edit(span.start, span.end, _STRAIGHT[match.group()]))
    if edits:
        spans = [Span(e.start, e.end) for e in edits]
        count = f"; {len(edits)} of them here" if len(edits) > 1 else ""
        yield Problem(
            spans[0],
            f"curly {'quotation mark' if edits[0].replacement == chr(34) else 'apostrophe'}{count}",
            fix=Fix(tuple(edits)),
            related=tuple(Related(span, "another") for span in spans[1:20]),
            help="write straight ones",
        )


def _is_paired(text: str) -> bool:
    """Say whether the quotation marks of a paragraph are in pairs: straightening others would pair them wrongly."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _stays(section: Section, running: RunningText, at: int, offset: int) -> bool:
    """Say whether straightening changes nothing but the mark's look: no linked title, bold mark or foreign word."""
    if in_link_title(section, offset):
        return False
    shown = running.shown
    if shown[at] in "“”" and shown.rfind("„", max(at - 300, 0), at) > shown.rfind("“", max(at - 300, 0), at):
        return False  # the end of a German quotation: foreign-quotation-marks speaks about it
    if any(letter.isalpha() and letter > "\u024f" for letter in shown[max(at - 1, 0) : at] + shown[at + 1 : at + 2]):
        return False  # within a word of another script
    around = section.text[max(offset - 1, 0) : offset] + section.text[offset + 1 : offset + 2]
    return "'" not in around
