"""Replace the names of editors by numbers, the same person by the same number within one run."""

from __future__ import annotations

import re
from dataclasses import replace

from articlewatch.article.snapshot import Revision

#: how edit summaries name editors: links to user pages, talk pages and contributions
_LINK = re.compile(
    r"\[\[ *:?(?:(?:user|user[ _]talk|special) *: *(?:contributions/|contribs/)?|u *: *)([^\]|#/]{1,255})"
    r"[^\]]{0,255}\]\]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){3,7}\b")


class Anonymiser:
    """Gives numbers to names in the order in which it meets them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._pattern: re.Pattern[str] | None = None

    def name(self, user: str) -> str:
        """Return ``Editor N`` for *user*; an empty name stays empty."""
        if not user:
            return ""
        key = user.replace("_", " ")
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._pattern = None
        return f"Editor {self._numbers[key]}"

    def comment(self, comment: str) -> str:
        """Return an edit summary without the names it links to, those met before, and network addresses."""
        comment = _LINK.sub(lambda link: self.name(link[1].strip()), comment)
        comment = _ADDRESS.sub(lambda address: self.name(address[0]), comment)
        return self._met().sub(lambda name: self.name(name[0]), comment)

    def revision(self, revision: Revision) -> Revision:
        """Return *revision* without the name, number and links of editors."""
        return replace(revision, user=self.name(revision.user), userid=0, comment=self.comment(revision.comment))

    def _met(self) -> re.Pattern[str]:
        if self._pattern is None:
            # Longest first, so that "Ann" does not eat the beginning of "Ann Lee"; short names are words.
            names = sorted((name for name in self._numbers if len(name) > 2), key=len, reverse=True)
            words = "|".join(re.escape(name) for name in names)
            self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)")
        return self._pattern
