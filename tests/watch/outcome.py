"""What "told exactly once" means: which events are due of findings, given when somebody looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

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


def assert_due(
    told: Sequence[tuple[str, str]], known: set[str], before: set[str], between: Sequence[set[str]], *, reverts: bool
) -> None:
    """Hold what one look *told*, as (kind, name of the finding), to what stood in the texts it looked at.

    *known* stood when the user was last told, *before* in any text until then; *between* is what stands in each new
    text, the last of which stays. With *reverts* among the edits, what came and fell may have been undone.
    """
    counts = Counter(name for _, name in told)
    came = {name for kind, name in told if kind in CAME}
    after = between[-1]
    assert max(counts.values(), default=1) == 1, "told twice"
    assert came == after - known
    fell = set().union(*between) - before - after
    gone = counts.keys() - came
    assert known - after <= gone <= (known - after) | fell
    assert reverts or fell <= gone
