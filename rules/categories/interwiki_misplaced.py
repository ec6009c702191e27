from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.nodes import Wikilink
from articlewatch.lint import Example, Problem, Related, rule


@rule(
    "interwiki-misplaced",
    code="K006",
    severity="suggestion",
    when="[[",
    bad=[
        Example("A.\n⟦[[de:Damm]]⟧\n== B ==\nx", site="generic", language="fr"),
        Example("A.\n[[de:Damm]]\n⟦[[de:Wehr]]⟧\n", site="generic", language="fr"),
        Example("A.\n⟦[[de:Damm]]⟧\n[[Category:Dams]]\n", site="generic", language="fr"),
    ],
    good=[
        Example("A.\n== B ==\nx\n[[Category:Dams]]\n[[de:Damm]]\n[[en:Dam]]", site="generic", language="fr"),
        Example("A. [[:de:Damm]]\n== B ==\nx", site="generic", language="fr"),
        "A.\n[[de:Damm]]\n== B ==\nx",
    ],
    precision="1 of 1 read hits right (all languages)",
)
def interwiki_misplaced(article: Article) -> Iterator[Problem]:
    """A link to another language edition out of place, or the second for one language.

    They stand at the end of the page, after the categories, one for each language; of two the wiki shows one. On the
    English Wikipedia they should not be in the page at all, which is another rule's business.
    """
    if article.profile.id == "enwiki":
        return
    seen: dict[str, Wikilink] = {}
    last = article.sections[-1].offset
    categories = [c.start for c in article.categories]
    for link in article.language_links:
        section = article.section_at(link.start)
        if section.in_template(link.start - section.offset) or section.in_ref(link.start - section.offset):
            continue
        code = link.target.partition(":")[0].strip()
        first = seen.setdefault(code, link)
        if first is not link:
            yield Problem(link.span, f"a second link for “{code}”", related=(Related(first.span, "the first"),))
        elif link.start < last:
            yield Problem(link.span, "link to another language before the last heading", help="move it to the end")
        elif categories and link.start < categories[-1]:
            yield Problem(link.span, "link to another language before a category", help="move it behind the categories")
