from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.nodes import Wikilink, page_key
from articlewatch.lint import Example, Fix, Problem, Related, rule


@rule(
    "category-duplicate",
    code="K001",
    severity="warning",
    when="[[",
    fix="safe",
    bad=[
        Example("A.\n[[Category:Dams]]\n⟦[[Category:Dams]]⟧\n", fixed="A.\n[[Category:Dams]]\n"),
        Example(
            "[[Category:Old dams]]\n[[Category:Rivers]]\n⟦[[category:old_dams]]⟧ x",
            fixed="[[Category:Old dams]]\n[[Category:Rivers]]\n x",
        ),
        Example(
            "[[Kategorie:Dams|A]]\n⟦[[Category:Dams|A]]⟧",
            fixed="[[Kategorie:Dams|A]]\n",
            site="generic",
            language="de",
        ),
        "[[Category:Dams|Iron]]\n⟦[[Category:Dams]]⟧",
    ],
    good=[
        "[[Category:Dams]]\n[[Category:Old dams]]",
        "[[Category:Dams]] and see [[:Category:Dams]]",
        "[[Category:Dams]]\n<!-- [[Category:Dams]] -->",
        "{{box|[[Category:Dams]]}}\n[[Category:Dams]]",
    ],
    precision="no hit in the corpus and its histories",
)
def category_duplicate(article: Article) -> Iterator[Problem]:
    """A category given twice.

    The page is in the category once all the same; the second line only makes upkeep harder. When both have a
    sort key and the keys differ, the last one counts: choose, and remove the other. That case has no safe fix.
    """
    seen: dict[str, Wikilink] = {}
    text = article.text
    for link in article.categories:
        section = article.section_at(link.start)
        if section.in_template(link.start - section.offset):
            continue
        key = page_key(link.target.partition(":")[2])
        first = seen.setdefault(key, link)
        if first is link:
            continue
        same = (link.label if link.has_label else None) == (first.label if first.has_label else None)
        fix = Fix.delete(_line(text, link.span)) if same else None
        message = f"category “{key}” is given twice" + ("" if same else ", with different sort keys")
        yield Problem(link.span, message, fix, (Related(first.span, "given here"),), "remove one of the two")


def _line(text: str, span: Span) -> Span:
    """The span with its line feed when nothing else stands on the line."""
    starts_line = span.start == 0 or text[span.start - 1] == "\n"
    if starts_line and text[span.end : span.end + 1] == "\n":
        return Span(span.start, span.end + 1)
    return span
