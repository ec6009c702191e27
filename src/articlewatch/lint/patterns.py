"""What can be told of a pattern without trying it: the wordings its matches hold, and how they begin."""

from __future__ import annotations

import re
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: More wordings than this are not worth asking for.
_MOST = 24
_LOOKS_BACK = re.compile(r"\(\?<|\\[AZ1-9]|\(\?P=")
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


def begins_line(pattern: re.Pattern[str]) -> bool:
    """Say whether every match begins a line and nothing but that is asked of what stands before it."""
    if not pattern.pattern.startswith("^") or _LOOKS_BACK.search(pattern.pattern):
        return False
    try:
        parsed = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    except (AttributeError, TypeError, ValueError):  # another Python, whose parser speaks otherwise
        return False
    return parsed[0][0] is ops.AT


def is_letter_set(pattern: re.Pattern[str]) -> bool:
    """Say whether *pattern* is a set of letters, or such a set repeated at least once."""
    try:
        parsed = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    except (AttributeError, TypeError, ValueError):  # another Python, whose parser speaks otherwise
        return False
    if len(parsed) != 1:
        return False
    op, argument = parsed[0]
    if op in _REPEATS and argument[0] == 1 and len(argument[2]) == 1:
        op, argument = argument[2][0]
    return op is ops.IN


def required_wordings(pattern: re.Pattern[str]) -> tuple[str, ...] | None:
    """Return wordings of which every match of *pattern* holds at least one, or None when none can be told.

    For a pattern without regard to case they are lower-case, and hold for the text lower-cased.
    """
    try:
        found = _of_sequence(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    except (AttributeError, TypeError, ValueError):  # another Python, whose parser speaks otherwise
        return None
    if found is None or len(found) > _MOST:
        return None
    if pattern.flags & re.IGNORECASE:
        if not all(wording.isascii() for wording in found):
            return None
        found = {wording.lower() for wording in found}
    return tuple(sorted(found, key=lambda wording: (-len(wording), wording)))


def _of_sequence(sequence: Any) -> set[str] | None:
    """The best of the sets that the parts of *sequence* require: the one whose shortest wording is longest."""
    best: set[str] | None = None
    run = {""}  # what the parts just read spell together
    for op, argument in [*sequence, (None, None)]:
        spelled = _spellings(op, argument)
        if spelled and len(run) * len(spelled) <= _MOST:
            run = {head + tail for head, tail in product(run, spelled)}
            continue
        again = _spellings(*argument[2][0]) if op in _REPEATS and argument[0] and len(argument[2]) == 1 else None
        if again and len(run) * len(again) <= _MOST:
            # At least once: the first time ends what came before, the last time begins what comes after.
            best = _better(best, {head + tail for head, tail in product(run, again)})
            run = again
            continue
        best = _better(best, run)
        run = spelled or {""}
        best = _better(best, _of_part(op, argument))
    return best


def _spellings(op: Any, argument: Any) -> set[str] | None:
    """Everything that a part can stand for, when that is little; None otherwise."""
    if op is ops.LITERAL:
        return {chr(argument)}
    if op is ops.AT:
        return {""}
    if op is ops.IN and len(argument) <= 4 and all(kind is ops.LITERAL for kind, _ in argument):
        return {chr(code) for _, code in argument}
    if op in _REPEATS and argument[:2] == (0, 1):
        once = _spellings_of_all(argument[2])
        return once | {""} if once else None
    if op is ops.SUBPATTERN:
        _, added, dropped, inner = argument
        return None if (added | dropped) & re.IGNORECASE else _spellings_of_all(inner)
    if op is ops.BRANCH:
        branches = [_spellings_of_all(branch) for branch in argument[1]]
        return None if None in branches else set().union(*(b for b in branches if b is not None))
    return None


def _spellings_of_all(sequence: Any) -> set[str] | None:
    run = {""}
    for op, argument in sequence:
        spelled = _spellings(op, argument)
        if spelled is None or len(run) * len(spelled) > _MOST:
            return None
        run = {head + tail for head, tail in product(run, spelled)}
    return run


def _of_part(op: Any, argument: Any) -> set[str] | None:
    if op is ops.SUBPATTERN:
        _, added, dropped, inner = argument
        return None if (added | dropped) & re.IGNORECASE else _of_sequence(inner)
    if op is ops.BRANCH:
        found = [_of_sequence(branch) for branch in argument[1]]
        return None if None in found else set().union(*(f for f in found if f is not None))
    if op in _REPEATS:
        return _of_sequence(argument[2]) if argument[0] >= 1 else None
    if op is ops.ATOMIC_GROUP:
        return _of_sequence(argument)
    return None


def _better(one: set[str] | None, other: set[str] | None) -> set[str] | None:
    if other is None or "" in other or len(other) > _MOST:
        return one
    if one is None:
        return other
    return other if (min(map(len, other)), -len(other)) > (min(map(len, one)), -len(one)) else one
