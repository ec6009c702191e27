from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from articlewatch.article import Article, Span
from articlewatch.article.anchors import Anchors, anchor_key
from articlewatch.article.nodes import Wikilink, page_key
from articlewatch.article.passage import Passage
from articlewatch.lint import Example, Fix, Problem, rule

# Anchors that MediaWiki or a citation template makes.
_MADE = re.compile(
    r"(?:cite|endnote|CITEREF|ref|note|mw|toc|top|bottom|fn|_|footnote|firstHeading|siteSub|catlinks|math|equation|eq|"
    r"Reference|harv)(?![a-z]{4})",
    re.IGNORECASE,
)


@rule(
    "dead-section-link",
    code="L010",
    severity="warning",
    confidence="medium",
    when=re.compile(r"\[\[[^\[\]|#\n]{0,200}#"),
    fix="assisted",
    bad=[
        Example(
            "See [[⟦#Later history⟧|below]].\n== Later History ==\nx",
            fixed="See [[#Later History|below]].\n== Later History ==\nx",
        ),
        Example("See [[⟦#Rivers⟧]].\n\n== Dams ==\nx"),
        Example(
            "See [[Old Bridge⟦#design⟧|x]].\n== Design ==\nx",
            fixed="See [[Old Bridge#Design|x]].\n== Design ==\nx",
            title="Old Bridge",
        ),
    ],
    good=[
        "See [[#Later history|below]] and [[#Later_history]].\n== Later ''history'' ==\nx",
        'See [[#Rivers|below]]{{anchor|Rivers}} [[#t1]] [[#CITEREFDoe2010|Doe]]\n{| id="t1"\n|}\n== A ==',
        "See [[#Rivers and dams]].\n== {{lang|en|Rivers and dams}} ==\nx",
        "See [[Rome#History]] and [[#Caf.C3.A9]].\n== Café ==",
        "[[#A|A]] [[#B|B]]\n== A ==\nx",
        "See [[#A 2]].\n== A ==\n=== B ===\n== A ==\nx",
    ],
    guideline="WP:SECTIONLINK",
    precision="10 of 10 read hits right (English corpus)",
)
def dead_section_link(article: Article) -> Iterator[Problem]:
    """A link to a section of the same page that the page does not have.

    The link does nothing when it is clicked. Sections get renamed and the links to them are forgotten; letter case
    counts. Where a heading differs only in case, punctuation or blanks, it is proposed. Anchors made by templates
    cannot be seen in the source; such links may be sound. Single letters, as in a bar of the alphabet, are left alone.
    """
    if article.page.kind == "redirect":
        return
    title = page_key(article.title)
    links = [
        (section, link)
        for section, found in article.each(_with_fragment)
        for link in found
        if link.target.startswith("#") or link.title == title
    ]
    if not links:
        return
    anchors = Anchors(article)
    for section, link in links:
        fragment = link.fragment
        if len(fragment) < 2 or "{" in fragment or _MADE.match(fragment) or anchors.has(fragment):
            continue
        if section.is_opaque(link.start):
            continue
        span = Span(section.text.index("#", link.start), link.target_span.end).shift(section.offset)
        wanted = _loose(anchor_key(fragment))
        near = [key for key in anchors.headings if _loose(key) == wanted]
        fix = Fix.replace(span, f"#{near[0]}", safety="assisted") if len(near) == 1 else None
        hint = f"the heading is “{near[0]}”" if near else "point it to a heading or an anchor of the page"
        yield Problem(span, f"the page has no section “{anchor_key(fragment)}”", fix, help=hint)


def _with_fragment(passage: Passage) -> list[Wikilink]:
    return [link for link in passage.wikilinks if "#" in link.target] if "#" in passage.text else []


@lru_cache(maxsize=4096)
def _loose(key: str) -> str:
    return "".join(c for c in key.casefold() if c.isalnum())
