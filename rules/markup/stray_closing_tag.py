from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.tags import INCLUDE_TAGS, VOID_TAGS
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "stray-closing-tag",
    code="M002",
    severity="warning",
    when="</",
    bad=[
        Example("A ''remark''.⟦</small>⟧ More.", fixed="A ''remark''. More."),
        "{|\n| a⟦</center>⟧\n|}",
        "<div>a</div>⟦</div>⟧",
    ],
    good=[
        "A <small>remark</small>.",
        "<div>\n== A ==\ntext\n</div>",
        "<nowiki></b></nowiki><!-- </b> -->",
        "{{quote|text</div>}}",
        "line</br>line",
    ],
    fix="assisted",
    guideline="WP:LINT",
    precision="11 of 11 hits right (corpus, histories and dumps, all languages)",
)
def stray_closing_tag(article: Article) -> Iterator[Problem]:
    """An end tag without a start tag.

    MediaWiki drops it, and what it should close is not marked at all. Add the start tag, or remove the end tag.
    Inside template calls nothing is said, since the template may bring the start; a stray ``</ref>`` has a rule of
    its own.
    """
    for tag in article.loose_tags:
        if tag.kind != "stray" or tag.name in VOID_TAGS or tag.name in INCLUDE_TAGS or tag.name in ("p", "ref"):
            continue
        section = article.section_at(tag.start)
        at = tag.start - section.offset
        # In a table of wikitext an end of row or cell ends what the pipe began.
        if section.in_template(at) or (tag.name in ("tr", "td", "th") and section.in_table(at)):
            continue
        fix = Fix.delete(tag.close_span, safety="assisted", cosmetic=True)
        yield Problem(tag.close_span, f"</{tag.name}> closes nothing", fix)
