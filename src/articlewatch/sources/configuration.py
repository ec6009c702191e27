"""Where the configuration lies: the nearest file upwards from where the work is done."""

from __future__ import annotations

from pathlib import Path

from articlewatch.errors import ConfigurationError
from articlewatch.lint.configuration import parse_configuration, parse_ignore_file
from articlewatch.lint.settings import Settings
from articlewatch.lint.suppression import SideEntry

NAMES = ("articlewatch.toml", ".articlewatch.toml")
IGNORE_NAME = "ignore.toml"


def read_configuration(file: Path) -> Settings:
    """Return the settings in *file*, an ``articlewatch.toml`` or a ``pyproject.toml``.

    Raises ConfigurationError when it cannot be read or is not understood.
    """
    table = ("tool", "articlewatch") if file.name == "pyproject.toml" else ()
    settings = parse_configuration(_read(file), str(file), table=table)
    return settings or Settings()


def find_configuration(start: Path) -> tuple[Settings, Path | None]:
    """Return (settings, file) of the nearest configuration from the folder *start* upwards.

    In one folder ``articlewatch.toml`` comes before ``pyproject.toml``, which counts only with a table
    ``[tool.articlewatch]``. Without any the settings are the defaults and the file None.
    """
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return read_configuration(folder / name), folder / name
        project = folder / "pyproject.toml"
        if project.is_file():
            settings = parse_configuration(_read(project), str(project), table=("tool", "articlewatch"))
            if settings is not None:
                return settings, project
    return Settings(), None


def read_ignore_file(file: Path) -> list[SideEntry]:
    """Return the entries of an ignore file. Raises ConfigurationError when it cannot be read or understood."""
    return parse_ignore_file(_read(file), str(file))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigurationError(f"{file}: not UTF-8") from None
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read ({error.strerror or error})") from None
