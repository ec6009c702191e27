from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "include-tags-in-article",
    code="M050",
    severity="suggestion",
    when=re.compile(r"<(?:includeonly|noinclude|onlyinclude)\b", re.IGNORECASE),
    bad=["⟦<noinclude>⟧{{stub}}</noinclude>", "⟦<includeonly>⟧a</includeonly>", "a ⟦<onlyinclude>⟧b</onlyinclude> c"],
    good=["<nowiki><noinclude></nowiki>", "<!-- <includeonly> -->", "a <ref>b</ref>"],
    confidence="medium",
    preview=True,
    precision="right by definition, but lists are transcluded into others on purpose",
)
def include_tags_in_article(section: Section) -> Iterator[Problem]:
    """Tags that steer transclusion, in an article.

    They belong into templates, and are left when one was copied. Some lists are transcluded into others on purpose.
    """
    for tag in section.tags_named("includeonly", "noinclude", "onlyinclude"):
        if tag.kind != "stray":
            yield Problem(tag.open_span, f"<{tag.name}> in an article")
