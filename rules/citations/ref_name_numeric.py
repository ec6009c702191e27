from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.citeattributes import cite_attributes
from articlewatch.article.passage import Passage
from articlewatch.article.references import RefUse, ref_key
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule

_NUMBER = re.compile("[0-9]+")


@rule(
    "ref-name-numeric",
    code="C071",
    severity="error",
    when=("<ref", "<Ref", "<REF"),
    fix="assisted",
    bad=[
        Example(
            'One.⟦<ref name=1>⟧A</ref> Two.<ref name="1" /> {{reflist}}',
            fixed='One.<ref name="ref1">A</ref> Two.<ref name="ref1" /> {{reflist}}',
        ),
        "One.⟦<ref name='23' />⟧",
        "One.<ref name=a>A</ref> Two.⟦<ref follow=1>⟧B</ref>",
    ],
    good=[
        "One.<ref name=a1>A</ref>",
        'One.<ref name="1990 report">A</ref>',
        "One.<ref name=a group=1>A</ref> {{reflist|group=1}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="WP:REFNAME",
)
def ref_name_numeric(article: Article) -> Iterator[Problem]:
    """A reference name that is a bare number.

    The software does not allow it and shows a "Cite error". Give the reference a telling name, such as its author and
    year.
    """
    if not any(numbered for _, numbered in article.each(_is_numbered)):
        return
    index = ref_index(article)
    names = {name for _, name in index.definitions} | {name for _, name in index.calls}
    seen: set[tuple[str, str]] = set()
    by_key: dict[tuple[str, str], list[RefUse]] = {}
    for use in index.uses:
        by_key.setdefault(use.key, []).append(use)
    for use in index.uses:
        if use.tag is None or use.key in seen:
            continue
        if _NUMBER.fullmatch(use.tag.attribute("follow")):
            yield Problem(
                use.tag.open_span, "reference name to follow is a bare number", help="follow a named reference"
            )
        if not _NUMBER.fullmatch(use.name):
            continue
        seen.add(use.key)
        new = f"ref{use.name}"
        same = by_key[use.key]
        edits = [
            Edit(a.span.start, a.span.end, f'name="{new}"')
            for other in same
            if other.tag
            for a in other.tag.attributes
            if a.name == "name"
        ]
        fix = Fix(tuple(edits), "assisted") if new not in names and len(edits) == len(same) else None
        yield Problem(
            use.tag.open_span,
            f"reference name {use.name!r} is a bare number",
            fix,
            tuple(Related(other.span, "used here") for other in same[1:4]),
            "name it after its author or site",
        )


def _is_numbered(passage: Passage) -> bool:
    """Say whether a reference of the passage is named by a bare number, or follows one that is."""
    for tag in passage.tags_named("ref"):
        if tag.kind in ("pair", "self"):
            written = cite_attributes(tag)
            if _NUMBER.fullmatch(ref_key(written.get("name", ""))) or _NUMBER.fullmatch(written.get("follow", "")):
                return True
    return False
