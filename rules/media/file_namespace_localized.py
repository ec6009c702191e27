from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "file-namespace-localized",
    code="F008",
    severity="error",
    when="[[",
    given="files",
    sites=("enwiki",),
    bad=[
        Example("[[⟦Fichier⟧:Bridge.jpg|thumb|The bridge]]", fixed="[[File:Bridge.jpg|thumb|The bridge]]"),
        Example("[[⟦Datei⟧:Bridge.jpg|thumb|The bridge]]", fixed="[[File:Bridge.jpg|thumb|The bridge]]"),
        Example("[[⟦image⟧:A.png|20px]]", fixed="[[File:A.png|20px]]", options={"image": True}),
    ],
    good=[
        "[[File:Bridge.jpg|thumb|The bridge]]",
        "[[file:A.png|20px]]",
        "[[Image:A.png|thumb|A bridge]]",
        "[[:Image:A.png]]",
        "[[Image (film)|image: A]]",
    ],
    fix="safe",
    precision="no hit of its own in the corpus; all hits on pages of other languages right",
)
def file_namespace_localized(section: Section, *, image: bool = False) -> Iterator[Problem]:
    """A picture called by an old or foreign name of the namespace.

    ``Datei:`` or ``Fichier:``, copied with a translated article, does not work here: readers see a red link. Write
    ``File:``. ``Image:`` still works and is told only when *image* is set.
    """
    for link in section.files:
        prefix, colon, _ = link.target.partition(":")
        if not colon or prefix.strip().lower() in ("file", "media"):
            continue
        written = link.target_span.of(section.text)
        start = link.target_span.start + len(written) - len(written.lstrip())
        span = Span(start, start + len(prefix.rstrip()))
        known = prefix.strip().lower() == "image"
        if known and not image:
            continue
        yield Problem(
            span,
            f"{prefix.strip()}: for File:" + ("" if known else ", which this wiki does not know"),
            Fix.replace(span, "File", cosmetic=known),
            severity="suggestion" if known else None,
        )
