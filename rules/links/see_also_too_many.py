from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.ranges import line_start
from articlewatch.lint import Example, Problem, rule

_TEN = "\n".join(f"* [[Dam {n}]]" for n in range(10))


@rule(
    "see-also-too-many",
    code="L044",
    formats=("wikitext", "html"),
    severity="suggestion",
    confidence="medium",
    when="[[",
    bad=[
        f"⟦== See also ==⟧\n{_TEN}\n{_TEN}\n* [[Weir]]",
        Example("⟦== See also ==⟧\n* [[A]]\n* [[B]]\n* [[C]]", options={"limit": 2}),
    ],
    good=[f"== See also ==\n{_TEN}", f"== Dams ==\n{_TEN}\n{_TEN}\n{_TEN}", "== See also ==\nThe [[Dam]]s."],
    guideline="MOS:SEEALSO",
    precision="14 of 14 read hits right (corpus, histories and dumps, all languages)",
)
def see_also_too_many(section: Section, *, limit: int = 20) -> Iterator[Problem]:
    """A long list of “See also” links.

    The section is for a few pages that the text could not mention. A long list belongs into the text, a list article
    or a category. ``limit`` is the number of list items with a link that is still taken as fine.
    """
    heading = section.heading
    if section.role != "see-also" or heading is None or len(section.wikilinks) <= limit:
        return
    text = section.text
    lines = {line_start(text, link.start) for link in section.wikilinks if not link.depth}
    count = sum(1 for at in lines if text[at : at + 1] == "*")
    if count > limit:
        yield Problem(heading.span, f"{count} entries under “{section.title}”", help=f"keep at most {limit}")
