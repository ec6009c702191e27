from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule


@rule(
    "unclosed-comment",
    code="M007",
    severity="error",
    when="<!--",
    bad=["Text. ⟦<!--⟧ to do\n\nThe rest of the page.", "⟦<!--⟧", "a <!-- b --> c ⟦<!--⟧ d -- >"],
    good=["Text. <!-- to do --> More.", "a <!---->", "<nowiki><!-- </nowiki>"],
    precision="no hit in the corpus and its histories",
)
def unclosed_comment(section: Section) -> Iterator[Problem]:
    """A comment that is opened and never closed.

    Everything behind it is hidden from readers, down to the end of the page, the categories included. Write ``-->``
    where the comment should end.
    """
    for comment in section.comments:
        if not comment.closed:
            yield Problem(
                Span(comment.start, comment.start + 4),
                "comment never closed: the rest of the page is hidden",
                help="write --> where the comment should end",
            )
