from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.cover import Cover
from articlewatch.article.references import ref_key
from articlewatch.article.refnames import list_around, ref_index
from articlewatch.lint import Problem, rule


@rule(
    "ref-list-defined-bad",
    code="C082",
    severity="error",
    when=("<references", "<References", "refs", "notes"),
    supersedes=("ref-empty",),
    bad=[
        "One.<ref name=a />\n<references><ref name=a>A</ref>⟦<ref>B</ref>⟧</references>",
        "One.<ref name=a>A</ref>\n{{reflist|refs=⟦<ref name=a />⟧}}",
        "One.<ref name=a group=n />\n<references>⟦<ref name=a group=n>A</ref>⟧</references><references group=n />",
    ],
    good=[
        "One.<ref name=a />\n<references><ref name=a>A</ref></references>",
        "One.<ref name=a group=n />\n<references group=n><ref name=a group=n>A</ref></references>",
        "One.<ref>A</ref>\n{{reflist}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="WP:LDR",
)
def ref_list_defined_bad(article: Article) -> Iterator[Problem]:
    """A source in the reference list without a name, without content, or of another group.

    Nothing can cite it, and the page shows a "Cite error". In a list each reference needs a name, a content and the
    list's group.
    """
    index = ref_index(article)
    holding = {article.section_at(ref_list.inner.start).index for ref_list in index.inner}
    uses = list(index.walk([article.sections[number] for number in sorted(holding)]))
    notes = Cover(use.span for use in uses if not use.is_tag)
    for use in uses:
        if not use.listed or use.tag is None:
            continue
        around = list_around(index, use.span.start)
        group = ref_key(use.tag.attribute("group"))
        nested = use.span.start in notes
        if around is None or nested:
            continue
        if not use.name and not use.tag.attribute("follow"):
            yield Problem(use.span, "source in the list without a name", help="give it a name and cite it by that")
        elif not use.content and use.name:
            yield Problem(use.span, "source in the list without content", help="write the source here, or remove it")
        elif group and group != around.group:
            told = f"group {around.group!r}" if around.group else "no group"
            yield Problem(use.span, f"source of group {group!r} in a list of {told}", help="use the same group in both")
