from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_FUNCTION = re.compile(r"#(?:if|ifeq|ifexpr|ifexist|iferror|switch|expr|titleparts|rel2abs|explode|replace|sub)$")


@rule(
    "template-programming",
    code="M030",
    severity="warning",
    when=("{{{", "{{#", "{{ #"),
    bad=[
        "The value is ⟦{{{1}}}⟧.",
        "⟦{{#if: a | b | c}}⟧ text",
        "⟦{{#switch: {{PAGENAME}} | A = b}}⟧",
        "Born ⟦{{{birth|unknown}}}⟧",
    ],
    good=[
        "{{#tag:ref|a}} {{convert|1|km}} {{#invoke:A|b}}",
        "<nowiki>{{{1}}}</nowiki> <!-- {{{1}}} -->",
        "{{CURRENTYEAR}} {{PAGENAME}} {{#section:A|b}}",
        "<math>{{{1}}}</math>",
    ],
    precision="1 of 1 hit in articles right (corpus, histories and dumps, all languages); 5 on a main page, where "
    "it is meant",
)
def template_programming(section: Section) -> Iterator[Problem]:
    """Code of a template in an article.

    ``{{{1}}}`` has no value on a page and is shown as it stands; ``{{#if:`` belongs into a template. They are left
    when a template was copied or substituted. Put in what they stood for.
    """
    for span in section.arguments:
        yield Problem(span, "template parameter in an article: it has no value here")
    for template in section.templates:
        if template.depth == 0 and template.name.startswith("#"):
            name = template.name.partition(":")[0]
            if _FUNCTION.fullmatch(name):
                yield Problem(template.span, f"parser function {name} in an article", help="put in its result")
