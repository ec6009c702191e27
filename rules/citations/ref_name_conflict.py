from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Tag
from articlewatch.article.references import RefUse
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Example, Fix, Problem, Related, Span, rule


@rule(
    "ref-name-conflict",
    code="C010",
    severity="error",
    fix="safe",
    supersedes=("ref-full-repeat-named",),
    when=("name", "NAME"),
    bad=[
        "One.<ref name=a>Report</ref> Two.⟦<ref name=a>Book</ref>⟧",
        'One.<ref name="a b">Report</ref> Two.⟦<ref name="a  b">Report, p. 4</ref>⟧ Three.⟦<ref name="a b">News</ref>⟧',
        Example(
            "One.<ref name=a>Report\n on it</ref> Two.⟦<ref name=a> Report on it</ref>⟧",
            fixed="One.<ref name=a>Report\n on it</ref> Two.<ref name=a />",
        ),
        "One.{{efn|name=n|A note.}} Two.⟦{{efn|name=n|Another note.}}⟧",
    ],
    good=[
        "One.<ref name=a>Report</ref> Two.<ref name=a />",
        "One.<ref name=a>Report</ref> Two.<ref name=a>Report</ref>",
        "One.<ref name=a>Report</ref>\n<references />\nTwo.<ref name=a>Book</ref>\n<references />",
        "One.<ref name=a>Report</ref> Two.<ref name=a group=note>Book</ref>",
    ],
    precision="14 of 14 read hits right, 4 of them in one file with broken quotes (corpus, histories and dumps, "
    "all languages)",
    guideline="WP:REFNAME",
)
def ref_name_conflict(article: Article) -> Iterator[Problem]:
    """One reference name given to two different sources.

    Only the first is shown, so the second sentence seems to rest on a source that does not say it; newer wikis show a
    "Cite error". Give the second source a name of its own. The same source written with other white space or another
    comment inside counts as another one for the software: write the short form ``<ref name=… />`` instead.
    """
    index = ref_index(article)
    index = index.narrowed(index.defined_twice)
    for (_, name), definitions in index.definitions.items():
        if len(definitions) < 2:
            continue
        firsts: dict[int, RefUse] = {}
        for other in definitions:
            first = firsts.setdefault(index.table(other), other)
            if _written(other) == _written(first) or "<ref" in other.content.lower():
                continue  # a <ref> within is one that is not closed: ref-unclosed
            related = (Related(first.span, "the source that is shown"),)
            if other.content.split() != first.content.split():
                message, help = f"name {name!r} already stands for another source", "give this source a name of its own"
                yield Problem(other.span, message, related=related, help=help)
            elif other.tag is not None:
                message = f"name {name!r} is written out again with other white space or comments"
                yield Problem(
                    other.span, message, _short_form(article.text, other.tag), related, "write the short form"
                )


def _short_form(text: str, tag: Tag) -> Fix:
    opening = text[tag.start : tag.open_end - 1].rstrip()
    return Fix.replace(Span(tag.start, tag.end), f"{opening} />")


def _written(use: RefUse) -> str:
    return use.tag.content if use.tag is not None else use.content
