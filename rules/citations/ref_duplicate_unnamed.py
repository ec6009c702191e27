from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Template
from articlewatch.article.passage import Passage
from articlewatch.article.references import RefUse, references_in
from articlewatch.article.refnames import RefIndex, ref_index
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule

_RELATIVE = re.compile(r"\W*(?:ibid|op\.? ?cit|loc\.? ?cit|idem|see above|same)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_HOST = re.compile(r"//(?:www\.)?([a-z0-9-]+)\.")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MARKUP = re.compile(r"[{}\[\]|]|\b(?:https?|cite \w+|url|title|last|first|author|date)\b")


@rule(
    "ref-duplicate-unnamed",
    code="C011",
    severity="suggestion",
    when=("<ref>", "<Ref>", "<REF>"),
    fix="assisted",
    bad=[
        Example(
            "One.<ref>{{cite book |last=Kahn |title=The bridge |year=1990}}</ref> "
            "Two.⟦<ref>{{cite book |last=Kahn |title=The bridge |year=1990}}</ref>⟧",
            fixed='One.<ref name="Kahn1990">{{cite book |last=Kahn |title=The bridge |year=1990}}</ref> '
            'Two.<ref name="Kahn1990" />',
        ),
        Example(
            "One.<ref>[https://www.example.org/a Bridge]</ref> Two.⟦<ref> [https://www.example.org/a Bridge]</ref>⟧",
            fixed='One.<ref name="example">[https://www.example.org/a Bridge]</ref> Two.<ref name="example" />',
        ),
    ],
    good=[
        "One.<ref>Report, p. 3</ref> Two.<ref>Report, p. 4</ref>",
        "One.<ref>Ibid., p. 4</ref> Two.<ref>Ibid., p. 4</ref>",
        "One.<ref name=a>Report on it</ref> Two.<ref name=a />",
        "One.<ref group=n>Report on it</ref> Two.<ref>Report on it</ref> {{reflist|group=n}}",
    ],
    precision="12 of 12 hits right (English corpus)",
    guideline="WP:REPEATCITE",
)
def ref_duplicate_unnamed(article: Article) -> Iterator[Problem]:
    """The same reference written out twice without a name.

    It takes two numbers in the list, hides how much of the article rests on one source, and two copies drift apart.
    Name the first and write ``<ref name=… />`` for the others. "Ibid." is left alone: it means another source each
    time.
    """
    index = ref_index(article)
    again = article.tally(_unnamed).several
    if not again and not index.is_torn:
        return
    same: dict[tuple[str, str], list[RefUse]] = {}
    for use in index.walk([s for s, sources in article.each(_unnamed) if not again.isdisjoint(sources)]):
        if _is_unnamed(use):
            same.setdefault(_source(use), []).append(use)
    # Every name of the page, and up to which number it has been counted on.
    taken: dict[str, int] = {}
    for (_, content), uses in same.items():
        if len(uses) < 2 or len(content) < 8 or _RELATIVE.match(content):
            continue
        taken = taken or dict.fromkeys((name for _, name in index.defined | index.called), 0)
        name = _name_for(uses[0], _citation_in(article, uses[0]), taken)
        taken.setdefault(name, 0)
        yield Problem(
            uses[1].span,
            f"this reference is written out {len(uses)} times",
            _fix(uses, name, index),
            tuple(Related(use.span, "the same reference") for use in (uses[0], *uses[2:])),
            "name the first and reuse it",
        )


def _is_unnamed(use: RefUse) -> bool:
    return bool(use.content) and not use.name and not use.listed and use.attributes < 2 and use.is_tag


def _source(use: RefUse) -> tuple[str, str]:
    """The group of a reference and its content with single blanks."""
    return use.group, " ".join(use.content.split())


def _unnamed(passage: Passage) -> list[tuple[str, str]]:
    return [_source(use) for use in passage.extracted(references_in) if _is_unnamed(use)]


def _fix(uses: list[RefUse], name: str, index: RefIndex) -> Fix | None:
    edits: list[Edit] = []
    for number, use in enumerate(uses):
        if use.tag is None or use.tag.attributes:
            return None
        if number == 0:
            edits.append(Edit(use.tag.start, use.tag.open_end, f'<ref name="{name}">'))
        else:
            edits.append(Edit(use.span.start, use.span.end, f'<ref name="{name}" />'))
    return Fix(tuple(edits), "assisted")


def _citation_in(article: Article, use: RefUse) -> Template | None:
    """The first citation template in a reference."""
    start, end = use.span
    first, last = article.section_at(start).index, article.section_at(end).index
    for section in article.sections[first : last + 1]:
        for template in section.templates_with_role("citation"):
            if start < template.start + section.offset < end:
                return template
    return None


def _name_for(use: RefUse, template: Template | None, taken: dict[str, int]) -> str:
    """A telling name: the author and the year, else the site, else the first words."""
    base = ""
    if template is not None:
        author = _WORD.search(template.value("last", "last1", "author", "author1"))
        year = _YEAR.search(template.value("year", "date"))
        base = (author.group() if author else "") + (year.group() if author and year else "")
    if not base:
        host = _HOST.search(use.content)
        base = host.group(1) if host else "".join(_WORD.findall(_MARKUP.sub(" ", use.content))[:3])
    base = base or "auto"
    number = taken.get(base, 0)
    name = base
    while name in taken:
        number += 1
        name = f"{base}-{number + 1}"
    taken[base] = number
    return name
