from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "ref-follow-conflict",
    code="C074",
    severity="error",
    when="follow",
    bad=[
        "One.<ref name=a>A</ref> Two.⟦<ref name=b follow=a>⟧B</ref>",
        'One.<ref name=a>A</ref> Two.⟦<ref follow=a details="p. 3">⟧B</ref>',
    ],
    good=["One.<ref name=a>A</ref> Two.<ref follow=a>B</ref>", "One.<ref name=follow>A</ref>"],
    precision="no hit in the corpus and its histories",
    guideline="Help:Cite errors",
)
def ref_follow_conflict(section: Section) -> Iterator[Problem]:
    """``follow`` together with ``name`` or ``details``.

    ``follow`` adds text to an earlier reference, so it can have no name of its own. The page shows a "Cite error".
    """
    for tag in section.tags_named("ref"):
        if tag.attribute("follow") and (tag.attribute("name") or tag.attribute("details")):
            other = "name" if tag.attribute("name") else "details"
            yield Problem(tag.open_span, f"'follow' cannot stand with {other!r}", help="drop one of them")
