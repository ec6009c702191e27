from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Paragraph
from articlewatch.article.passage import Passage
from articlewatch.article.support import each_supported, passage_supports, uncited_sections
from articlewatch.lint import Example, Problem, rule

_PLAIN = (
    "The bridge opened in 1932. [1] [2]\n"
    "It was closed for repairs in 1950 after a storm had torn away two of its piers. [3] [4]\n"
    "⟦In 1960 the county bought it for a token sum and opened it to walkers only.⟧ The last train had crossed it two "
    "years before, carrying the stones of the old station to the new town.\n"
    "It was listed in 1970. [5]\n"
    "A bridge is a structure that carries a road or a railway over a river, a valley or another road. It may "
    "be built of "
    "stone, of wood or of steel."
)


@rule(
    "uncited-paragraph",
    code="C002",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    bad=[
        "Lead.<ref>A</ref>\n== History ==\n⟦The bridge opened in 1932 after four years of work by two "
        "hundred men.⟧ It was "
        "closed in 1950 when a storm had torn away two of its piers, and only the county's money saved it.\n",
        "== History ==\nIt opened in 1932.<ref>A</ref>\n\n⟦In 1960 the county bought the bridge for a token "
        "sum, repaired "
        "the piers, and opened it to walkers only, as the railway had moved to the new tunnel under the "
        "river.⟧ It has been "
        "open since.",
        Example(_PLAIN, format="plain"),
    ],
    good=[
        "Lead without sources, as a lead may be: it sums up what is said and cited further down in the "
        "article, and this "
        "one is long enough to count.\n== History ==\nOpened.<ref>A</ref>",
        "Lead.<ref>A</ref>\n== Plot ==\nA man comes to the village, finds the bridge torn away, and builds "
        "it up again with "
        "his own hands, though nobody helps him until the very last day of the winter.",
        "Lead.<ref>A</ref>\n== History ==\nThe bridge opened in 1932 after four years of work by two hundred "
        "men, and it "
        "was closed in 1950 when a storm had torn away two of its piers.{{citation needed|date=May 2020}}",
        "Lead.<ref>A</ref>\n== History ==\nThe county has had four bridges over the river since the first of "
        "them was built "
        "of wood in the year 1800, and these are their names and years:\n* Old (1800)<ref>B</ref>",
        "Lead.<ref>A</ref>\n== History ==\nIt opened in 1932.",
        "Nothing is cited here.\n== History ==\nThe bridge opened in 1932 after four years of work by two "
        "hundred men. It "
        "was closed in 1950 when a storm had torn away two of its piers.",
    ],
    precision="67 of 68 read hits right (English corpus); the wrong one: a train of thought in a proof",
    guideline="WP:V",
)
def uncited_paragraph(article: Article, *, min_words: int = 30) -> Iterator[Problem]:
    """A paragraph of the body without any citation.

    A reader cannot check it, and it may be removed by anyone. Cite a source at its end, or move the citation that
    covers it. The lead, plots, lists, short paragraphs and those that only lead in to a list or a quotation are
    exempt; so is a paragraph that already carries a tag; under ``{{main}}`` and on other wikis, whose customs differ,
    it is only a suggestion. A plain-text snapshot is only judged between its first and last citation mark.
    """
    told = {section.index for section in uncited_sections(article)}  # said once for the whole section
    for section, found in each_supported(article, _unbacked):
        if section.index in told:
            continue
        for paragraph, summary in found:
            if len(paragraph.text) < 4 * min_words or paragraph.words < min_words:
                continue
            yield Problem(
                paragraph.sentences[0].span.shift(section.offset),
                "no citation in the paragraph that begins here",
                help="cite a source at its end",
                severity="suggestion" if summary or article.profile.id != "enwiki" else None,
            )


def _unbacked(passage: Passage) -> list[tuple[Paragraph, bool]]:
    """The uncited paragraphs, and whether each sums up another article, where the sources usually stand."""
    summing = min((t.start for t in passage.templates_with_role("section-hatnote")), default=len(passage.text))
    return [
        (s.paragraph, summing < s.paragraph.span.start)
        for s in passage_supports(passage)
        if s.backed_to < 0 and not s.leads_in and s.paragraph.sentences
    ]
