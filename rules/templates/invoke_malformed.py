from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "invoke-malformed",
    code="T007",
    severity="error",
    when=re.compile(r"#invoke", re.IGNORECASE),
    bad=["⟦{{#invoke:}}⟧", "⟦{{#invoke:Math}}⟧", "⟦{{#invoke:Math|}}⟧", "⟦{{#invoke|Math|sum}}⟧"],
    good=["{{#invoke:Math|sum|1|2}}", "<nowiki>{{#invoke:}}</nowiki>", "{{#invoke:{{a}}|b}}"],
    precision="no hit in the corpus and its histories",
)
def invoke_malformed(section: Section) -> Iterator[Problem]:
    """A call of a module that lacks the module or the function.

    It is ``{{#invoke:Module|function|…}}``. Readers see a script error instead of the result.
    """
    for template in section.templates:
        name = template.name
        if not name.lower().startswith("#invoke"):
            continue
        module = name.partition(":")[2].strip()
        first = template.params[0] if template.params else None
        if not module:
            yield Problem(template.span, "#invoke names no module")
        elif first is None or not first.value:
            yield Problem(template.span, "#invoke names no function")
