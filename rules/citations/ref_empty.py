from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.nodes import strip_comments
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.finding import Severity


@rule(
    "ref-empty",
    code="C012",
    severity="error",
    when=("<ref", "<Ref", "<REF"),
    fix="assisted",
    bad=[
        Example("It opened.⟦<ref></ref>⟧ It closed.", fixed="It opened. It closed."),
        Example("It opened.⟦<ref/>⟧ It closed.", fixed="It opened. It closed."),
        "It opened.⟦<ref group=n> <!-- source? --> </ref>⟧ {{reflist|group=n}}",
    ],
    good=[
        "It opened.<ref name=a></ref> <ref name=a>Report</ref>",
        "It opened.<ref name=a /> <ref name=a>Report</ref>",
        "It opened.<ref>{{cite web |title=A}}</ref>",
        "<!-- <ref></ref> -->",
    ],
    precision="no hit in the corpus and its histories",
    guideline="WP:REF",
)
def ref_empty(section: Section) -> Iterator[Problem]:
    """A reference without content and without a name.

    It shows a "Cite error" and supports nothing. Name the source, or ask for one with ``{{citation needed}}``.
    """
    for tag in section.tags_named("ref"):
        first = section.text[tag.open_end : tag.open_end + 1]
        if tag.kind == "pair" and tag.close_start > tag.open_end and first != "<" and not first.isspace():
            continue
        if tag.kind not in ("pair", "self") or any(a.name in ("name", "follow", "extends") for a in tag.attributes):
            continue
        if tag.kind == "pair" and strip_comments(tag.content).strip():
            continue
        fix = Fix.delete(tag.span, safety="assisted") if "<!--" not in tag.content else None
        # White space and nothing is an error to the software, a comment makes a note without a word.
        severity: Severity = "warning" if "<!--" in tag.content else "error"
        yield Problem(tag.span, "reference is empty", fix, help="name the source, or remove the tag", severity=severity)
