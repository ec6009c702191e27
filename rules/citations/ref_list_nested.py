from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.cover import Cover
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Problem, rule


@rule(
    "ref-list-nested",
    code="C108",
    severity="error",
    when=("references", "eflist"),
    supersedes=("ref-duplicate-list",),
    precision="no hit in the corpus and its histories",
    bad=[
        "One.<ref>A</ref>\n<references>⟦<references />⟧</references>",
        "One.<ref>A</ref>\n<references>⟦{{reflist}}⟧</references>",
        "One.<ref>A {{reflist}}</ref>\n<references />".replace("{{reflist}}", "⟦{{reflist}}⟧"),
    ],
    good=[
        "One.<ref name=a />\n<references><ref name=a>A</ref></references>",
        "One.<ref name=a />\n{{reflist|refs=<ref name=a>A</ref>}}",
        "One.<ref>A</ref>\n<references />\n{{notelist}}",
    ],
    guideline="Help:Cite errors",
)
def ref_list_nested(article: Article) -> Iterator[Problem]:
    """A reference list inside another one, or inside a reference.

    Inside a reference the page shows a "Cite error"; inside a list the inner one is dropped, or shown as text. Keep one
    of the two, or close the outer ``<references>`` with ``/>``.
    """
    index = ref_index(article)
    outer = Cover(r.inner for r in index.lists)
    for ref_list in index.lists:
        section = article.section_at(ref_list.span.start)
        if section.in_ref(ref_list.span.start - section.offset):
            yield Problem(ref_list.span, "reference list inside a reference", help="move it out of the reference")
        elif ref_list.span.start in outer:
            # The software drops it without a word.
            yield Problem(
                ref_list.span, "reference list inside a reference list", help="keep one of the two", severity="warning"
            )
