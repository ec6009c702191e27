from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span, Tag
from articlewatch.article.passage import Passage
from articlewatch.article.references import ref_key
from articlewatch.article.refnames import RefIndex, ref_index
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule


@rule(
    "ref-unclosed",
    code="C014",
    severity="error",
    when=("<ref", "<Ref", "<REF", "</ref"),
    fix="assisted",
    supersedes=("unclosed-tag", "missing-end-tag", "stray-tag", "stripped-tag"),
    bad=[
        "It opened.⟦<ref>⟧Report. It closed in 1950.",
        "It opened. Report⟦</ref>⟧ It closed.",
        Example(
            "Opened.<ref name=a>Report</ref> Closed.⟦<ref name=a>⟧ Reopened.<ref>Book</ref>",
            fixed="Opened.<ref name=a>Report</ref> Closed.<ref name=a /> Reopened.<ref>Book</ref>",
        ),
        Example(
            "Opened.⟦<ref>⟧Report<ref> Closed.<ref>Book</ref>",
            fixed="Opened.<ref>Report</ref> Closed.<ref>Book</ref>",
        ),
    ],
    good=[
        "It opened.<ref>Report</ref> It closed.<ref name=a /> <ref name=a>Book</ref>",
        "<!-- <ref> --> <nowiki><ref></nowiki> It opened.",
        "It opened.{{efn|A note.<ref>Report</ref>}} {{notelist}}",
        "It opened.{{#tag:ref|A note.<ref>Report</ref>|group=n}} {{reflist|group=n}}",
    ],
    precision="19 of 19 hits right, 14 of them on one vandalised page (corpus, histories and dumps, all languages)",
    guideline="WP:REF",
)
def ref_unclosed(article: Article) -> Iterator[Problem]:
    """A ``<ref>`` that is not closed, or that swallows the text up to the end of the next one.

    Everything up to the next ``</ref>`` disappears from the article into a footnote, or the tag shows as text. Close
    it; to reuse a named reference write ``<ref name=… />`` with its slash.
    """
    found = [(section.offset, refs) for section, refs in article.each(_refs) if refs]
    if not found:
        return
    index = ref_index(article)
    tags = [tag.moved(article.text, offset) for offset, refs in found for tag in refs]
    covered = 0
    for number, tag in enumerate(tags):
        if tag.start < covered:
            continue
        if tag.kind == "stray":
            yield Problem(tag.span, "end tag </ref> without a <ref>", help="remove it, or restore its start tag")
        elif tag.kind in ("unclosed", "misnested"):
            yield Problem(tag.open_span, "reference is not closed", help="add </ref> at its end")
        elif tag.kind == "pair":
            covered = tag.end
            inner = [other for other in _following(tags, number, tag.end) if other.kind == "unclosed"]
            if inner:
                yield Problem(
                    tag.open_span,
                    "reference is not closed: it swallows the text up to the end of the next one",
                    _fix(tag, inner, index),
                    (Related(inner[0].open_span, "the next reference begins here"),),
                    "close it with </ref>, or with /> if it reuses a name",
                )


def _refs(passage: Passage) -> list[Tag]:
    """The references of a passage, when one of them is not closed or not opened in it."""
    tags = passage.tags_by_name.get("ref", [])
    return tags if any(tag.kind in ("unclosed", "stray", "misnested") for tag in tags) else []


def _following(tags: list[Tag], number: int, end: int) -> Iterator[Tag]:
    for other in tags[number + 1 :]:
        if other.start >= end:
            return
        yield other


def _fix(tag: Tag, inner: list[Tag], index: RefIndex) -> Fix | None:
    key = ref_key(tag.attribute("group")), ref_key(tag.attribute("name"))
    defined = any(use.span != tag.span for use in index.definitions.get(key, ()))
    if len(inner) == 1 and key[1] and defined:
        at = tag.open_end - 1
        return Fix((Edit(at, at + 1, " />"),), "assisted")
    if len(inner) == 2 and not inner[0].attributes and "\n" not in tag.text[tag.open_end : inner[0].start]:
        return Fix.replace(Span(inner[0].start, inner[0].open_end), "</ref>", safety="assisted")
    return None
