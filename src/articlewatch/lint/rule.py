"""What a rule is: a function that yields problems, and everything said about it in one place."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar

from articlewatch.article import Format, Section, load_profile
from articlewatch.errors import ConfigurationError
from articlewatch.lint.finding import Confidence, Problem, RuleInfo, Severity

Scope = Literal["section", "article", "revised"]
Check = Callable[..., Iterable[Problem]]
CheckT = TypeVar("CheckT", bound=Check)

#: Category (the folder of a rule) -> the letter its codes begin with.
CATEGORIES: dict[str, str] = {
    "markup": "M",
    "links": "L",
    "citations": "C",
    "structure": "S",
    "dates": "D",
    "prose": "P",
    "templates": "T",
    "media": "F",
    "categories": "K",
    "accessibility": "A",
    "history": "H",
}

OPEN, CLOSE = "⟦", "⟧"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{1,3}\d{3}")


@dataclass(frozen=True, slots=True)
class Example:
    """One text with ``⟦ ⟧`` around every place where the rule must speak (none in a good example).

    ``fixed`` is the text after the rule's fixes, when it has any.
    """

    text: str
    fixed: str | None = None
    title: str = "Example"
    format: Format = "wikitext"
    options: Mapping[str, Any] = field(default_factory=dict)
    site: str = "enwiki"
    language: str = ""
    #: The revision before, for a rule about edits.
    previous: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule as the engine knows it. Made by :func:`rule`; the loader adds the category."""

    id: str
    code: str
    category: str
    severity: Severity
    confidence: Confidence
    scope: Scope
    check: Check
    docs: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    options: Mapping[str, Any]
    formats: tuple[Format, ...]
    languages: tuple[str, ...]
    sites: tuple[str, ...]
    when: tuple[str, ...] | re.Pattern[str] | None
    given: Callable[[Section], object] | None
    fix: Literal["none", "safe", "assisted"]
    cosmetic: bool
    preview: bool
    supersedes: tuple[str, ...]
    since: str
    precision: str
    guideline: str
    profiles: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The first line of the manual."""
        return self.docs.split("\n", 1)[0].strip()

    @property
    def info(self) -> RuleInfo:
        """What reporters are given."""
        return RuleInfo(
            self.id,
            self.code,
            self.category,
            self.severity,
            self.confidence,
            self.summary,
            self.docs,
            self.fix,
            self.preview,
        )

    def applies(self, format: Format, language: str, site: str) -> bool:
        """Say whether the rule can run on a snapshot of this format, language and site profile.

        A profile that extends one of the rule's sites shares its conventions, but for those it says it does not.
        """
        if format not in self.formats:
            return False
        if self.languages and language.partition("-")[0] not in self.languages:
            return False
        if not self.sites or site in self.sites:
            return True
        profile = load_profile(site)
        return self.id not in profile.unshared and not set(profile.lineage).isdisjoint(self.sites)

    def may_hit(self, text: str) -> bool:
        """The cheap condition: False when *text* cannot hold what the rule looks for."""
        when = self.when
        if when is None:
            return True
        if isinstance(when, tuple):
            return any(needle in text for needle in when)
        return when.search(text) is not None


def rule(
    id: str,
    *,
    code: str,
    severity: Severity,
    bad: Sequence[str | Example],
    good: Sequence[str | Example],
    confidence: Confidence = "high",
    when: str | Sequence[str] | re.Pattern[str] | None = None,
    given: str | Callable[[Section], object] | None = None,
    formats: Sequence[Format] = ("wikitext",),
    languages: Sequence[str] = (),
    sites: Sequence[str] = (),
    fix: Literal["none", "safe", "assisted"] = "none",
    cosmetic: bool = False,
    preview: bool = False,
    supersedes: Sequence[str] = (),
    since: str = "0.1",
    precision: str = "",
    guideline: str = "",
    profiles: Sequence[str] = (),
) -> Callable[[CheckT], CheckT]:
    """Declare the decorated function a rule.

    The function takes a ``Section`` (it then sees one section at a time, and its result is kept as long as that
    section's
    text stays the same), an ``Article`` (for what needs the whole page) or a ``Revised`` article (for what needs the
    revision before; it then runs only where there is one), as its first annotation says, and yields
    :class:`Problem`. Its keyword-only parameters are the rule's options. Its docstring is the manual: the first
    line names the fault; then why it matters to a reader, what to do, what it gets wrong.

    *when* is a cheap condition on the text (substrings of which one must occur, or a pattern): the function is only
    called where it
    holds. *given* names what a section must have besides: an attribute of ``Section`` (``images``, ``is_lead``) or a
    function of a section; where that is empty or false the function is not called.
    *languages* are ISO codes of the languages the rule knows (empty: all), *sites* the profiles it is meant for.
    *supersedes* names rules whose findings are dropped where this rule's overlap them: one cause, one finding.
    *precision* tells what reading its hits over the corpus gave ("38 of 40 right"), *guideline* the page it rests on.
    *profiles* are checklist profiles (``ga``, ``fa`` …) that turn on a preview rule.
    """

    def declare(check: CheckT) -> CheckT:
        scope = _scope(check, id)
        built = Rule(
            id=id,
            code=code,
            category="",
            severity=severity,
            confidence=confidence,
            scope=scope,
            check=check,
            docs=inspect.cleandoc(check.__doc__ or ""),
            bad=tuple(_example(e) for e in bad),
            good=tuple(_example(e) for e in good),
            options=_options(check),
            formats=tuple(formats),
            languages=tuple(languages),
            sites=tuple(sites),
            when=(when,) if isinstance(when, str) else tuple(when) if isinstance(when, Sequence) else when,
            given=_section_attribute(given, id) if isinstance(given, str) else given,
            fix=fix,
            cosmetic=cosmetic,
            preview=preview,
            supersedes=tuple(supersedes),
            since=since,
            precision=precision,
            guideline=guideline,
            profiles=tuple(profiles),
        )
        _validate(built)
        check.__articlewatch_rule__ = built  # type: ignore[attr-defined]
        return check

    return declare


def _example(example: str | Example) -> Example:
    return example if isinstance(example, Example) else Example(example)


def _scope(check: Check, id: str) -> Scope:
    first = next(iter(inspect.signature(check).parameters.values()), None)
    annotation = first.annotation if first else None
    name = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    if name == "Section":
        return "section"
    if name == "Article":
        return "article"
    if name == "Revised":
        return "revised"
    raise ConfigurationError(f"rule {id}: annotate the first parameter as Section, Article or Revised")


@cache
def _getter(name: str) -> Callable[[Section], object]:
    """The same function for the same *name*, so that rules that ask the same are known by it."""
    return attrgetter(name)


def _section_attribute(name: str, id: str) -> Callable[[Section], object]:
    if not hasattr(Section, name):
        raise ConfigurationError(f"rule {id}: given={name!r} is nothing that a Section has")
    return _getter(name)


def _options(check: Check) -> dict[str, Any]:
    return {
        name: parameter.default
        for name, parameter in inspect.signature(check).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


def _validate(built: Rule) -> None:
    if not _ID.fullmatch(built.id):
        raise ConfigurationError(f"rule {built.id!r}: an id is lower-case words joined by hyphens")
    if not _CODE.fullmatch(built.code):
        raise ConfigurationError(f"rule {built.id}: a code is a letter or three and three digits, not {built.code!r}")
    if not built.docs:
        raise ConfigurationError(f"rule {built.id}: no docstring, which is its manual")
    if not built.bad or not built.good:
        raise ConfigurationError(f"rule {built.id}: needs at least one bad and one good example")
    if built.given is not None and built.scope != "section":
        raise ConfigurationError(f"rule {built.id}: given is for rules whose function takes a Section")
    if inspect.Parameter.empty in built.options.values():
        raise ConfigurationError(f"rule {built.id}: an option needs a default")
