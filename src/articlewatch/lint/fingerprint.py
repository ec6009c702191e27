"""The identity of a finding within one revision: no offsets, so that it survives edits elsewhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

EXCERPT_LENGTH = 240


def excerpt_of(text: str) -> str:
    """Return *text* cut to :data:`EXCERPT_LENGTH` code points, with an ellipsis when something is missing."""
    return text if len(text) <= EXCERPT_LENGTH else text[: EXCERPT_LENGTH - 1] + "…"


def normalise(text: str) -> str:
    """Return *text* case-folded with white space runs as one blank."""
    return " ".join(text.casefold().split())


class Fingerprints:
    """Makes the fingerprints of one snapshot's findings, asked for in the order of the text.

    A fingerprint is 16 hexadecimal digits of SHA-256 over rule, section path, normalised text of the span and,
    for a text that recurs in the section, its ordinal there.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def make(self, rule: str, section: Sequence[str], text: str) -> str:
        """Return the fingerprint of the next finding of *rule* over *text* in *section*."""
        base = "\x1f".join((rule, *section, "\x1e", normalise(text)))
        ordinal = self._seen[base]
        self._seen[base] += 1
        digest = hashlib.sha256(f"{base}\x1e{ordinal}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:16]
