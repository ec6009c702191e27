from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import is_plain, piped_links, same_first_letter_apart
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "link-equals-text",
    code="L001",
    severity="suggestion",
    when="|",
    fix="safe",
    cosmetic=True,
    bad=[
        Example("A ⟦[[bridge|bridge]]⟧ fell.", fixed="A [[bridge]] fell."),
        Example("⟦[[Bridge|bridge]]⟧ and ⟦[[old town|Old town]]⟧", fixed="[[bridge]] and [[Old town]]"),
        Example("See ⟦[[Iron_bridge|Iron bridge]]⟧s.", fixed="See [[Iron bridge]]s."),
        Example("In ⟦[[:Category:Dams|Category:Dams]]⟧.", fixed="In [[:Category:Dams]]."),
    ],
    good=[
        "A [[bridge|bridges]] fell; [[Bridge (film)|Bridge]]; [[bridge#Iron|bridge]].",
        "[[iPod|IPOD]] and [[Bridge|''Bridge'']] and [[Iron bridge|Iron&nbsp;bridge]]",
        "[[File:Bridge.jpg|thumb|Bridge]] [[Category:Bridge|Bridge]]",
    ],
    guideline="MOS:PIPESTYLE",
    precision="10 of 10 read hits right (all languages)",
)
def link_equals_text(section: Section) -> Iterator[Problem]:
    """A piped link whose text is its target.

    The part before the pipe says nothing: the link leads to the same page and shows the same words without it,
    and the source is easier to read. On a wiki whose titles are case-sensitive (a Wiktionary), a link that
    differs in its first letter is not the same; there the fix is not offered as safe.
    """
    for link, target, label in piped_links(section):
        shown = target.lstrip(":")
        colon = target[: len(target) - len(shown)]
        if not label or len(label) != len(shown) or not same_first_letter_apart(label, shown) or not is_plain(label):
            continue
        exact = label.replace("_", " ") == shown.replace("_", " ")
        safe = exact or section.profile.id == "enwiki"
        fix = Fix.replace(link.span, f"[[{colon}{label}]]", safety="safe" if safe else "assisted", cosmetic=True)
        yield Problem(link.span, f"link text repeats the target “{target}”", fix, help=f"write [[{colon}{label}]]")
