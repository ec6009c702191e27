"""Ready selections of rules for a purpose, one line each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from articlewatch.lint.settings import Settings


@dataclass(frozen=True, slots=True)
class SettingsProfile:
    """What a profile adds to the settings: see :class:`Settings`."""

    about: str
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False


_STYLE = ("structure", "prose", "dates", "citations", "media", "accessibility")

PROFILES: dict[str, SettingsProfile] = {
    "default": SettingsProfile("every rule that is on by default"),
    "strict": SettingsProfile("preview rules too", preview=True),
    "gnome": SettingsProfile(
        "small repairs of markup, links and typing", select=("markup", "links", "templates", "categories", "media")
    ),
    "newpage": SettingsProfile("what a new page needs first", select=("citations", "structure", "categories")),
    "blp": SettingsProfile("sourcing first, for articles on living people", select=("citations", "prose")),
    "ga": SettingsProfile("what a good-article reviewer looks at", select=_STYLE, preview=True),
    "fa": SettingsProfile("what a featured-article reviewer looks at: everything", preview=True),
}


def with_profile(settings: Settings, name: str) -> Settings:
    """Return *settings* with the profile called *name* laid under it: what *settings* select itself wins."""
    profile = PROFILES[name]
    return replace(
        settings,
        select=settings.select or profile.select,
        extend_select=settings.extend_select + profile.extend_select,
        ignore=settings.ignore + profile.ignore,
        preview=settings.preview or profile.preview,
    )
