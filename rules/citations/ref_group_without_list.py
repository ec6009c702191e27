from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.references import ref_key, rejected
from articlewatch.article.refnames import ref_index
from articlewatch.lint import Example, Problem, rule


@rule(
    "ref-group-without-list",
    code="C016",
    severity="error",
    when=("group", "efn"),
    supersedes=("ref-after-reflist",),
    bad=[
        "It opened.⟦<ref group=note>A note.</ref>⟧\n\n<references />",
        "It opened.⟦{{efn|A note.}}⟧\n\n{{reflist}}",
        "It opened.{{efn|A.}}\n{{notelist}}\nIt closed.⟦{{efn|A note.}}⟧\n{{reflist}}",
        'One.⟦<ref group="n">A</ref>⟧ Two.<ref group="n">B</ref>\n{{reflist|group=note}}',
    ],
    good=[
        "It opened.<ref group=note>A note.</ref>\n\n<references group=note /><references />",
        "It opened.{{efn|A note.}}\n\n{{notelist}}",
        "It opened.{{efn|group=x|A note.}}\n\n{{reflist|group=x}}",
        "It opened.<ref>Report</ref>",
        Example("Ouvert.<ref group=s>A</ref>\n{{Références|groupe=s}}", site="generic", language="fr"),
    ],
    precision="3 of 3 hits right (English corpus)",
    guideline="WP:REFGROUP",
)
def ref_group_without_list(article: Article) -> Iterator[Problem]:
    """Notes of a group for which the page has no list, or none below them.

    They cannot be read: the page shows a "Cite error" instead. Add ``{{notelist}}`` or ``{{reflist|group=…}}`` for the
    group, or put the notes into a group that is listed. A list inside a template that is not known here is not seen.
    """
    index = ref_index(article)
    grouped = {key for key in index.keys if key[0]}
    if not grouped:
        return
    listed = {ref_list.group for ref_list in index.lists}
    if article.profile.id == "generic":
        # The wiki's own list template is not known by name, but it has to name the group.
        listed |= {ref_key(p.value.strip("\"'")) for t in article.templates for p in t.params if len(p.value) < 60}
    told: set[str] = set()
    for use in index.narrowed(grouped).walk():
        if use.group in told or use.listed or "{" in use.group or rejected(use):
            continue
        ends = index.ends.get(use.group)
        if ends and use.span.start >= ends[-1]:
            told.add(use.group)
            message = f"notes of group {use.group!r} stand below their list"
            yield Problem(use.span, message, help=f"move the list below them, or add {_list_for(use.group)}")
        elif use.group not in listed:
            told.add(use.group)
            message = f"notes of group {use.group!r} have no list on the page"
            yield Problem(use.span, message, help=f"add {_list_for(use.group)}")


def _list_for(group: str) -> str:
    return "{{notelist}}" if group == "lower-alpha" else f"{{{{reflist|group={group}}}}}"
