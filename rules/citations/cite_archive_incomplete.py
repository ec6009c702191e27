from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Parameter, Section
from articlewatch.article.cs1 import Cs1Citation
from articlewatch.article.cs1dates import parse_date, write_date
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Edit, Example, Fix, Problem, rule
from articlewatch.lint.parameters import insert_after, name_span, value_span

_SNAPSHOT = re.compile(
    r"https?://(?:web\.|www\.)?archive\.org/(?:web/)?(\d{4})(\d\d)(\d\d)\d{0,6}[a-z_*]*/", re.IGNORECASE
)
_NOT_A_COPY = re.compile(
    r"https?://(?:web\.)?archive\.org/(?:web/\*/|save/|web/?$|web/\d{0,4}/)|https?://web\.archive\.org/\*",
    re.IGNORECASE,
)


@rule(
    "cite-archive-incomplete",
    code="C031",
    severity="error",
    sites=("enwiki",),
    when="rchive",
    fix="safe",
    bad=[
        Example(
            "{{cite web |url=https://example.org |title=A |⟦archive-url⟧=https://web.archive.org/web/20200102030405/"
            "https://example.org |access-date=5 May 2019}}",
            fixed="{{cite web |url=https://example.org |title=A "
            "|archive-url=https://web.archive.org/web/20200102030405/"
            "https://example.org |archive-date=2020-01-02 |access-date=5 May 2019}}",
        ),
        "{{cite web |url=https://example.org |title=A |⟦archive-date⟧=2 January 2020}}",
        Example(
            "{{cite web |title=A |⟦archive-url⟧=https://web.archive.org/web/20200102030405/https://example.org/a "
            "|archive-date=2 January 2020}}",
            fixed="{{cite web |title=A |archive-url=https://web.archive.org/web/20200102030405/https://example.org/a "
            "|url=https://example.org/a |archive-date=2 January 2020}}",
        ),
        "{{cite web |url=https://example.org |title=A |archive-url=⟦https://web.archive.org/web/*/https://example.org⟧ "
        "|archive-date=2 January 2020}}",
    ],
    good=[
        "{{cite web |url=https://example.org |title=A |archive-url=https://web.archive.org/web/20200102030405/"
        "https://example.org |archive-date=2 January 2020}}",
        "{{cite web |url=https://example.org |title=A |archive-url= |archive-date=}}",
        "{{cite book |title=A |chapter=B |chapter-url=https://example.org |archive-url=https://web.archive.org/web/"
        "20200102030405/https://example.org |archive-date=2 January 2020}}",
    ],
    precision="no hit in the corpus and its histories",
    guideline="Help:CS1 errors#archive_missing_date",
)
def cite_archive_incomplete(section: Section) -> Iterator[Problem]:
    """An archived copy without its date, its original address or its own address.

    The template then shows an error in place of the archived copy. For copies of the Wayback Machine the fix reads
    day and original address off the archive's address.
    """
    for cite, _, when in cs1_having(section, "archive-date"):
        if not cite.has("archive-url"):
            yield Problem(
                name_span(when, section.text),
                "date of an archived copy without its address",
                help="add archive-url, or remove the date",
            )
    for cite, _, archive in cs1_having(section, "archive-url"):
        if _NOT_A_COPY.match(archive.value):
            yield Problem(
                value_span(archive, section.text),
                "this address leads to no archived copy",
                help="choose one copy, whose address holds its date and time",
            )
            continue
        missing = [
            n
            for n, there in (
                ("date", cite.has("archive-date")),
                ("original address", cite.has("url", "chapter-url", "map-url", "conference-url", "transcript-url")),
            )
            if not there
        ]
        if missing:
            yield Problem(
                name_span(archive, section.text),
                f"archived copy without its {' and '.join(missing)}",
                _fix(cite, archive, section),
                help="add archive-date" if missing == ["date"] else "add the url of the original",
            )


def _fix(cite: Cs1Citation, archive: Parameter, section: Section) -> Fix | None:
    match = _SNAPSHOT.match(archive.value)
    if match is None:
        return None
    date = "-".join(match.groups())
    original = archive.value[match.end() :]
    wants_url = not cite.has("url", "chapter-url", "map-url", "conference-url", "transcript-url")
    if parse_date(date) is None or (wants_url and not original.startswith(("http://", "https://"))):
        return None
    added = [("url", original)] if wants_url else []
    if not cite.has("archive-date"):
        added.append(("archive-date", _in_page_style(date, section)))
    if any(p.name == name for p in cite.params for name, _ in added):
        return None
    edits = [insert_after(archive, section.text, name, value) for name, value in added]
    return Fix((Edit(edits[0].start, edits[0].end, "".join(e.replacement for e in edits)),))


def _in_page_style(date: str, section: Section) -> str:
    parsed = parse_date(date)
    style = section.page.date_style
    if parsed is None or style not in ("dmy", "mdy"):
        return date
    return write_date(parsed, "dmy" if style == "dmy" else "mdy")
