from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.references import RefUse
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Example, Fix, Problem, Related, Span, rule


@rule(
    "ref-full-repeat-named",
    code="C017",
    severity="suggestion",
    when=("name", "NAME"),
    fix="safe",
    cosmetic=True,
    bad=[
        Example(
            "One.<ref name=a>Report</ref> Two.⟦<ref name=a>Report</ref>⟧",
            fixed="One.<ref name=a>Report</ref> Two.<ref name=a />",
        ),
        Example(
            'One.<ref name="a b" group=n>Report</ref>⟦<ref name="a b" group=n>Report</ref>⟧ {{reflist|group=n}}',
            fixed='One.<ref name="a b" group=n>Report</ref><ref name="a b" group=n /> {{reflist|group=n}}',
        ),
    ],
    good=[
        "One.<ref name=a>Report</ref> Two.<ref name=a />",
        "One.<ref name=a>Report</ref> Two.<ref name=b>Report</ref>",
        "One.<ref name=a>Report</ref>\n{{reflist}}\nTwo.<ref name=a>Report</ref>\n{{reflist}}",
        "One.<ref name=a>Report</ref> Two.<ref name=a>Book</ref>",
    ],
    precision="15 of 15 hits right (English corpus)",
    guideline="WP:REFNAME",
)
def ref_full_repeat_named(article: Article) -> Iterator[Problem]:
    """A named reference written out in full again.

    The page looks the same, but two copies drift apart as soon as somebody corrects one of them. Write the short form
    ``<ref name=… />`` after the first.
    """
    index = ref_index(article)
    index = index.narrowed(index.defined_twice)
    for (_, name), definitions in index.definitions.items():
        firsts: dict[int, RefUse] = {}
        for other in definitions:
            tag = other.tag
            first = firsts.setdefault(index.table(other), other)
            if first is other or tag is None or first.tag is None or tag.content != first.tag.content or other.listed:
                continue  # the short form says less where a list closed the group: there the name is not known
            opening = article.text[tag.start : tag.open_end - 1].rstrip()
            yield Problem(
                other.span,
                f"{name!r} is written out in full again",
                Fix.replace(Span(tag.start, tag.end), f"{opening} />", cosmetic=True),
                (Related(first.span, "first written here"),),
                "write the short form",
            )
