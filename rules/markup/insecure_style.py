from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.attributes import attribute_lists
from articlewatch.lint import Problem, rule

#: What MediaWiki's sanitizer answers by dropping the whole style.
_INSECURE = re.compile(
    r"expression\s*\(|(?:filter|accelerator|-o-link|-o-link-source|-o-replace|behaviou?r)\s*:|url\s*\(|image\s*\(|"
    r"image-set\s*\(|attr\s*\([^)]+[\s,]+url|javascript\s*:|-moz-binding",
    re.IGNORECASE,
)


@rule(
    "insecure-style",
    code="M049",
    severity="error",
    when=re.compile(r"style(?<=\bstyle)\s*=", re.IGNORECASE),
    bad=[
        '<div ⟦style="background:url(http://example.org/a.png)"⟧>a</div>',
        '{| ⟦style="width:expression(1)"⟧\n| a\n|}',
        '<span ⟦style="filter: alpha(opacity=50)"⟧>a</span>',
    ],
    good=['<div style="background:#fff">a</div>', '<nowiki><b style="a:url(x)"></nowiki>', 'style="a:url(x)" is text'],
    precision="no hit in the corpus and its histories",
)
def insecure_style(section: Section) -> Iterator[Problem]:
    """A ``style`` that MediaWiki throws away as dangerous.

    Pictures from elsewhere, expressions and filters could spy on readers; the whole attribute is dropped, the harmless
    declarations too. Take the dangerous one out.
    """
    for found in attribute_lists(section.passage):
        for item in found.items:
            if item.name == "style" and item.value and _INSECURE.search(item.value):
                yield Problem(item.span, "MediaWiki drops this style as insecure")
