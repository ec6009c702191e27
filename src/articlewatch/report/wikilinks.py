"""Addresses in the wiki an article is from: its revisions, its sections, the differences between revisions."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from articlewatch.article import Profile, Snapshot

_FAMILY = (
    "wikipedia.org", "wiktionary.org", "wikibooks.org", "wikinews.org", "wikiquote.org", "wikisource.org",
    "wikiversity.org", "wikivoyage.org", "wikimedia.org", "wikidata.org", "mediawiki.org",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WikiLinks:
    """Makes addresses. ``index`` is the wiki's ``index.php``, ``revid`` the revision shown, 0 when it is not known."""

    index: str
    title: str
    revid: int = 0

    @property
    def page(self) -> str:
        """The address of the revision shown, or of the page."""
        return f"{self.index}?oldid={self.revid}" if self.revid else f"{self.index}?title={self._title}"

    def section(self, path: tuple[str, ...]) -> str:
        """The address of a section in the revision shown."""
        fragment = quote(path[-1].replace(" ", "_"), safe="()!*',;:@/", errors="replace") if path else ""
        return f"{self.page}#{fragment}" if fragment else self.page

    def edit(self, section: int) -> str:
        """The address that opens section number *section* for editing."""
        return f"{self.index}?title={self._title}&action=edit&section={section}"

    def revision(self, revid: int) -> str:
        """The address of what revision *revid* changed."""
        return f"{self.index}?diff={revid}"

    @property
    def _title(self) -> str:
        return quote(self.title.replace(" ", "_"), safe="()!*',;:@/", errors="replace")


def links_for(snapshot: Snapshot, profile: Profile, api: str = "") -> WikiLinks | None:
    """Return the addresses for *snapshot*, or None when its wiki is not known.

    *api* is the address of the wiki's ``api.php``. Without it only Wikimedia's wikis are known, by their hosts or by
    the name of a site profile.
    """
    revid = snapshot.revision.revid if snapshot.revision else 0
    if api.endswith("/api.php") and api.startswith(("http://", "https://")):
        return WikiLinks(api.removesuffix("api.php") + "index.php", snapshot.title, revid)
    site = snapshot.site
    host = profile.hosts[0] if site == profile.id and profile.hosts else site.partition("//")[2] or site
    host = host.partition("/")[0].lower()
    if snapshot.title and host.endswith(tuple("." + name for name in _FAMILY)):
        # A local file has a revision of this wiki only if its folder says so; its number is then in the snapshot.
        return WikiLinks(f"https://{host}/w/index.php", snapshot.title, revid)
    return None
