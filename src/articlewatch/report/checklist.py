"""The rules seen as a reviewer's checklist: pass, fail or cannot tell, with the evidence.

The questions are those of the English Wikipedia's good and featured article criteria that a program can speak to. What
takes a reader's judgement (neutrality, breadth, engaging prose) is listed and left open, never passed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from articlewatch.article import Article
from articlewatch.lint.finding import RuleInfo, Severity
from articlewatch.report.model import Check, Page

#: What a text without markup can be judged by; of the rest only faults are seen.
_IN_PLAIN_TEXT = {"prose", "dates"}
_ORDER: tuple[Severity, ...] = ("error", "warning", "suggestion")


class _Question(NamedTuple):
    """A question that the findings of some categories answer; *level* is the mildest that fails."""

    text: str
    categories: tuple[str, ...]
    level: Severity


_GOOD = (
    _Question("Spelling and grammar are correct", ("prose",), "warning"),
    _Question("The layout follows the guideline: headings, order of sections", ("structure",), "warning"),
    _Question("References are complete and well formed", ("citations",), "error"),
    _Question("No markup is broken", ("markup", "templates", "links"), "error"),
    _Question("Images have what they need", ("media",), "warning"),
)
_FEATURED = (
    _Question("Nothing is left to say about the prose", ("prose",), "suggestion"),
    _Question("Dates and numbers are written in one way", ("dates",), "suggestion"),
    _Question("Citations are consistent", ("citations",), "suggestion"),
    _Question("The structure is appropriate", ("structure",), "suggestion"),
    _Question("Links, templates and markup are clean", ("markup", "templates", "links"), "suggestion"),
    _Question("Images are captioned and described", ("media", "accessibility"), "suggestion"),
)
_OPEN_GOOD = (
    "The article is broad in its coverage",
    "It is neutral and stable",
    "Sources say what they are cited for; nothing is copied",
)
_OPEN_FEATURED = ("The prose is engaging", "The research is thorough, the sources are of high quality")


def checklists(page: Page, article: Article, ran: Iterable[RuleInfo]) -> tuple[tuple[str, tuple[Check, ...]], ...]:
    """Return the good- and the featured-article view of *page*. *ran* are the rules that were selected.

    Empty for a report of one section only: its findings say nothing about the rest.
    """
    if page.only_section:
        return ()
    able = {rule.category for rule in ran if rule.id not in page.skipped}
    if page.snapshot.format != "wikitext":
        able &= _IN_PLAIN_TEXT
    good = [_answer(page, q, able) for q in _GOOD]
    good[2:2] = [_sourced(page), _lead(article, page)]
    good += [Check(question, "cannot tell", "needs a reader") for question in _OPEN_GOOD]
    featured = [_answer(page, q, able) for q in _FEATURED]
    featured += [_identifiers(page), _archived(page)]
    featured += [Check(question, "cannot tell", "needs a reader") for question in _OPEN_FEATURED]
    return (("Good article", tuple(good)), ("Featured article", tuple(featured)))


def _answer(page: Page, question: _Question, able: set[str]) -> Check:
    items = page.items
    levels = _ORDER[: _ORDER.index(question.level) + 1]
    against = [i for i in items if i.finding.category in question.categories and i.finding.severity in levels]
    if against:
        rules = list(dict.fromkeys(item.finding.rule for item in against))
        more = f" and {len(rules) - 3} more" if len(rules) > 3 else ""
        count = f"{len(against)} finding{'s' if len(against) > 1 else ''}"
        return Check(
            question.text, "fail", f"{count}: {', '.join(rules[:3])}{more}", tuple(i.anchor for i in against[:5])
        )
    if question.categories == ("citations",) and not page.checked.citations:
        return Check(question.text, "cannot tell", "the article cites nothing")
    if not able.intersection(question.categories):
        return Check(question.text, "cannot tell", "too little of it can be seen in this text")
    return Check(question.text, "pass", "no finding")


def _sourced(page: Page) -> Check:
    question = "Every paragraph outside the lead cites a source"
    needing = [cell for cell in page.cells if cell.cover != "exempt"]
    if not needing:
        return Check(question, "cannot tell", "no paragraph of prose outside the lead")
    missing = [cell for cell in needing if cell.cover == "uncited"]
    if not missing:
        return Check(question, "pass", f"all {len(needing)} do")
    return Check(question, "fail", f"{len(missing)} of {len(needing)} do not")


def _lead(article: Article, page: Page) -> Check:
    question = "The lead sums the article up in at most four paragraphs"
    if len(article.sections) < 2:
        return Check(question, "cannot tell", "the text has no headings, so the lead cannot be told from the rest")
    paragraphs = sum(1 for p in article.lead.paragraphs if p.kind == "text" and p.words)
    if not paragraphs:
        return Check(question, "fail", "there is no lead")
    words = sum(p.words for p in article.lead.paragraphs if p.kind == "text")
    evidence = f"{paragraphs} paragraph{'s' if paragraphs > 1 else ''}, {words} of {page.words:,} words"
    return Check(question, "pass" if paragraphs <= 4 else "fail", evidence)


def _identifiers(page: Page) -> Check:
    question = "Identifiers of sources (ISBN, DOI …) are valid"
    known = [fault for source in page.sources for fault in source.identifiers]
    if not known:
        return Check(question, "cannot tell", "no source gives one")
    wrong = [fault for fault in known if fault.wrong]
    if not wrong:
        return Check(question, "pass", f"all {len(known)} are")
    return Check(question, "fail", f"{len(wrong)} of {len(known)}: {wrong[0].name} {wrong[0].value} {wrong[0].wrong}")


def _archived(page: Page) -> Check:
    question = "Web sources are archived"
    web = [source for source in page.sources if source.url and source.kind in ("web", "news", "bare URL", "press")]
    if not web:
        return Check(question, "cannot tell", "no web source found")
    missing = sum(1 for source in web if not source.archived)
    if not missing:
        return Check(question, "pass", f"all {len(web)} are")
    return Check(question, "fail", f"{missing} of {len(web)} are not")
