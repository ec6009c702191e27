from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.tags import HTML_TAGS, OPTIONAL_END_TAGS
from articlewatch.lint import Edit, Example, Fix, Problem, rule


@rule(
    "unclosed-tag-in-heading",
    code="M045",
    severity="error",
    when="<",
    supersedes=("unclosed-tag", "misnested-tags"),
    bad=[
        Example("== CO⟦<sub>⟧2 ==\nText.", fixed="== CO<sub>2</sub> ==\nText."),
        "== ⟦<small>⟧History ==\nText.",
        "== A ⟦<sup>⟧2 ==\ntext</sup>",
        '=== ⟦<span id="a">⟧ Name ===\n',
    ],
    good=["== <small>History</small> ==\nText.", "== History ==\n<small>Text.", "== A<br> ==\n", "== a < b ==\n"],
    fix="assisted",
    guideline="WP:LINT",
    precision="no hit in the corpus and its histories",
)
def unclosed_tag_in_heading(section: Section) -> Iterator[Problem]:
    """A tag opened in a heading that does not end there.

    It leaks into the table of contents and the text below. Close it before the equals signs.
    """
    heading = section.heading
    if heading is None or "<" not in heading.title.of(section.text):
        return
    title = heading.title
    for tag in section.tags:
        if tag.start >= title.end:
            return
        if tag.start < title.start or tag.name not in HTML_TAGS or tag.name in OPTIONAL_END_TAGS:
            continue
        if tag.kind == "unclosed" or (tag.kind in ("pair", "misnested") and tag.close_start >= title.end):
            at = title.start + len(title.of(section.text).rstrip())
            fix = None
            if tag.kind == "unclosed" and at > tag.open_end:
                fix = Fix((Edit(at, at, f"</{tag.name}>"),), "assisted")
            yield Problem(tag.open_span, f"<{tag.name}> is not closed in its heading", fix)
