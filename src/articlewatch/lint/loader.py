"""Finding rules: the built-in folder, users' folders, installed packages. Nothing is skipped in silence."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from dataclasses import replace
from importlib.machinery import SourceFileLoader
from importlib.metadata import entry_points
from pathlib import Path
from types import CodeType

from articlewatch.errors import ConfigurationError
from articlewatch.lint.rule import CATEGORIES, Rule

_PACKAGE = Path(__file__).resolve().parent.parent
#: In a wheel, and in a checkout.
_BUILT_IN = (_PACKAGE / "rules", _PACKAGE.parent.parent / "rules")


class _FromSource(SourceFileLoader):
    """Imports a rule that somebody is writing.

    A compiled file is told from an old one by the second and the size only: too coarse for that.
    """

    def get_code(self, fullname: str) -> CodeType:
        """Return the module compiled anew."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def builtin_folder() -> Path:
    """Return the folder of the built-in rules: beside the package in a wheel, at the top of a checkout.

    Raises ConfigurationError when neither is there.
    """
    for folder in _BUILT_IN:
        if folder.is_dir():
            return folder
    raise ConfigurationError("the built-in rules are missing: the installation is damaged")


def load_folder(folder: Path) -> list[Rule]:
    """Return the rules in the Python files of *folder* and its subfolders, in the order of their paths.

    The category is the name of the file's folder. Raises ConfigurationError, naming the file, for a folder
    without rules, a file that cannot be imported or holds no rule.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: no such folder of rules")
    files = sorted(
        file for file in folder.rglob("*.py") if not file.name.startswith("_") and "__pycache__" not in file.parts
    )
    if not files:
        raise ConfigurationError(f"{folder}: no rules in this folder")
    return [found for file in files for found in _load_file(file, folder)]


def _load_file(file: Path, folder: Path) -> list[Rule]:
    name = "articlewatch_rules_" + "_".join(
        part.replace("-", "_") for part in (folder.name, *file.relative_to(folder).with_suffix("").parts)
    )
    loader = None if folder in _BUILT_IN else _FromSource(name, str(file))
    spec = importlib.util.spec_from_file_location(name, file, loader=loader)
    if spec is None or spec.loader is None:
        raise ConfigurationError(f"{file}: cannot be imported")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses and pickling look a class's module up by name.
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except ConfigurationError as error:
        raise ConfigurationError(f"{file}: {error}") from None
    except SyntaxError as error:
        raise ConfigurationError(f"{file}:{error.lineno}: {error.msg}") from None
    except Exception as error:
        line = _line_of(error, file)
        raise ConfigurationError(f"{file}{line}: {type(error).__name__}: {error}") from error
    category = file.parent.name if file.parent != folder else folder.name
    found = [
        replace(value.__articlewatch_rule__, category=category)
        for value in vars(module).values()
        if callable(value) and isinstance(getattr(value, "__articlewatch_rule__", None), Rule)
    ]
    if not found:
        raise ConfigurationError(f"{file}: holds no rule; a rule is a function decorated with @rule")
    return found


def _line_of(error: Exception, file: Path) -> str:
    traceback = error.__traceback__
    line = ""
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == str(file):
            line = f":{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return line


def load_rules(folders: Iterable[Path] = ()) -> list[Rule]:
    """Return the built-in rules, those of installed packages and those of *folders*, in the order of their codes.

    Raises ConfigurationError for anything that cannot be loaded and for an id or a code given twice.
    """
    rules = load_folder(builtin_folder())
    for entry in entry_points(group="articlewatch.rules"):
        try:
            place = entry.load()
        except Exception as error:
            raise ConfigurationError(f"rules of package {entry.value!r}: {error}") from error
        rules += load_folder(Path(getattr(place, "__path__", [place])[0]))
    for folder in folders:
        rules += load_folder(folder)
    check_unique(rules)
    order = list(CATEGORIES)
    rules.sort(key=lambda r: (order.index(r.category) if r.category in order else len(order), r.code))
    return rules


def check_unique(rules: Iterable[Rule]) -> None:
    """Raise ConfigurationError when two rules share an id or a code."""
    seen: dict[str, Rule] = {}
    for found in rules:
        for name in (found.id, found.code):
            if name in seen:
                other = seen[name].check.__code__.co_filename
                file = found.check.__code__.co_filename
                raise ConfigurationError(f"{file}: rule {name!r} is already defined in {other}")
            seen[name] = found
