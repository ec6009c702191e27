from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "ref-nested",
    code="C076",
    severity="error",
    when=("</ref>", "</REF>", "</Ref>"),
    supersedes=("ref-unclosed", "stray-tag", "unclosed-tag"),
    bad=[
        "One.<ref>A, quoting ⟦<ref>⟧B</ref> and more⟦</ref>⟧ Two.",
        "One.<ref name=a>A⟦<ref name=b>⟧B</ref>⟦</ref>⟧",
    ],
    good=[
        "One.{{efn|A note.<ref>B</ref>}} {{notelist}}",
        "One.<ref>A</ref><ref>B</ref>",
        "One.{{#tag:ref|A note.<ref>B</ref>}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:Cite errors",
)
def ref_nested(section: Section) -> Iterator[Problem]:
    """A reference inside another reference.

    The software ends the outer one at the first ``</ref>``, so the rest of it stands in the text. Join the two, or
    write the outer one as ``{{efn}}`` or ``{{refn}}``, which may hold references.
    """
    tags = section.tags_named("ref")
    for number, tag in enumerate(tags):
        if tag.kind != "pair":
            continue
        after = number + 1
        inner = []
        while after < len(tags) and tags[after].start < tag.end:
            inner.append(tags[after])
            after += 1
        opened = [t for t in inner if t.kind == "unclosed"]
        if len(opened) != 1 or after >= len(tags) or tags[after].kind != "stray":
            continue
        if "\n\n" in section.text[tag.start : tags[after].end]:
            continue
        yield Problem(
            opened[0].open_span, "reference inside a reference", help="join them, or make the outer one an {{efn}}"
        )
        yield Problem(
            tags[after].span, "end tag left over from a reference inside a reference", help="see the inner reference"
        )
