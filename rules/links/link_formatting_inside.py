from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import is_plain, same_first_letter_apart
from articlewatch.article.ranges import line_start
from articlewatch.lint import Example, Fix, Problem, rule

_WRAPPED = re.compile(r"('{2,3}|'{5})(?!')([^'\n]{1,200})\1(?!')")


@rule(
    "link-formatting-inside",
    code="L040",
    severity="suggestion",
    when="''",
    fix="safe",
    cosmetic=True,
    bad=[
        Example("The film ⟦[[Iron Bridge|''Iron Bridge'']]⟧ is old.", fixed="The film ''[[Iron Bridge]]'' is old."),
        Example("* A ⟦[[dam|'''dam''']]⟧.", fixed="* A '''[[dam]]'''."),
    ],
    good=[
        "The film ''[[Iron Bridge]]'', [[Iron Bridge (film)|''Iron Bridge'']], [[SS Iron|SS ''Iron'']]",
        "''A [[dam|''dam'']] b''",
    ],
    precision="14 of 14 read hits right (corpus, histories and dumps, all languages)",
)
def link_formatting_inside(section: Section) -> Iterator[Problem]:
    """Bold or italic marks inside a link that would need no pipe without them.

    With the marks outside the brackets the target need not be written twice.
    """
    text = section.text
    for link in section.wikilinks:
        if not link.has_label or "''" not in link.label:
            continue
        match = _WRAPPED.fullmatch(link.label)
        if match is None or not is_plain(match.group(2)):
            continue
        marks, words = match.groups()
        if not same_first_letter_apart(words, link.target) or (words != link.target and section.profile.id != "enwiki"):
            continue
        line = text[line_start(text, link.start) : link.start]
        if line.count("''") % 2 or text[link.start - 1 : link.start] == "'" or text[link.end : link.end + 1] == "'":
            continue
        fix = Fix.replace(link.span, f"{marks}[[{words}]]{marks}", cosmetic=True)
        yield Problem(link.span, "formatting inside the link makes a pipe necessary", fix, help="set it outside")
