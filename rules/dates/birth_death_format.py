from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.finding import Edit

_SHORT = re.compile(
    r"\((?P<mark>[Bb]orn:|b\.|[Bb] |\* ?|[Dd]ied:|d\.|† ?)[ \u00a0]?(?=(?:in )?(?:\d|c\.|[JFMASOND][a-z]+ \d))"
)


@rule(
    "birth-death-format",
    code="D021",
    severity="suggestion",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given="is_lead",
    fix="assisted",
    bad=[
        Example(
            "'''Ada Berg''' ⟦(b. ⟧14 June 1950) is a painter.", fixed="'''Ada Berg''' (born 14 June 1950) is a painter."
        ),
        Example("'''Ada Berg''' ⟦(*⟧1950) paints.", fixed="'''Ada Berg''' (born 1950) paints."),
        Example("'''Ada Berg''' ⟦(Born: ⟧June 14, 1950) paints.", fixed="'''Ada Berg''' (born June 14, 1950) paints."),
        Example("'''Ada Berg''' ⟦(† ⟧3 May 2010) painted.", fixed="'''Ada Berg''' (died 3 May 2010) painted."),
    ],
    good=[
        "'''Ada Berg''' (born 14 June 1950) is a painter.",
        "'''Ada Berg''' (14 June 1950 – 3 May 2010) was a painter.",
        "Plan b (b) was taken; the set (*) is open.",
        "Her brother (b. 1948) painted too.",
    ],
    precision="no hit in the corpus and its histories",
    guideline="MOS:BIRTHDATE",
)
def birth_death_format(section: Section) -> Iterator[Problem]:
    """A date of birth or death with a sign or a letter before it in the opening sentence.

    The opening sentence of a biography writes "born" and "died"; asterisk and dagger are signs of other languages.
    Later in an article "b." may stand where space is short, so only the lead is looked at. The fix writes the word.
    """
    running = running_text(section)
    paragraph = next((p for p in running.paragraphs if p.kind == "text"), None)
    if paragraph is None:
        return
    begin = running.text.find(paragraph.masked)
    match = _SHORT.search(running.text, begin, begin + 300)
    if match is None or "'''" not in section.text:
        return
    span = running.span_of(*match.span())
    died = match["mark"][0] in "dD†"
    word = "(died " if died else "(born "
    plain = span.of(section.text) == match.group()
    yield Problem(
        span,
        f"“{match['mark'].strip()}” before a date of {'death' if died else 'birth'}: write “{word.strip('( ')}”",
        fix=Fix((Edit(span.start, span.end, word),), "assisted") if plain else None,
    )
