from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Edit, Example, Fix, Problem, rule


@rule(
    "category-syntax",
    code="K004",
    severity="suggestion",
    when="[[",
    given="categories",
    fix="safe",
    cosmetic=True,
    bad=[
        Example("A.\n\n⟦[[category:Dams]]⟧", fixed="A.\n\n[[Category:Dams]]"),
        Example("⟦[[ Category : Dams ]]⟧\n⟦[[Category:Old_dams]]⟧", fixed="[[Category:Dams]]\n[[Category:Old dams]]"),
        Example("[[Category:Dams]] ⟦[[Category:Weirs]]⟧\n", fixed="[[Category:Dams]]\n[[Category:Weirs]]\n"),
        Example("⟦[[Category:dams |Iron]]⟧", fixed="[[Category:Dams|Iron]]"),
    ],
    good=[
        "[[Category:Dams]]\n[[Category:Weirs|Iron dam]]\n[[Category:Rivers| ]]",
        "See [[:category:dams]] {{x|[[category:dams]]}} <!-- [[category:dams]] -->",
        "[[category]] and [[dams]]",
    ],
    guideline="WP:CATEGORIZE",
    precision="1 of 1 hit right (corpus, histories and dumps, all languages)",
)
def category_syntax(section: Section) -> Iterator[Problem]:
    """A category written with blanks, underscores or a small letter that do not belong, or two on one line.

    The page is in the category all the same; the common form, one a line, is easier to read, compare and sort.
    """
    text = section.text
    last_end = -1
    for link in section.categories:
        if section.in_template(link.start):
            continue
        written = link.target_span.of(text)
        name, _, rest = written.partition(":")
        name, rest = name.replace("_", " ").strip(), " ".join(rest.replace("_", " ").split())
        if not rest or "{" in rest:
            continue
        namespace = name[:1].upper() + name[1:]
        title = rest[:1].upper() + rest[1:] if section.profile.id == "enwiki" else rest
        target = f"{namespace}:{title}"
        crowded = (
            last_end >= 0 and text[last_end : link.start].strip(" \t") == "" and "\n" not in text[last_end : link.start]
        )
        edits = []
        if crowded:
            edits.append(Edit(last_end, link.start, "\n"))
        if target != written:
            edits.append(Edit(link.target_span.start, link.target_span.end, target))
        last_end = link.end
        if edits:
            message = "a second category on one line" if crowded else f"category not written as [[{target}]]"
            yield Problem(link.span, message, Fix(tuple(edits), "safe", True))
