from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "html-list-tags",
    code="M040",
    severity="suggestion",
    when=re.compile(r"<(?:ul|ol|dl|li|dt|dd)\b", re.IGNORECASE),
    bad=["⟦<ul>⟧<li>a</li><li>b</li></ul>", "a ⟦<li>⟧b", "⟦<ol>⟧\n<li>a\n<li>b\n</ol>"],
    good=[
        "* a\n* b",
        '<ol start="3"><li>a</li></ol> <ol reversed><li>c</li></ol>',
        "{|\n| <ul><li>a</li></ul>\n|}",
        "{{a|<ul><li>b</li></ul>}}",
        "<nowiki><li></nowiki>",
        "<li value=3>a</li>",
    ],
    guideline="H:LIST",
    precision="2 of 2 hits right (corpus, histories and dumps, all languages)",
)
def html_list_tags(section: Section) -> Iterator[Problem]:
    """A list written in HTML.

    ``*`` and ``#`` are what editors know. Lists that wikitext cannot write (numbered from a given start), those in
    tables and template calls are left alone. One finding for each list.
    """
    covered = -1
    for tag in section.tags_named("ul", "ol", "dl", "li", "dt", "dd"):
        if tag.start < covered or tag.kind == "stray":
            continue
        if tag.kind == "pair":
            covered = tag.end
        elif tag.name in ("li", "dt", "dd"):
            covered = section.text.find("\n\n", tag.end) % (len(section.text) + 1)
        if tag.attributes or section.in_template(tag.start) or section.in_table(tag.start) or section.in_ref(tag.start):
            continue
        yield Problem(tag.open_span, f"<{tag.name}> in HTML", help="write the list with * or #")
