from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.references import RefList
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Problem, Related, rule


@rule(
    "ref-duplicate-list",
    code="C081",
    severity="warning",
    when=("eflist", "<references", "<References", "eferences"),
    bad=[
        "One.<ref>A</ref>\n== References ==\n{{reflist}}\n== Notes ==\n⟦{{reflist}}⟧",
        "One.<ref>A</ref>\n<references />\n⟦<references />⟧",
    ],
    good=[
        "One.<ref>A</ref>\n{{reflist}}\nTwo.<ref>B</ref>\n{{reflist}}",
        "One.<ref group=n>A</ref><ref>B</ref>\n{{reflist|group=n}}\n{{reflist}}",
        "One.<ref>A</ref>\n{{reflist}}\n{{refbegin}}\n* B\n{{refend}}",
        "One.<ref>A</ref>{{efn|B}}\n{{notelist}}\n{{reflist}}",
    ],
    precision="2 of 2 hits right (English corpus)",
    guideline="MOS:REFERENCES",
)
def ref_duplicate_list(article: Article) -> Iterator[Problem]:
    """A second reference list with nothing new to list.

    All references up to there stand in the first list, so the second is empty: it leaves a heading with nothing below
    it. Remove it, or give the notes meant for it a group.
    """
    index = ref_index(article)
    last: dict[str, RefList] = {}
    for ref_list in sorted(index.lists, key=lambda r: r.span):
        if ref_list.template is not None and ref_list.template.key in ("refbegin", "ref-list", "noteslist"):
            continue
        before = last.get(ref_list.group)
        last[ref_list.group] = ref_list
        if before is None or before.span.covers(ref_list.span):
            continue
        starts = [use.start for use in index.uses if use.group == ref_list.group]
        at = bisect_left(starts, before.span.end)
        if at == len(starts) or starts[at] >= ref_list.span.start:
            yield Problem(
                ref_list.span,
                "second reference list, with nothing to list",
                related=(Related(before.span, "the first"),),
                help="remove it, or give its notes a group",
            )
