"""What "told exactly once" means: which events are due of the lives of findings, given when somebody looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

CAME = ("introduced", "reintroduced")

Step = tuple[str, int]  # kind, revision


def due_of(lives: Iterable[list[Step]], look: Collection[int]) -> Counter[Step]:
    """Return the events that are due when the revisions *look* are judged at once, of lives in which nothing is undone.

    Of a finding that stood before and stands after the look, or neither although it had been told of, nothing is due;
    of one that came, and of one that fell, whether before or between, one event: the last thing that happened to it.
    """
    due: Counter[Step] = Counter()
    for steps in lives:
        inside = [place for place, (_, revid) in enumerate(steps) if revid in look]
        if not inside:
            continue
        first, last = inside[0], steps[inside[-1]]
        is_new = first == 0
        if is_new or (steps[first - 1][0] in CAME) != (last[0] in CAME):
            due[last] += 1
    return due
