from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.citationruns import citation_runs
from articlewatch.article.passage import Passage
from articlewatch.lint import Example, Problem, rule

_AFTER = re.compile(r"[ \t]?[.,;:](?=[\s<]|$)")


@rule(
    "ref-after-punctuation",
    code="C107",
    severity="suggestion",
    confidence="low",
    preview=True,
    bad=[
        Example("A<ref>B</ref>. " * 12 + "C.⟦<ref>D</ref>⟧ E", site="generic", language="fr"),
    ],
    good=[
        Example("A<ref>B</ref>. " * 12, site="generic", language="fr"),
        Example("A.<ref>B</ref> " * 12 + "C<ref>D</ref>. E", site="generic", language="fr"),
        Example("A<ref>B</ref>. C.<ref>D</ref> ", site="generic", language="fr"),
        Example("A<ref>B</ref>. " * 12 + "C.<ref>D</ref> E"),
    ],
    precision="7 of 7 hits right (corpus, histories and dumps, all languages)",
    guideline="Help:Footnotes",
)
def ref_after_punctuation(article: Article) -> Iterator[Problem]:
    """A reference after the full stop in an article that puts its references before it.

    Wikis differ in where the number stands. On wikis other than the English one, where it is always after, the
    article's own usage decides: at least ten references before the mark, and at most one in ten after it.
    """
    if article.profile.id == "enwiki":
        return
    before, after = 0, []
    for section, (marks, places) in article.each(_sides):
        before += marks
        after += [place.shift(section.offset) for place in places]
    if before >= 10 and 10 * len(after) <= before:
        for place in after:
            yield Problem(
                place,
                "reference after the mark, where this article puts them before",
                help="move it before the mark",
            )


def _sides(passage: Passage) -> tuple[int, list[Span]]:
    """How many runs of references stand before a mark, and where the others stand after one."""
    text = passage.text
    before, after = 0, []
    for run in citation_runs(passage):
        if _AFTER.match(text, run.span.end):
            before += 1
        elif text[run.span.start - 1 : run.span.start] in (".", ",", ";", ":") and run.span.start:
            after.append(run.span)
    return before, after
