from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule


@rule(
    "portal-merge",
    code="S043",
    severity="suggestion",
    when=("{{portal", "{{Portal"),
    sites=("enwiki",),
    fix="assisted",
    bad=[
        Example("{{Portal|Dams}}\n⟦{{Portal|Rivers}}⟧\nx", fixed="{{Portal|Dams|Rivers}}\nx"),
        Example("{{portal|Dams}}\nx\n⟦{{portal|Rome|Italy}}⟧", fixed="{{portal|Dams|Rome|Italy}}\nx\n"),
    ],
    good=[
        "{{Portal|Dams|Rivers}}",
        "{{Portal|Dams}} {{Portal inline|Rivers}} <!-- {{Portal|Rome}} -->",
        "{{Portal bar|Dams}}",
    ],
    precision="no hit in the corpus and its histories",
)
def portal_merge(article: Article) -> Iterator[Problem]:
    """Several boxes that lead to portals.

    One box can name them all, and takes less room.
    """
    boxes = [t for t in article.templates_named("portal") if t.depth == 0]
    if len(boxes) < 2:
        return
    first = boxes[0]
    for box in boxes[1:]:
        names = [p for p in box.params if p.positional and p.value]
        fix = None
        if len(boxes) == 2 and len(names) == len(box.params) and "{" not in box.source[2:]:
            stop = (
                box.end + 1
                if article.text[box.end : box.end + 1] == "\n" and article.text[box.start - 1] == "\n"
                else box.end
            )
            added = "".join(f"|{p.value}" for p in names)
            fix = Fix((Edit(first.end - 2, first.end - 2, added), Edit(box.start, stop, "")), "assisted")
        yield Problem(
            box.span, "a second box for portals", fix, (Related(first.span, "the first"),), "join them in one"
        )
