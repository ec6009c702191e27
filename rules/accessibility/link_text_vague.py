from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.linktext import piped_links
from articlewatch.lint import Problem, rule

_VAGUE = re.compile(
    r"(?:click\s+)?here|this|link|this\s+link|this\s+page|this\s+article|this\s+website|read\s+more|more|more\s+info(?:rmation)?|"
    r"see\s+here|see\s+this|source|website|web\s+page|page|article|details|download|\[?\d{1,2}\]?|\(?link\)?",
    re.IGNORECASE,
)
#: How such a label ends. Looked for from the bracket backwards, which is five times as fast.
_ENDING = re.compile(
    r"\](?<=[eskond\d\])\s]\])(?:(?<=e\])(?:(?<=here\])|(?<=page\])|(?<=article\])|(?<=website\])|(?<=source\])"
    r"|(?<=more\]))|(?<=s\])(?:(?<=this\])|(?<=details\]))|(?<=link\])|(?<=info\])|(?<=information\])|(?<=download\])"
    r"|(?<=\d\])|(?<=\d\]\])|(?<=link\)\])|(?<=\s\]))",
    re.IGNORECASE,
)

#: Before a number that names something: a page, a volume, a report.
_NUMBERED = re.compile(r"(?:\b(?:pages?|pp?\.|vol(?:ume|\.)|no\.|part|chapter|lines?)|\]|\d|[A-Z]\.) ?$", re.IGNORECASE)


@rule(
    "link-text-vague",
    code="A004",
    formats=("wikitext", "html"),
    severity="suggestion",
    when=_ENDING,
    languages=("en",),
    bad=[
        "The report is [https://example.org/r ⟦here⟧].",
        "See [https://example.org/r ⟦click here⟧] or [[Bridge|⟦this⟧]].",
        "Details in [https://example.org/r ⟦1⟧].",
    ],
    good=[
        "See [https://example.org/r the report of 1932].",
        "A.<ref>[https://example.org/r 1]</ref>",
        "The [[1]] and [[Link]] and [[This (album)|This]]",
        "[https://example.org The link between]",
        "* [https://example.org Article] in the Times",
        "As it says on page [https://example.org/p2 2].",
    ],
    guideline="MOS:LINKCLARITY",
    precision="4 of 4 read hits right (English corpus and histories)",
)
def link_text_vague(section: Section) -> Iterator[Problem]:
    """A link whose text does not say where it leads: "here", "this", a bare number.

    Screen readers list the links of a page; "here" tells nothing in such a list, nor does it on paper. Let the link
    be the words that name the thing. References and template calls are left alone.
    """
    for link in section.external_links:
        label = link.label
        if not label or len(label) > 24 or section.in_ref(link.start) or section.in_template(link.start):
            continue
        if label.strip("[]").isdigit() and _NUMBERED.search(section.text, max(link.start - 12, 0), link.start):
            continue
        if _VAGUE.fullmatch(label) and not label[0].isupper():
            yield Problem(_trimmed(link.label_span, section.text), f"{label!r} does not say where the link leads")
    for wikilink, target, written in piped_links(section):
        label = written.strip()
        if len(label) > 24 or not label.islower() or not _VAGUE.fullmatch(label):
            continue
        if label.lower() not in target.lower() and not section.in_template(wikilink.start):
            yield Problem(_trimmed(wikilink.label_span, section.text), f"{label!r} does not say where the link leads")


def _trimmed(span: Span, text: str) -> Span:
    written = span.of(text)
    start = span.start + len(written) - len(written.lstrip())
    return Span(start, start + len(written.strip()))
