from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Problem, rule


@rule(
    "ref-missing-reflist",
    code="C008",
    severity="warning",
    when=("<ref", "<Ref", "<REF"),
    bad=[
        "It opened.⟦<ref>Report</ref>⟧ It closed.<ref>Book</ref>",
        "== History ==\nIt opened.⟦<ref name=a>Report</ref>⟧\n\n== External links ==\n* [https://example.org A]",
        "It opened.⟦<ref>Report</ref>⟧\n\n{{notelist}}",
    ],
    good=[
        "It opened.<ref>Report</ref>\n\n== References ==\n{{reflist}}",
        "It opened.<ref>Report</ref>\n\n<references />",
        "It opened.\n\n== References ==\n* Report",
        "Opened.{{efn|A note.<ref>Report</ref>}}\n\n{{Reflist|30em}}",
    ],
    precision="11 of 11 hits right (English corpus; ten are excerpts without an end)",
    guideline="MOS:REFERENCES",
)
def ref_missing_reflist(article: Article) -> Iterator[Problem]:
    """References on a page that says nowhere where to list them.

    The wiki then puts the notes at the very end, below navigation boxes and without a heading, where few readers look.
    Add a section "References" with ``{{reflist}}`` or ``<references />``. On wikis whose reference-list template is not
    known here the rule is silent if any template stands after the last reference.
    """
    index = ref_index(article)
    if article.page.kind == "redirect" or any(not ref_list.group for ref_list in index.lists):
        return
    cited = [use for use in index.uses if not use.group and not use.listed and use.is_tag]
    if not cited:
        return
    if article.profile.id == "generic" and any(t.start > cited[-1].span.end for t in article.templates):
        return
    # A list begun by {{refbegin}} or a section pasted from elsewhere shows no notes, so it does not count.
    first = cited[0].span
    yield Problem(
        Span(first.start, first.end),
        f"{len(cited)} reference{'s' if len(cited) > 1 else ''} but no reference list",
        help='add a section "References" with {{reflist}}',
    )
