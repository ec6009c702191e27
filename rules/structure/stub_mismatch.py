from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Example, Problem, rule

_TEXT = "The dam was built of clay and stone by the people of the valley. " * 20


@rule(
    "stub-mismatch",
    code="S034",
    severity="suggestion",
    when="stub",
    sites=("enwiki",),
    bad=[
        _TEXT * 3 + "\n⟦{{Dam-stub}}⟧",
        Example(_TEXT + "\n⟦{{stub}}⟧", options={"words": 100}),
    ],
    good=["The dam is old.\n{{Dam-stub}}", _TEXT * 3, _TEXT + "\n{{Dam-stub}}", _TEXT * 3 + "\n{{sect-stub}}"],
    guideline="WP:STUB",
    precision="no hit in the corpus and its histories, after stubs of sections were left out",
)
def stub_mismatch(article: Article, *, words: int = 500) -> Iterator[Problem]:
    """A stub tag on an article that has grown.

    A stub is too short to tell what matters; an article of more than ``words`` words is none. Remove the tag. That a
    section is one ({{sect-stub}}) may well be true.
    """
    stubs = [t for t in article.templates_with_role("stub") if not t.key.startswith("sect")]
    if stubs and len(article.text) > words * 4 and article.words > words:
        yield Problem(stubs[0].span, f"stub tag on {article.words:,} words", help="remove the tag")
