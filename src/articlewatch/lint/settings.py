"""Which rules run, with which options. A value, made from a configuration or by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articlewatch.errors import ConfigurationError
from articlewatch.lint.finding import SEVERITIES, Severity
from articlewatch.lint.rule import CATEGORIES, Rule
from articlewatch.lint.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Settings:
    """Selection and options. Selectors are rule ids, codes, prefixes of codes (``C`` or ``C0``), categories, or
    ``all``.

    An empty ``select`` means every rule that is on by default. ``extend_select`` adds to the selection,
    ``ignore`` takes away. A preview rule runs only with ``preview`` or when it is named by its id or code.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    site: str = ""
    language: str = ""
    fail_level: Severity = "error"
    rules: tuple[str, ...] = ()
    ignore_file: str = ""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ignore_pages: Mapping[str, Sequence[str]] = field(default_factory=dict)


def matches(selector: str, rule: Rule) -> bool:
    """Say whether *selector* covers *rule*."""
    return selector in (rule.id, rule.code, rule.category, "all") or (
        (selector.isupper() or selector[:1].isupper())
        and selector[0] == rule.code[0]
        and rule.code.startswith(selector)
    )


def check_selectors(selectors: Iterable[str], rules: Sequence[Rule]) -> None:
    """Raise ConfigurationError, with a suggestion, for a selector that covers no rule."""
    for selector in selectors:
        if selector in CATEGORIES:
            continue
        if not selector or not any(matches(selector, rule) for rule in rules):
            known = [name for rule in rules for name in (rule.id, rule.code)] + list(CATEGORIES)
            raise ConfigurationError(f"unknown rule {selector!r}{did_you_mean(selector, known)}")


def select_rules(rules: Sequence[Rule], settings: Settings) -> list[Rule]:
    """Return the rules that *settings* turn on, in the order given.

    Raises ConfigurationError for a selector, an option or a severity that names no rule, and for an option's value of
    the wrong type.
    """
    for selectors in (settings.select, settings.extend_select, settings.ignore):
        check_selectors(selectors, rules)
    check_selectors(settings.options, rules)
    check_selectors(settings.severity, rules)
    chosen = []
    for rule in rules:
        selected = not settings.select or any(matches(s, rule) for s in settings.select)
        selected = selected or any(matches(s, rule) for s in settings.extend_select)
        named = {rule.id, rule.code} & {*settings.select, *settings.extend_select}
        if rule.preview and not settings.preview and not named:
            selected = False
        if selected and not any(matches(s, rule) for s in settings.ignore):
            chosen.append(rule)
    return chosen


_KINDS: dict[type, str] = {
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    str: "a string",
    tuple: "a list",
}


def options_for(rule: Rule, settings: Settings) -> dict[str, Any]:
    """Return the options to call *rule* with.

    Raises ConfigurationError for an unknown option or a value of another type than the default's.
    """
    chosen = dict(rule.options)
    for name in (rule.id, rule.code):
        for key, value in settings.options.get(name, {}).items():
            option = key.replace("-", "_")
            if option not in rule.options:
                hint = did_you_mean(option, rule.options) if rule.options else "; it has no options"
                raise ConfigurationError(f"rule {rule.id} has no option {key!r}{hint}")
            default = rule.options[option]
            if isinstance(default, tuple) and isinstance(value, list):
                value = tuple(value)
            if default is not None and type(value) is not type(default):
                if isinstance(default, float) and isinstance(value, int):
                    value = float(value)
                else:
                    kind = _KINDS.get(type(default), type(default).__name__)
                    raise ConfigurationError(f"option {key!r} of rule {rule.id} wants {kind}, not {value!r}")
            chosen[option] = value
    return chosen


def severity_of(value: str) -> Severity:
    """Return *value* as a severity. Raises ConfigurationError for another word."""
    for severity in SEVERITIES:
        if value == severity:
            return severity
    raise ConfigurationError(f"unknown severity {value!r}{did_you_mean(value, SEVERITIES)}")
