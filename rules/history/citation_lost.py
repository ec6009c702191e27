from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.lint import Fix, Problem, Revised, rule
from articlewatch.lint.fingerprint import normalise
from articlewatch.lint.rule import Example

_LIST = "\n\n{{reflist}}"
_REF = "<ref>{{cite book |title=Bridges |date=1990}}</ref>"

_FOLLOWS = re.compile(r" {0,2}(?:\[(?:https?:)?//|\{\{)")


@rule(
    "citation-lost",
    code="H001",
    severity="warning",
    fix="assisted",
    supersedes=("uncited-paragraph", "uncited-number"),
    bad=[
        Example(
            f"⟦The bridge is 80 metres long.⟧ It is red.{_LIST}",
            previous=f"The bridge is 80 metres long.{_REF} It is red.{_LIST}",
            fixed=f"The bridge is 80 metres long.{_REF} It is red.{_LIST}",
        ),
        Example(
            f"A new first sentence. ⟦The bridge is 80 metres long.⟧{_LIST}",
            previous=f"The bridge is 80 metres long.{_REF}{_LIST}",
            fixed=f"A new first sentence. The bridge is 80 metres long.{_REF}{_LIST}",
        ),
    ],
    good=[
        Example("It is red.", previous=f"The bridge is 80 metres long.{_REF} It is red."),
        Example(
            "The bridge is 80 metres long.<ref>Smith 2001</ref>",
            previous=f"The bridge is 80 metres long.{_REF}",
        ),
        Example(
            f"The bridge is 80 metres long. It is red.{_REF}",
            previous=f"The bridge is 80 metres long.{_REF} It is red.",
        ),
    ],
    precision="3 of 3 read hits right (real histories)",
    guideline="WP:PRESERVE",
)
def citation_lost(revised: Revised) -> Iterator[Problem]:
    """A sentence that lost its only citation in this edit and stayed as it was.

    A reader can no longer check what could be checked before. Unless the source was found not to say it, put the
    citation back. A citation that was moved on to the next sentence of the paragraph is not reported.
    """
    for change in revised.meaning.changes:
        if change.what != "citation" or change.kind != "removed" or change.old is None:
            continue
        before = revised.sentence_of(change.old.start, old=True)
        where = revised.diff.map_span(before.span) if before else None
        if before is None or where is None or where.end <= where.start:
            continue
        now = revised.sentence_of(where.start)
        if now is None or normalise(now.text) != normalise(before.text) or revised.is_cited(now):
            continue
        paragraph = revised.paragraph_of(now).span
        if change.before and change.before in revised.text[paragraph.start : paragraph.end]:
            continue
        end = now.span.end
        if _FOLLOWS.match(revised.text, end):
            continue  # the source became a plain link, or a tag asks for one
        yield Problem(
            now.span,
            "the only citation of this sentence was taken out",
            Fix.replace(now.span._replace(start=end), change.before, safety="assisted"),
            help="put the citation back, unless its source does not say this",
        )
