from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import ending_of, has_link_trail, piped_links, word_after
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-simplifiable",
    code="L003",
    severity="suggestion",
    when="|",
    fix="safe",
    cosmetic=True,
    bad=[
        Example("Two ⟦[[dog|dogs]]⟧ ran.", fixed="Two [[dog]]s ran."),
        Example("⟦[[Bridge|bridges]]⟧, ⟦[[dance|Dancers]]⟧", fixed="[[bridge]]s, [[Dance]]rs"),
        Example("a ⟦[[Rome|Romes]]⟧-like city", fixed="a [[Rome]]s-like city"),
    ],
    good=[
        "Two [[dog]]s, [[dog|hounds]], [[dog|dog-like]], [[dog|dogs' home]]",
        "[[dog|dogs]]é is left alone, as are [[dog#Wild|dogs]] and [[dog|''dogs'']].",
        "[[A|Auckland]] is another word, not a suffix.",
        Example("[[dog|dogs]]", language="zh", site="generic"),
    ],
    guideline="MOS:PIPESTYLE",
    precision="12 of 12 read hits right (all languages)",
)
def link_simplifiable(section: Section) -> Iterator[Problem]:
    """A piped link that only adds an ending to its target.

    Letters written right after the closing brackets become part of the link, so ``[[dog]]s`` shows and does the
    same as the longer form. Only endings of up to five plain letters are proposed, and no target of a single letter.
    """
    if not has_link_trail(section.page.language):
        return
    for link, target, label in piped_links(section):
        if len(label) <= len(target):
            continue
        suffix = ending_of(target, label)
        if not suffix or word_after(section.text, link.end):
            continue
        size = len(target)
        same = label[0] == target[0] or section.profile.id == "enwiki"
        short = f"[[{label[:size]}]]{suffix}"
        fix = Fix.replace(link.span, short, safety="safe" if same else "assisted", cosmetic=True)
        yield Problem(link.span, f"the pipe only adds “{suffix}” to the target", fix, help=f"write {short}")
