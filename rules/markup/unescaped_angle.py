from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.tags import KNOWN_TAGS
from articlewatch.lint import Problem, rule
from articlewatch.lint.suggest import did_you_mean

#: Most tags are references; for the others see the rule.
_ANGLE = re.compile(r"<(?!/?ref[\s/>])/?(a|[A-Za-z][A-Za-z0-9]{1,15})(?:\s+[a-z]+\s*=[^<>\n]{0,200}|\s*)/?>")
#: Tags of extensions that a page may use, though nothing here asks about them.
_EXTENSIONS = frozenset(
    [
        "rss", "seo", "charinsert", "quiz", "poem", "lst", "dynamicpagelist", "tabs",
        "tab", "tabber", "translate", "languages", "tvar", "img", "hiero", "rating", "youtube", "choose", "option",
        "dpl", "abschnitt", "domainmeter", "pages", "pagelist", "pagequality", "includepages", "rb", "svg", "chart",
    ]
)  # fmt: skip


@rule(
    "unescaped-angle",
    code="M055",
    severity="warning",
    when="<",
    bad=[
        "The ⟦<strng>⟧word⟦</strng>⟧.",
        "A ⟦<marquee>⟧b⟦</marquee>⟧",
        'See ⟦<a href="https://example.org">⟧it⟦</a>⟧',
        "⟦<reff>⟧Smith⟦</reff>⟧",
    ],
    good=[
        "a < b and c > d, x<y>z, <small>a</small><br/>",
        "<nowiki><foo></nowiki> <code>a</code> <!-- <foo> -->",
        "<syntaxhighlight><foo></syntaxhighlight> <math><foo></math>",
        "<poem>a</poem> List<String> vector<T>",
    ],
    precision="15 of 15 read hits right (English corpus and histories), all on one page",
)
def unescaped_angle(section: Section) -> Iterator[Problem]:
    """Something written like a tag that MediaWiki does not know.

    Readers see it as it stands. Correct the name, take it out, or write ``&lt;``. Types of programming languages such
    as ``List<String>`` are left alone.
    """
    for match in _ANGLE.finditer(section.text):
        name = match.group(1).lower()
        start = match.start()
        if name in KNOWN_TAGS or name in _EXTENSIONS or section.is_opaque(start):
            continue
        # Behind a letter it is more likely a type parameter, and capitals more likely a placeholder.
        before = section.text[start - 1 : start]
        if ((before.isalnum() or before == "_") and not match.group().startswith("</")) or match.group(1) != name:
            continue
        if before.isalnum() and f"<{name}" not in section.text:
            continue
        if any(u.start <= start < u.end for u in section.external_links):
            continue
        yield Problem(Span(*match.span()), f"<{name}> is no tag{did_you_mean(name, KNOWN_TAGS)}")
