from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Edit, Example, Fix, Problem, rule

#: What a name never is: the beginning of a URL, or of a tag with an attribute.
_NO_NAME = re.compile(
    r"\s*\[?(?:https?:)?//[^\s|=]+$|[^<>=]{0,300}<(?:span|div|small|big|font|b|i|p|sup|sub|code|u|s)\s[^<>]*$"
)
#: The tokenizer keeps a bracketed link whole; MediaWiki, when it looks for names, does not know links.
_LINK = re.compile(r"\s*(\[(?:https?:)?//[^\s|=\]{}]*)=")


@rule(
    "template-unescaped-equals",
    code="T012",
    severity="error",
    when=re.compile(
        r"\|\s*\[?(?:https?:)?//[^\s|={}]*=|\|[^|=<>{}]{0,300}<(?:span|div|small|big|font|b|i|p|sup|sub|code|u|s)\s"
    ),
    bad=[
        Example(
            "{{dead link|⟦https://example.org/?a⟧=b}}",
            fixed="{{dead link|1=https://example.org/?a=b}}",
        ),
        Example(
            "{{quote|⟦[https://example.org/x?id⟧=5 A page]}}", fixed="{{quote|1=[https://example.org/x?id=5 A page]}}"
        ),
        Example('{{small|⟦<span style⟧="color:red">a</span>}}', fixed='{{small|1=<span style="color:red">a</span>}}'),
        Example("{{small|a|⟦//example.org/?q⟧=1}}", fixed="{{small|a|2=//example.org/?q=1}}"),
    ],
    good=[
        "{{cite web|url=https://example.org/?a=b}}",
        "{{quote|1=https://example.org/?a=b}}",
        "{{quote|https://example.org/}}",
        "{{numbered|{{\n{| class=x\n| <div align=left>a</div>\n|}\n}}}}",
        '{{a|b=c|d=e}} {{quote|A.<ref name=b />}} {{#if:x|<span style="a">b</span>}}',
    ],
    fix="assisted",
    guideline="H:T",
    precision="4 of 4 hits right (corpus, histories and dumps, all languages)",
)
def template_unescaped_equals(section: Section) -> Iterator[Problem]:
    """An equals sign in a value without a name, which makes all before it the name.

    Mostly a URL: ``{{quote|https://example.org/?a=b}}`` gives a parameter called ``https://example.org/?a``, and the
    text is gone. Write ``1=`` before the value.
    """
    for template in section.templates:
        if template.name.startswith("{"):
            continue  # the name of no page: braces round a table
        positional = 0
        for param in template.params:
            if param.positional:
                link = _LINK.match(section.text, param.value_span.start, param.value_span.end)
                positional += 1
                if link is None or template.name.startswith("#"):
                    continue
                number, span = positional, Span(*link.span(1))
            elif _NO_NAME.match(param.name_span.of(section.text)) and not template.name.startswith("#"):
                written = param.name_span.of(section.text)
                number, lead = positional + 1, len(written) - len(written.lstrip())
                span = Span(param.name_span.start + lead, param.name_span.start + len(written.rstrip()))
            else:
                continue
            fix = Fix((Edit(span.start, span.start, f"{number}="),), "assisted")
            yield Problem(span, "this is taken for the name of a parameter", fix, help=f"write {number}= before it")
