"""The identity of a finding within one revision: no offsets, so that it survives edits elsewhere."""

from __future__ import annotations

import hashlib
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
        self._seen: dict[str, int] = {}

    def make(self, rule: str, section: Sequence[str], text: str) -> str:
        """Return the fingerprint of the next finding of *rule* over *text* in *section*."""
        base = basis(rule, section, text)
        return digest(base, self.ordinal(base))

    def ordinal(self, base: str) -> int:
        """Return how many findings were asked about before that have this :func:`basis`, and count one more."""
        ordinal = self._seen.get(base, 0)
        self._seen[base] = ordinal + 1
        return ordinal


def basis(rule: str, section: Sequence[str], text: str) -> str:
    """Return what findings of *rule* over *text* in *section* have in common."""
    return "\x1f".join((rule, *section, "\x1e", normalise(text)))


def digest(base: str, ordinal: int) -> str:
    """Return the fingerprint of the finding with that number among those of one :func:`basis`."""
    return hashlib.sha256(f"{base}\x1e{ordinal}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
