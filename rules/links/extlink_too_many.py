from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.ranges import line_start
from articlewatch.lint import Example, Problem, rule

_TEN = "\n".join(f"* [https://example.org/{n} Page {n}]" for n in range(10))


@rule(
    "extlink-too-many",
    code="L021",
    formats=("wikitext", "html"),
    severity="suggestion",
    confidence="medium",
    when="//",
    bad=[
        Example(f"⟦== External links ==⟧\n{_TEN}\n{_TEN}"),
        Example("⟦== External links ==⟧\n* [https://example.org A]\n* [https://example.org/b B]", options={"limit": 1}),
    ],
    good=[
        f"== External links ==\n{_TEN}",
        f"== Works ==\n{_TEN}\n{_TEN}",
        "== External links ==\n* {{official website}}",
    ],
    guideline="WP:ELMIN",
    precision="10 of 10 hits right (corpus, histories and dumps, all languages)",
)
def extlink_too_many(section: Section, *, limit: int = 15) -> Iterator[Problem]:
    """A long list of external links.

    An encyclopedia is no directory: the links that matter get lost among the rest. Keep the few a reader should see,
    and use others as sources. ``limit`` is the number of list items with a link that is still taken as fine.
    """
    heading = section.heading
    if section.role != "external-links" or heading is None:
        return
    text = section.text
    lines = {line_start(text, u.start) for u in section.external_links if u.bracketed and not u.depth}
    count = sum(1 for at in lines if text[at : at + 1] == "*")
    if count > limit:
        yield Problem(heading.span, f"{count} external links in one list", help=f"keep at most {limit}")
