from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.refnames import list_around, ref_index
from articlewatch.lint import Problem, rule


@rule(
    "ref-list-defined-unused",
    code="C007",
    severity="error",
    when=("<references", "<References", "refs", "notes"),
    bad=[
        "Opened.<ref name=a />\n<references><ref name=a>Report</ref>⟦<ref name=b>Book</ref>⟧</references>",
        "Opened.\n{{reflist|refs=⟦<ref name=a>Report</ref>⟧}}",
        "Opened.\n<references>⟦<ref name=a>Report</ref>⟧</references>\nClosed.<ref name=a>Report</ref>\n<references />",
        "Opened.{{efn|name=a}}\n{{notelist|refs={{efn|name=a|One.}}⟦{{efn|name=b|Two.}}⟧}}",
    ],
    good=[
        "Opened.<ref name=a />\n<references><ref name=a>Report</ref></references>",
        "Opened.{{r|a|b}}\n{{reflist|refs=<ref name=a>Report</ref><ref name=b>Book</ref>}}",
        "Opened.<ref name=b group=n />\n<references group=n><ref name=b>Book</ref></references>",
    ],
    precision="no hit in the corpus and its histories",
    guideline="WP:LDR",
)
def ref_list_defined_unused(article: Article) -> Iterator[Problem]:
    """A source defined in the reference list that nothing in the text above cites.

    The page shows a "Cite error" at the end of its references. Cite the source where it supports the text, or remove it
    (it may have been cited by a sentence that was deleted: look into the history first).
    """
    index = ref_index(article)
    if not index.inner:
        return
    for use in index.uses:
        if not use.listed or not use.name or not use.content:
            continue
        around = list_around(index, use.span.start)
        if around is None or around.group != use.group:
            continue  # in the list of another group: ref-list-defined-bad
        table = index.table(use)
        if all(index.table(call) != table for call in index.calls.get(use.key, ())):
            where = f" in group {use.group!r}" if use.group else ""
            yield Problem(
                use.span,
                f"{use.name!r} is defined in the list but never cited{where}",
                help="cite it in the text, or remove it",
            )
