from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.htmlfacts import obsolete_tags
from articlewatch.article.nodes import Tag
from articlewatch.lint import Edit, Example, Fix, Problem, rule


@rule(
    "obsolete-tag",
    code="M010",
    severity="suggestion",
    when=re.compile(r"<(?:center|font|strike|tt|big)\b", re.IGNORECASE),
    bad=[
        Example("⟦<strike>⟧old</strike> new", fixed="<s>old</s> new"),
        Example("⟦<tt>⟧ls -l</tt>", fixed="<code>ls -l</code>"),
        "⟦<center>⟧A poem</center>",
        Example('⟦<font color="red">⟧A</font>', fixed='<span style="color:red">A</span>'),
        Example("⟦<big>⟧A</big>", options={"big": True}),
    ],
    good=["<s>old</s> <code>ls</code> <big>A</big>", "<nowiki><center></nowiki><!-- <tt> -->", "<centre>a</centre>"],
    fix="assisted",
    precision="all hits right by definition; agrees with MediaWiki's lint of the same name",
    guideline="WP:HTML5",
)
def obsolete_tag(section: Section, *, big: bool = False) -> Iterator[Problem]:
    """An element that HTML5 has dropped: ``<center>``, ``<font>``, ``<strike>``, ``<tt>``.

    Browsers still understand it, but phones' and readers' tools need not. Use the element or style that took its
    place. ``<big>`` is only reported with the option ``big``, since MediaWiki's own editor still offers it.
    """
    names = obsolete_tags()
    for tag in section.tags_named(*names, *(("big",) if big else ())):
        if tag.kind == "stray":
            continue
        instead = names.get(tag.name, "font-size in a style")
        yield Problem(tag.open_span, f"<{tag.name}> is obsolete in HTML5", _fix(tag), help=f"use {instead}")


def _fix(tag: Tag) -> Fix | None:
    if tag.kind != "pair":
        return None
    if tag.name in ("strike", "tt") and not tag.attributes:
        name = "s" if tag.name == "strike" else "code"
        return Fix((Edit(*tag.open_span, f"<{name}>"), Edit(*tag.close_span, f"</{name}>")), "assisted")
    if tag.name == "font" and [a.name for a in tag.attributes] == ["color"]:
        colour = tag.attribute("color")
        if re.fullmatch(r"#?[A-Za-z0-9]{3,20}", colour):
            opener = f'<span style="color:{colour}">'
            return Fix((Edit(*tag.open_span, opener), Edit(*tag.close_span, "</span>")), "assisted")
    return None
