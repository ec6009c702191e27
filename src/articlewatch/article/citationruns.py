"""Citations that stand side by side at one place of the text, as a reader sees them: ``[3][1]``."""

from __future__ import annotations

from typing import NamedTuple

from articlewatch.article.citations import Citation
from articlewatch.article.passage import Passage
from articlewatch.article.spans import Span

_TIGHT = frozenset(" \t\u00a0\n")
#: What may stand between two citations of one run at most, in code points; keeps the search linear.
_MAX_GAP = 400


class CitationRun(NamedTuple):
    """Neighbouring citations with nothing but page numbers, tags for editors, comments and blanks between them.

    ``span`` runs from the first citation to the end of the last one, or of the page number after it. ``plain`` says
    that nothing but citations and blanks stands in it, so that they may change places.
    """

    citations: tuple[Citation, ...]
    span: Span
    plain: bool


def citation_runs(target: Passage, *, notes: bool = True) -> list[CitationRun]:
    """Return the runs of citations of *target* in the order of the text, runs of one too.

    Citations in reference lists, those within another note and ``{{harvtxt}}`` with its kin, which print words, are
    left out; with *notes* false, explanatory notes
    too (``[a]``, ``[note 1]``, ``{{efn}}``), which then end no run. Worked out once for a passage.
    """
    return target.extracted(_all_runs if notes else _source_runs)


def _all_runs(target: Passage) -> list[CitationRun]:
    return _runs(target, True)


def _source_runs(target: Passage) -> list[CitationRun]:
    return _runs(target, False) if any(map(is_note, target.citations)) else citation_runs(target)


def _runs(target: Passage, notes: bool) -> list[CitationRun]:
    fillers = _fillers(target)
    runs: list[CitationRun] = []
    current: list[Citation] = []
    end = 0
    plain = True
    covered = 0
    for citation in target.citations:
        if citation.start < covered or citation.kind in ("list-defined", "update"):
            covered = max(covered, citation.end if citation.kind == "list-defined" else covered)
            continue
        if citation.template is not None and citation.template.key.startswith("harv"):
            continue
        covered = citation.end
        gap = _bridge(target.text, end, citation.start, fillers) if current else None
        if current and gap is not None:
            plain = plain and not gap
        elif current:
            runs.append(_run(current, plain, target.text, fillers))
            current, plain = [], True
        if notes or not is_note(citation):
            current.append(citation)
        elif not current:
            continue
        else:
            plain = False
        end = citation.end
    if current:
        runs.append(_run(current, plain, target.text, fillers))
    return runs


def is_note(citation: Citation) -> bool:
    """Say whether a citation is an explanatory note and not a source."""
    return citation.kind == "footnote" or bool(citation.group)


def _run(citations: list[Citation], plain: bool, text: str, fillers: dict[int, int]) -> CitationRun:
    end = citations[-1].end
    while end in fillers:
        end = fillers[end]
    return CitationRun(tuple(citations), Span(citations[0].start, end), plain)


def _fillers(target: Passage) -> dict[int, int]:
    """Start -> end of what may stand between citations: page numbers, inline tags, comments."""
    found: dict[int, int] = {}
    templates = target.templates_with_role("inline-maintenance")
    for key in ("rp", "ref page", "subscription required", "registration required"):
        templates += target.templates_by_key.get(key, ())
    for template in templates:
        found[template.start] = template.end
    for comment in target.comments:
        found[comment.start] = comment.end
    return found


def _bridge(text: str, start: int, end: int, fillers: dict[int, int]) -> bool | None:
    """Return False when only blanks lie between, True when fillers too, None when anything else does."""
    if end - start > _MAX_GAP:
        return None
    filled = False
    breaks = 0
    while start < end:
        if start in fillers:
            start = fillers[start]
            filled = True
        elif text[start] in _TIGHT:
            breaks += text[start] == "\n"
            start += 1
        else:
            return None
    return None if breaks > 1 else filled
