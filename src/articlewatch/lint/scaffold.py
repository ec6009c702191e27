"""The skeleton of a new rule: it loads, and its examples fail until they are filled in."""

from __future__ import annotations

from collections.abc import Sequence

from articlewatch.errors import ConfigurationError
from articlewatch.lint.rule import CATEGORIES, Rule
from articlewatch.lint.suggest import did_you_mean

_SKELETON = '''from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "{id}",
    code="{code}",
    severity="warning",
    bad=[
        "Replace this by a text with the ⟦fault⟧ marked.",
    ],
    good=[
        "Replace this by a text that looks like the fault and is none.",
    ],
    preview=True,
)
def {name}(section: Section) -> Iterator[Problem]:
    """Name the fault in one line.

    Say why it matters to a reader, what to do about it, and what this rule gets wrong.
    """
    for template in section.templates_named("name of a template"):
        yield Problem(template.span, "say what is wrong here")
'''


def new_rule(place: str, rules: Sequence[Rule]) -> tuple[str, str]:
    """Return (file name, source) of the skeleton for *place*, written ``category/name``.

    The code is the first that no rule of the category has used. Raises ConfigurationError for a place of another
    form, an unknown
    category and a name already taken.
    """
    category, slash, id = place.partition("/")
    id = id.replace("_", "-")
    if not slash or not id or not all(part.isalnum() and part == part.lower() for part in id.split("-")):
        raise ConfigurationError(f"name the rule as category/name, such as prose/doubled-word, not {place!r}")
    if category not in CATEGORIES:
        raise ConfigurationError(f"unknown category {category!r}{did_you_mean(category, CATEGORIES)}")
    if any(rule.id == id for rule in rules):
        raise ConfigurationError(f"there is a rule {id!r} already")
    letter = CATEGORIES[category]
    used = [int(rule.code[1:]) for rule in rules if rule.code[0] == letter and rule.code[1:].isdigit()]
    code = f"{letter}{max(used, default=0) + 1:03}"
    name = id.replace("-", "_")
    return f"{category}/{name}.py", _SKELETON.format(id=id, code=code, name=name)
