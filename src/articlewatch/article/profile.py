"""Site profiles: what a wiki calls its namespaces, templates and sections. Data, not code.

A profile is a TOML file under ``articlewatch/article/data/sites``; one may extend another, whose lists it adds to.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from articlewatch.article.nodes import page_key
from articlewatch.article.templates import Template, template_key
from articlewatch.errors import ConfigurationError


class Profile:
    """The facts of one kind of wiki. Ask it; never compare names yourself."""

    def __init__(self, data: dict[str, Any], parent: Profile | None = None) -> None:
        self.id: str = data["id"]
        self.language: str = data.get("language", "")
        self.hosts: tuple[str, ...] = tuple(data.get("hosts", ()))
        #: The profile itself and the wikis it extends, whose conventions it shares; the generic profile has none.
        self.lineage: tuple[str, ...] = (self.id, *(n for n in (parent.lineage if parent else ()) if n != "generic"))
        #: Ids of rules on a convention of its lineage that this wiki does not share.
        self.unshared: frozenset[str] = frozenset(data.get("unshared", ()))
        self._namespaces: dict[str, str] = dict(parent._namespaces) if parent else {}
        for kind, names in data.get("namespaces", {}).items():
            for name in names:
                self._namespaces[name.replace("_", " ").lower()] = kind
        self._roles: dict[str, frozenset[str]] = dict(parent._roles) if parent else {}
        for role, names in data.get("roles", {}).items():
            known = {template_key(name) for name in names}
            for key in known:
                self._roles[key] = self._roles.get(key, frozenset()) | {role}
        #: Prefixes of other sites, and of other language editions.
        self._interwiki: set[str] = set(data.get("interwiki", ())).union(parent._interwiki if parent else ())
        self._editions: set[str] = set(data.get("editions", ())).union(parent._editions if parent else ())
        self._sections: dict[str, str] = dict(parent._sections) if parent else {}
        for role, names in data.get("sections", {}).items():
            for name in names:
                self._sections[name.lower()] = role
        words = data.get("words", {})
        self.redirect_words: tuple[str, ...] = tuple(
            dict.fromkeys(
                [w.lower() for w in words.get("redirect", ())] + list(parent.redirect_words if parent else ())
            )
        )
        self._prefixes: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"Profile({self.id!r})"

    def roles(self, template: Template | str) -> frozenset[str]:
        """Return what a template (or the template of that key) does on a page; empty when unknown."""
        key = template.key if isinstance(template, Template) else template_key(template)
        found = self._roles.get(key)
        if found is not None:
            return found
        # Acronyms are written both ways ("POV", "pov") and redirect to one another; the data is in small letters.
        found = self._roles.get(key.lower())
        if found:
            self._roles[key] = found
            return found
        return self._derived_roles(key)

    def _derived_roles(self, key: str) -> frozenset[str]:
        """Roles that follow from the form of a name: ``Infobox x``, ``x-stub``, ``lang-xx``."""
        roles: frozenset[str] = frozenset()
        first = key.partition(" ")[0]
        if first in ("infobox", "taxobox") or key.endswith(" infobox"):
            roles = frozenset(("infobox",))
        elif key.endswith("-stub") or key == "stub":
            roles = frozenset(("stub",))
        elif key.startswith(("lang-", "transl")):
            roles = frozenset(("lang",))
        elif first == "cite" or key.startswith("citation "):
            roles = frozenset(("citation",)) if key != "citation needed" else roles
        elif first == "use" and key.lower().endswith(" english"):
            roles = frozenset(("english", "silent"))
        elif key.startswith("pp-"):
            roles = frozenset(("silent",))
        if len(self._roles) < 50_000:
            self._roles[key] = roles
        return roles

    def has_role(self, template: Template | str, role: str) -> bool:
        """Say whether a template has *role*."""
        return role in self.roles(template)

    def namespace(self, title: str) -> str:
        """Return the kind of namespace a link's target names: ``""`` (an article), ``file``, ``category``,
        ``template``, ``user``, ``project``, ``language`` (another edition) or ``interwiki``."""
        prefix, colon, _ = title.partition(":")
        if not colon:
            return ""
        kind = self._prefixes.get(prefix)
        if kind is None:
            name = prefix.replace("_", " ").strip().lower()
            kind = self._namespaces.get(name, "")
            if not kind:
                if name in self._interwiki:
                    kind = "interwiki"
                elif name in self._editions and prefix == prefix.lower():
                    kind = "language"
            if len(self._prefixes) < 50_000:
                self._prefixes[prefix] = kind
        return kind

    def section_role(self, title: str) -> str:
        """Return the role of a section with this heading, or ``body``."""
        return self._sections.get(title.strip().lower(), "body")

    def is_redirect(self, text: str) -> bool:
        """Say whether wikitext is a redirect."""
        head = text[:400].lstrip().lower()
        word = next((w for w in self.redirect_words if head.startswith(w)), "") if head.startswith("#") else ""
        return bool(word) and head[len(word) :].lstrip(" :\t\n").startswith("[[")

    def page(self, title: str) -> str:
        """Return the form under which the wiki knows the page *title*."""
        return page_key(title)


@cache
def load_profile(name: str) -> Profile:
    """Return the profile called *name*.

    Raises ConfigurationError when there is none of that name.
    """
    file = resources.files("articlewatch.article.data").joinpath("sites", f"{name}.toml")
    if name not in profile_names():
        raise ConfigurationError(f"unknown site profile {name!r}; known are {', '.join(profile_names())}")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    parent = load_profile(data["extends"]) if "extends" in data else None
    return Profile(data, parent)


def profile_names() -> list[str]:
    """Return the names of all profiles that come with the package."""
    folder = resources.files("articlewatch.article.data").joinpath("sites")
    return sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))


@lru_cache(256)
def profile_for(site: str) -> Profile:
    """Return the profile for a site given as a profile's name, a host or a URL; unknown sites are generic."""
    if site in profile_names():
        return load_profile(site)
    host = urlsplit(site).hostname if "//" in site else site.partition("/")[0]
    for name in profile_names():
        if host in load_profile(name).hosts:
            return load_profile(name)
    return load_profile("generic")
