from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.support import uncited_sections
from articlewatch.lint import Problem, rule


@rule(
    "uncited-section",
    code="C094",
    formats=("wikitext", "html"),
    severity="warning",
    confidence="medium",
    supersedes=("uncited-paragraph",),
    bad=[
        "Lead.<ref>A</ref>\n== ⟦History⟧ ==\n"
        + "The bridge opened in 1932 after four years of work by two hundred men. It was closed in 1950 when a storm "
        "had torn away "
        "two of its piers, and only the county's money saved it.\n\n" * 3,
    ],
    good=[
        "Lead.<ref>A</ref>\n== History ==\n"
        + "The bridge opened in 1932 after four years of work by two hundred men. It was closed in 1950 when a storm "
        "had torn away "
        "two of its piers.\n\n" * 3 + "It stands.<ref>B</ref>",
        "Lead.<ref>A</ref>\n== Plot ==\n"
        + "A man comes to the village, finds the bridge torn away and builds it up again with his "
        "own hands, though nobody helps him until the very last day of the winter is gone.\n\n" * 3,
        "Lead.\n== History ==\n" + "The bridge opened in 1932 after four years of work.\n\n" * 3,
    ],
    precision="24 of 24 read hits right (English corpus)",
    guideline="WP:V",
)
def uncited_section(article: Article) -> Iterator[Problem]:
    """A section of several paragraphs without any citation.

    Said once for the section instead of once for each paragraph. Cite the sources of each, or ask for them with
    ``{{unreferenced section}}``. Sections that carry such a tag are left alone.
    """
    for section in uncited_sections(article):
        heading = section.heading
        if heading is not None:
            title = heading.title.shift(section.offset)
            written = title.of(article.text)
            start = title.start + len(written) - len(written.lstrip())
            yield Problem(
                Span(start, start + len(written.strip())),
                "no citation in this section",
                help="cite the sources of each paragraph",
                severity=None if article.profile.id == "enwiki" else "suggestion",
            )
