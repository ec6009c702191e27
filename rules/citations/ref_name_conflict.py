from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Problem, Related, rule


@rule(
    "ref-name-conflict",
    code="C010",
    severity="error",
    when=("name", "NAME"),
    bad=[
        "One.<ref name=a>Report</ref> Two.⟦<ref name=a>Book</ref>⟧",
        'One.<ref name="a b">Report</ref> Two.⟦<ref name="a  b">Report, p. 4</ref>⟧ Three.⟦<ref name="a b">News</ref>⟧',
        "One.{{efn|name=n|A note.}} Two.⟦{{efn|name=n|Another note.}}⟧",
    ],
    good=[
        "One.<ref name=a>Report</ref> Two.<ref name=a />",
        "One.<ref name=a>Report</ref> Two.<ref name=a>Report</ref>",
        "One.<ref name=a>Report</ref> Two.<ref name=a group=note>Book</ref>",
        "One.<ref name=a>Report\n on it</ref> Two.<ref name=a> Report on it</ref>",
    ],
    precision="34 of 34 hits right, 32 of them in one file with broken quotes (English corpus)",
    guideline="WP:REFNAME",
)
def ref_name_conflict(article: Article) -> Iterator[Problem]:
    """One reference name given to two different sources.

    Only the first is shown, so the second sentence seems to rest on a source that does not say it; newer wikis show a
    "Cite error". Give the second source a name of its own.
    """
    index = ref_index(article)
    for (_, name), definitions in index.definitions.items():
        if len(definitions) < 2:
            continue
        first = definitions[0]
        wanted = first.content.split()
        for other in definitions[1:]:
            if other.content.split() != wanted:
                yield Problem(
                    other.span,
                    f"name {name!r} already stands for another source",
                    related=(Related(first.span, "the source that is shown"),),
                    help="give this source a name of its own",
                )
