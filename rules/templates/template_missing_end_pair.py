from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.templates import Template
from articlewatch.lint import Problem, rule

#: Template that opens -> those that close it. Names of English Wikipedia.
_PAIRS: dict[str, tuple[str, ...]] = {
    "col-begin": ("col-end",),
    "col begin": ("col end", "col-end"),
    "div col": ("div col end", "end div col", "div col-end"),
    "columns-list begin": ("columns-list end",),
    "hidden begin": ("hidden end",),
    "collapse top": ("collapse bottom",),
    "stack begin": ("stack end",),
    "s-start": ("s-end", "end box", "end"),
    "nowrap begin": ("nowrap end",),
    "refbegin": ("refend",),
    "multi-column numbered list begin": ("multi-column numbered list end",),
    "blockindent": ("blockindent end",),
    "election box begin": ("election box end",),
    "infobox ship begin": (),
    "tree list": ("tree list/end",),
    "flatlist": ("endflatlist", "end flatlist"),
    "plainlist": ("endplainlist", "end plainlist"),
    "unbulleted list begin": ("unbulleted list end",),
}


@rule(
    "template-missing-end-pair",
    code="T010",
    severity="error",
    when=re.compile(
        r"\{\{\s*(?:col|div col|hidden|stack|s-start|nowrap b|refbegin|multi-|blocki|elec|tree|fla|plainl|unb)",
        re.IGNORECASE,
    ),
    sites=("enwiki",),
    bad=[
        "⟦{{col-begin}}⟧\n{{col-2}}\na",
        "⟦{{refbegin|30em}}⟧\n* A\n",
        "⟦{{Div col}}⟧\n* a\n== B ==\nc",
        "{{div col}}\n* a\n{{div col end}}\n⟦{{div col}}⟧\n* b",
    ],
    good=[
        "{{col-begin}}\n{{col-2}}\na\n{{col-end}}",
        "{{refbegin}}\n* A\n{{refend}}",
        "{{plainlist|\n* a\n}}",
        "{{div col}}\n* a\n{{End div col}}",
        "{{a|{{nowrap begin}}b}}",
    ],
    precision="1 of 1 read hits right (corpus, all languages)",
)
def template_missing_end_pair(article: Article) -> Iterator[Problem]:
    """A template that opens something and is never followed by the one that closes it.

    ``{{col-begin}}`` without ``{{col-end}}``, ``{{refbegin}}`` without ``{{refend}}``: the columns or small letters run
    on over the rest of the page. Add the closing one.
    """
    for opener, closers in _PAIRS.items():
        if not closers:
            continue
        opened = [t for t in article.templates_named(opener) if t.depth == 0 and _opens(t)]
        if not opened:
            continue
        closed = [t.start for t in article.templates_named(*closers)]
        pending: list[Template] = []
        events = sorted([(t.start, t) for t in opened] + [(at, None) for at in closed], key=lambda e: e[0])
        for _, template in events:
            if template is not None:
                pending.append(template)
            elif pending:
                pending.pop()
        for template in pending:
            yield Problem(template.span, f"{{{{{template.name}}}}} is never closed", help=f"add {{{{{closers[0]}}}}}")


def _opens(template: Template) -> bool:
    """Say whether it opens at all: given a list as its parameter it is complete by itself."""
    first = template.get("1") or template.get("content")
    return first is None or "\n" not in first.value_span.of(template.text)
