"""What "told exactly once" means, for the lives of findings and the events that were told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

CAME = ("introduced", "reintroduced")

Step = tuple[str, int]  # kind, revision


def assert_told_once(lives: Iterable[list[Step]], told: Iterable[Step]) -> None:
    """Each life's steps are given in order; no two lives share a step, since each edit touches one finding.

    Nothing is told that did not happen, nothing twice; of each finding coming and going are told by turns, and the
    last word is what became of it. What came back, or went again, between two looks need not be told.
    """
    counts = Counter(told)
    assert max(counts.values(), default=1) == 1, "told twice"
    known: set[Step] = set()
    for steps in lives:
        said = [step for step in steps if step in counts]
        known.update(said)
        assert said, f"never told of {steps}"
        sides = [kind in CAME for kind, _ in said]
        assert all(one != other for one, other in pairwise(sides)), (steps, said)
        assert sides[-1] == (steps[-1][0] in CAME), (steps, said)
    assert set(counts) == known, "told of what never was"
