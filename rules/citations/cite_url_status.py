from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import delete_parameter, name_span


@rule(
    "cite-url-status",
    code="C032",
    severity="suggestion",
    sites=("enwiki",),
    when="url-status",
    fix="safe",
    cosmetic=True,
    bad=[
        Example(
            "{{cite web |url=https://example.org |title=A |⟦url-status⟧=live}}",
            fixed="{{cite web |url=https://example.org |title=A}}",
        ),
        "{{cite web |url=https://example.org |title=A |⟦url-status⟧=dead}}",
        "{{cite web |url=https://example.org |title=A |archive-url=https://web.archive.org/web/20200102030405/"
        "https://example.org |archive-date=2 January 2020 |⟦url-status⟧=bot: unknown}}",
    ],
    good=[
        "{{cite web |url=https://example.org |title=A |archive-url=https://web.archive.org/web/20200102030405/"
        "https://example.org |archive-date=2 January 2020 |url-status=live}}",
        "{{cite web |url=https://example.org |title=A |url-status=}}",
        "{{cite web |url=https://example.org |title=A |url-status=dead}} {{dead link}}".replace("|url-status=dead", ""),
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#maint_url_status",
)
def cite_url_status(section: Section) -> Iterator[Problem]:
    """The state of a link told where it has no effect, or told by a machine that did not know.

    ``url-status`` only says which of two links is shown first, so without ``archive-url`` it does nothing: "live" can
    go (the fix), "dead" asks for an archived copy or ``{{dead link}}``. "bot: unknown" wants somebody to look.
    """
    for cite, _, parameter in cs1_having(section, "url-status"):
        span = name_span(parameter, section.text)
        if parameter.value == "bot: unknown":
            yield Problem(
                span, "a machine could not tell whether the original still works", help="look, and write live or dead"
            )
        elif not cite.has("archive-url"):
            live = parameter.value == "live"
            fix = Fix((delete_parameter(parameter, section.text),), cosmetic=True) if live else None
            help = "remove it" if live else "add an archived copy, or {{dead link}} behind the citation"
            yield Problem(span, "url-status without an archived copy has no effect", fix, help=help)
