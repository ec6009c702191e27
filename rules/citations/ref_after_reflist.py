from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Problem, Related, rule


@rule(
    "ref-after-reflist",
    code="C080",
    severity="warning",
    when=("<ref", "<Ref", "<REF"),
    bad=[
        "One.<ref>A</ref>\n== References ==\n{{reflist}}\n== Notes ==\nTwo.⟦<ref>B</ref>⟧",
        "One.<ref>A</ref>\n<references />\nTwo.⟦<ref>B</ref>⟧ Three.<ref>C</ref>",
    ],
    good=[
        "One.<ref>A</ref>\n== References ==\n{{reflist}}\n== External links ==\n* [https://example.org A]",
        "One.<ref>A</ref>\n{{reflist|refs=<ref name=b>B</ref>}}",
        "One.<ref>A</ref>\n<references />\nTwo.<ref>B</ref>\n<references />",
        "One.<ref>A</ref>\n{{reflist}}\nTwo.{{efn|B}}\n{{notelist}}",
        "One.<ref name=a>A</ref>\n{{reflist}}\nTwo.<ref name=a />",
    ],
    precision="2 of 2 hits right (English corpus and histories)",
    guideline="MOS:REFERENCES",
)
def ref_after_reflist(article: Article) -> Iterator[Problem]:
    """A new reference below the last reference list.

    Its note is put at the very end of the page, without a heading, or is not shown. Move the list, or the reference
    up. (A name reused below the list is fine: its note is in the list.)
    """
    index = ref_index(article)
    told: set[str] = set()
    last: dict[str, Span] = {}
    for ref_list in index.lists:
        last[ref_list.group] = max(ref_list.span, last.get(ref_list.group, ref_list.span))
    if not last:
        return
    for use in index.walk_from(min(span.end for span in last.values())):
        end = last.get(use.group)
        if use.listed or not use.content or not use.is_tag or use.group in told:
            continue
        if end is None or use.start < end.end:
            continue
        if use.name and index.definitions[use.key][0].start < end.end:
            continue
        told.add(use.group)
        yield Problem(
            use.span,
            "reference below the list of references",
            related=(Related(end, "the last list"),),
            help="move the list below it",
        )
