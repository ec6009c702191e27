from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span

_ENGLISH = frozenset(
    ["english", "en", "eng", "en-us", "en-gb", "en-ca", "en-au", "en-uk", "american english", "british english"]
)
_WORDS = re.compile(r"[^\W\d_][\w'’ ().-]*(?:,\s*[^\W\d_][\w'’ ().-]*)*(?:,? and [^\W\d_][\w'’ ().-]*)?")


@rule(
    "cite-language-unknown",
    code="C062",
    severity="suggestion",
    sites=("enwiki",),
    when="lang",
    fix="safe",
    bad=[
        "{{cite web |title=A |url=https://example.org |language=⟦in German⟧}}",
        Example(
            "{{cite web |title=A |url=https://example.org |language=⟦[[German language|German]]⟧}}",
            fixed="{{cite web |title=A |url=https://example.org |language=German}}",
        ),
        "{{cite web |title=A |url=https://example.org |language=⟦{{de icon}}⟧}}",
    ],
    good=[
        "{{cite web |title=A |url=https://example.org |language=de}}",
        "{{cite web |title=A |url=https://example.org |language=German, French}}",
        "{{cite web |title=A |url=https://example.org |language=English}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#maint_unknown_lang",
)
def cite_language_unknown(section: Section) -> Iterator[Problem]:
    """A language given by something else than its name or code: a link, an icon, "in German".

    The template cannot read it. Write the code (de) or the name (German), several separated by commas. Whether a
    well-formed name is that of a language is not checked.
    """
    for _, _, parameter in cs1_having(section, "language"):
        value = parameter.value
        if len(value) < 200 and _WORDS.fullmatch(value) and not value.lower().startswith(("in ", "(")):
            continue
        link = re.fullmatch(r"\[\[(?:[^\[\]|]+\|)?([A-Z]\w+)(?: language)?\]\]", value)
        yield Problem(
            value_span(parameter, section.text),
            f"{value!r} is not the name or the code of a language",
            Fix((replace_value(parameter, section.text, link.group(1)),)) if link else None,
            help="write its code or its English name",
        )
