from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Span, Template
from articlewatch.article.passage import Passage
from articlewatch.article.sortkey import is_sort_word
from articlewatch.lint import Example, Fix, Problem, Related, rule

_NO_BLANK = re.compile(r"^[^\W\d_][^,\d]{0,60},(?=[^\W\d_])")


@rule(
    "defaultsort-invalid",
    code="K003",
    severity="warning",
    when=re.compile(r"\{\{\s*\w{4,30}:"),
    fix="safe",
    bad=[
        Example("{{DEFAULTSORT:⟦Doe,John⟧}}", fixed="{{DEFAULTSORT:Doe, John}}"),
        "{{DEFAULTSORT:Doe, John}}\n⟦{{DEFAULTSORT:Doe, Jane}}⟧",
        Example("A.\n⟦{{DEFAULTSORT:}}⟧\n[[Category:A]]", fixed="A.\n[[Category:A]]"),
        Example("{{DEFAULTSORT:Doe}}\n⟦{{DEFAULTSORTKEY:Doe}}⟧\n", fixed="{{DEFAULTSORT:Doe}}\n"),
        Example("{{SORTIERUNG:⟦Doe,John⟧}}", fixed="{{SORTIERUNG:Doe, John}}", site="generic", language="de"),
    ],
    good=[
        "{{DEFAULTSORT:Doe, John}}",
        "{{DEFAULTSORT:10,000 Maniacs}} <!-- {{DEFAULTSORT:X}} -->",
        "{{PAGENAME:}} {{lc:Doe,John}} {{DISPLAYTITLE:a,b}}",
    ],
    guideline="WP:SORTKEY",
    precision="1 of 1 hit right (corpus, histories and dumps, all languages)",
)
def defaultsort_invalid(article: Article) -> Iterator[Problem]:
    """A default sort key that is empty, given twice, or lacks the blank after its comma.

    The key says where the page stands in its categories. Without the blank, “Doe,John” comes after every “Doe, …”;
    of two keys the last one counts and MediaWiki shows a warning; an empty key does nothing.
    """
    first: Template | None = None
    key = ""
    keys = [t.moved(article.text, section.offset) for section, found in article.each(_sort_keys) for t in found]
    for template in keys:
        span = template.name_span
        value = span.of(article.text).partition(":")[2]
        line = _line(article.text, template.span)
        name = value.strip()
        if not name:
            yield Problem(template.span, "empty default sort key", Fix.delete(line), help="remove it or fill it in")
            continue
        if first is not None:
            same = name == key
            message = "the default sort key is given twice" if same else f"a second default sort key, “{name}”"
            fix = Fix.delete(line) if same else None
            yield Problem(template.span, message, fix, (Related(first.span, f"the first is “{key}”"),))
            continue
        first, key = template, name
        if _NO_BLANK.match(name):
            start = span.end - len(value) + len(value) - len(value.lstrip())
            place = Span(start, start + len(name))
            yield Problem(
                place,
                "no blank after the comma of the sort key",
                Fix.replace(place, re.sub(r",(?=[^\W\d_])", ", ", name)),
            )


def _sort_keys(passage: Passage) -> list[Template]:
    found = []
    for template in passage.templates:
        word, colon, _ = template.name_span.of(passage.text).partition(":")
        if colon and is_sort_word(word.strip()):
            found.append(template)
    return found


def _line(text: str, span: Span) -> Span:
    """The span with its line feed when nothing else stands on the line."""
    starts_line = span.start == 0 or text[span.start - 1] == "\n"
    if starts_line and text[span.end : span.end + 1] == "\n":
        return Span(span.start, span.end + 1)
    return span
