from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.references import RefUse, rejected
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Problem, Related, rule


@rule(
    "ref-dir-conflict",
    code="C109",
    severity="error",
    when=("dir=", "dir ="),
    bad=[
        "One.<ref name=a dir=rtl>A</ref> Two.⟦<ref name=a dir=ltr />⟧\n<references />",
        "One.<ref name=a dir=ltr /> Two.⟦<ref name=a dir=rtl>A</ref>⟧ Three.<ref name=a dir=rtl />",
        'One.<ref name="a" dir="RTL">A</ref> Two.⟦<ref name="a" dir="ltr">A</ref>⟧',
    ],
    good=[
        "One.<ref name=a dir=rtl>A</ref> Two.<ref name=a /> Three.<ref name=a dir=RTL />",
        "One.<ref name=a dir=rtl>A</ref> Two.<ref name=b dir=ltr>B</ref>",
        "One.<ref name=a dir=rtl>A</ref> Two.<ref name=a group=n dir=ltr>A</ref>\n<references group=n />",
        "One.<ref name=a dir=rtl>A</ref>\n<references />\nTwo.<ref name=a dir=ltr>A</ref>\n<references />",
        "One.<ref name=a /> Two.<ref name=a dir=ltr>A</ref>",
    ],
    guideline="Help:Cite errors",
    precision="no hit in the corpus and its histories",
)
def ref_dir_conflict(article: Article) -> Iterator[Problem]:
    """One named reference used with ``dir=ltr`` in one place and ``dir=rtl`` in another.

    A source is written in one direction; of two that are given only one is followed, and the list of references shows
    a "Cite error". Give ``dir`` once, where the reference is written out.
    """
    shown: dict[tuple[str, str, int], tuple[str, RefUse]] = {}
    written: set[tuple[str, str, int]] = set()
    index = ref_index(article)
    if not any("dir" in use.written for use in index.uses):
        return
    for use in index.uses:
        if not use.is_tag or not use.name or rejected(use):
            continue
        key = (*use.key, index.table(use))
        direction = use.written.get("dir", "").lower()
        known, first = shown.setdefault(key, (direction, use))
        if known and direction and known != direction:
            related = (Related(first.span, f"here it is {known}"),)
            yield Problem(use.span, f"reference {use.name!r} has two directions", related=related, help="give dir once")
        if use.content and key not in written:
            # Cite keeps the direction given where the reference is written out.
            written.add(key)
            shown[key] = (direction, use)
