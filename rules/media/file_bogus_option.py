from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.images import knows_language, looks_like_option
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.suggest import did_you_mean

_WORDS = ("thumb", "left", "right", "center", "none", "frameless", "upright", "border", "alt", "link")
_BARE_SIZE = re.compile(r"(?:px)?\s?(\d{2,4})\s?(?:p|x|pix|pixels|px px|pxx|ps|xp|px\.|px;)?")


@rule(
    "file-bogus-option",
    code="F001",
    severity="warning",
    when=":",
    given="images",
    bad=[
        "[[File:A.svg|right|⟦float⟧|thumb|Old kanji]]",
        Example("[[File:A.svg|thumb|⟦Left⟧|A map]]", fixed="[[File:A.svg|thumb|left|A map]]"),
        Example("[[File:A.svg|thumb|⟦200⟧|right|A map]]", fixed="[[File:A.svg|thumb|200px|right|A map]]"),
        "[[File:A.svg|⟦align=right⟧|thumb|A map]]",
        Example("[[File:A.svg|thumb⟦|⟧|A map]]", fixed="[[File:A.svg|thumb|A map]]"),
        Example("[[Datei:A.svg|mini|⟦lnks⟧|Karte]]", site="generic", language="de"),
    ],
    good=[
        "[[File:A.svg|thumb|left|200px|alt=A map|upright=1.2|A map of the city]]",
        "[[File:A.svg|center|border|link=|class=skin-invert|lang=de|page=2|x200px]]",
        Example("[[Datei:A.svg|mini|links|hochkant=1.2|Karte]]", site="generic", language="de"),
        "[[File:A.ogv|thumb|thumbtime=3|start=1:20|A film]]",
        "[[File:A.svg|{{{size}}}|thumb|A map]]",
        "[[File:A.svg|thumb|{{lang|fr|Carte}}|A map]]",
    ],
    fix="assisted",
    guideline="WP:EIS",
    precision="12 of 12 read hits right (corpus, all languages)",
)
def file_bogus_option(section: Section) -> Iterator[Problem]:
    """A part of a file link that is neither an option nor the caption.

    MediaWiki knows no such option, takes it for a caption, and drops it for the later one. So the picture stands
    elsewhere or in another size than was meant. Correct the word, or remove it. A sentence in that place is a second
    caption, which another rule reports.
    """
    language = section.page.language
    if not knows_language(language):
        return
    for image in section.images:
        if not image.certain:
            continue
        for option in image.options:
            if option.fault != "unknown" or not looks_like_option(option.value) or "{{" in option.value:
                continue
            if not option.value:
                pipe = option.span._replace(start=option.span.start - 1)
                yield Problem(
                    pipe, "empty option: one pipe too many", Fix.delete(pipe, safety="assisted", cosmetic=True)
                )
                continue
            word = option.value
            written = option.span.of(section.text)
            at = option.span.start + len(written) - len(written.lstrip())
            span = option.span._replace(start=at, end=at + len(word)) if written.strip() == word else option.span
            fix = _fix(word)
            yield Problem(
                span,
                f"{word!r} is no option of a file{did_you_mean(word, _WORDS) if not fix else ''}",
                Fix.replace(span, fix, safety="assisted") if fix else None,
            )


def _fix(word: str) -> str:
    if word.lower() in _WORDS and word != word.lower():
        return word.lower()
    size = _BARE_SIZE.fullmatch(word)
    return f"{size.group(1)}px" if size else ""
