from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_BREAK = re.compile(r"(?:[ \t]*<br\s?/?>)+\s*$", re.IGNORECASE)


@rule(
    "template-param-br-end",
    code="T004",
    severity="suggestion",
    when=re.compile(r"<br\s?/?>\s*(?:\||\}\})", re.IGNORECASE),
    bad=[
        Example("{{Infobox a\n| b = c⟦<br />⟧\n| d = e\n}}", fixed="{{Infobox a\n| b = c\n| d = e\n}}"),
        Example("{{a|b=c⟦<br><br>⟧}}", fixed="{{a|b=c}}"),
        Example("{{a|b=c⟦ <BR/>⟧ |d=e}}", fixed="{{a|b=c |d=e}}"),
    ],
    good=["{{Infobox a\n| b = c<br />d\n}}", "{{a|<br />|c}}", "{{a|b=<br>}}", "Text<br>\n| x"],
    fix="safe",
    cosmetic=True,
    precision="4 of 4 read hits right (corpus, all languages)",
)
def template_param_br_end(section: Section) -> Iterator[Problem]:
    """A template parameter whose value ends with a line break.

    The cell or line ends there anyway; the break opens a gap. Remove it. A value that is nothing but a break, and
    positional ones, which may be strung together, are left alone.
    """
    for template in section.templates:
        if "<" not in template.source:
            continue
        for param in template.params:
            if param.positional or not param.value.endswith(">"):
                continue
            match = _BREAK.search(section.text, param.value_span.start, param.value_span.end)
            if match is None or not section.text[param.value_span.start : match.start()].strip():
                continue
            span = Span(match.start(), match.start() + len(match.group().rstrip()))
            yield Problem(span, f"line break at the end of parameter {param.name}", Fix.delete(span, cosmetic=True))
