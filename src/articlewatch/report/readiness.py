"""How ready an article is for a reviewer, in points that can be added up by hand. Not a judgement of the content."""

from __future__ import annotations

from collections.abc import Mapping

from articlewatch.lint.finding import Severity
from articlewatch.report.model import Measure, Part, Readiness

#: Points to be had for each part.
FREE_OF_ERRORS, FREE_OF_WARNINGS, SOURCED = 40, 25, 35
#: Points an error and a warning cost in a thousand words; suggestions cost none.
ERROR_COSTS, WARNING_COSTS = 8.0, 2.5
#: A shorter text counts as this long, or one slip in a stub would cost everything.
_FEWEST_WORDS = 500

EXPLAINED = (
    f"Free of errors, up to {FREE_OF_ERRORS} points: each error in 1,000 words takes {ERROR_COSTS:g}. "
    f"Free of warnings, up to {FREE_OF_WARNINGS}: each warning in 1,000 words takes {WARNING_COSTS:g}. "
    f"Sourced, up to {SOURCED}: the share of paragraphs outside the lead that cite a source. "
    f"A text of under {_FEWEST_WORDS} words counts as {_FEWEST_WORDS}. Suggestions take nothing."
)


def readiness(counts: Mapping[Severity, int], measure: Measure) -> Readiness:
    """Return the readiness of a text with *counts* findings that measures *measure*."""
    thousands = max(measure.words, _FEWEST_WORDS) / 1000
    errors, warnings = counts.get("error", 0), counts.get("warning", 0)
    free = max(0.0, FREE_OF_ERRORS - ERROR_COSTS * errors / thousands)
    mild = max(0.0, FREE_OF_WARNINGS - WARNING_COSTS * warnings / thousands)
    share = measure.cited / measure.paragraphs if measure.paragraphs else 0.0
    return Readiness(
        (
            Part("Free of errors", free, FREE_OF_ERRORS, f"{errors} in {measure.words:,} words"),
            Part("Free of warnings", mild, FREE_OF_WARNINGS, f"{warnings} in {measure.words:,} words"),
            Part(
                "Sourced",
                SOURCED * share,
                SOURCED,
                f"{measure.cited} of {measure.paragraphs} paragraphs outside the lead cite a source",
            ),
        )
    )
