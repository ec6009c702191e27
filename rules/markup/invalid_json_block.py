from __future__ import annotations

import json
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule


@rule(
    "invalid-json-block",
    code="M060",
    severity="error",
    when=("<mapframe", "<maplink", "<templatedata", "<graph"),
    bad=[
        '<mapframe width=1 height=1>{"type" ⟦"⟧Feature"}</mapframe>',
        "<templatedata>\n{⟦p⟧arams: {}}\n</templatedata>",
        "<maplink zoom=1>[1, 2⟦ ⟧3]</maplink>".replace("⟦ ⟧3", " ⟦3⟧"),
    ],
    good=[
        '<mapframe width=1 height=1>{"type": "Feature"}</mapframe>',
        "<mapframe latitude=1 longitude=2 />",
        "<templatedata>{}</templatedata> <mapframe> </mapframe>",
        "<mapframe>{{a}}</mapframe>",
    ],
    precision="no hit in the corpus and its histories",
)
def invalid_json_block(section: Section) -> Iterator[Problem]:
    """Data of a map or of a template's description that is no valid JSON.

    Readers see an error in the place of the map. The finding stands where the reading broke off: a comma too many, a
    missing quotation mark.
    """
    for tag in section.tags_named("mapframe", "maplink", "templatedata", "graph"):
        content = tag.content
        if tag.kind != "pair" or not content.strip() or "{{" in content:
            continue
        try:
            json.loads(content)
        except ValueError as error:
            if isinstance(error, json.JSONDecodeError):
                at = tag.open_end + min(error.pos, max(len(content) - 1, 0))
                yield Problem(Span(at, at + 1), f"invalid JSON: {error.msg.lower()}")
        except RecursionError:
            yield Problem(tag.open_span, "JSON nested too deep")
