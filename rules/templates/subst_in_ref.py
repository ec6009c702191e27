from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_SUBST = re.compile(r"\s*(?:safe)?subst\s*:", re.IGNORECASE)


@rule(
    "subst-in-ref",
    code="T009",
    severity="error",
    when=re.compile(r"\{\{\s*(?:safe)?subst\s*:", re.IGNORECASE),
    bad=[
        "A.<ref>⟦{{subst:cite web}}⟧</ref>",
        "A.<ref>Seen ⟦{{subst:CURRENTDAY}}⟧ May</ref>",
        "<gallery>\nA.jpg|⟦{{Subst:PAGENAME}}⟧\n</gallery>",
    ],
    good=["{{subst:a}}", "A.<ref>{{cite web}}</ref>", "<nowiki>{{subst:a}}</nowiki>", "A.<ref name=b /> {{subst:c}}"],
    precision="1 of 1 read hits right (corpus, all languages)",
)
def subst_in_ref(section: Section) -> Iterator[Problem]:
    """``{{subst:`` inside a reference or gallery, where it never happens.

    MediaWiki does not substitute within such tags, so the raw call stays on the page. Put in what it stands for.
    """
    inside = [t.content_span for t in section.tags_named("ref", "gallery", "poem", "references") if t.kind == "pair"]
    for template in section.templates:
        if _SUBST.match(section.text, template.start + 2) and any(s.covers(template.span) for s in inside):
            yield Problem(template.span, "subst: does not work inside this tag")
