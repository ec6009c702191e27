from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.headings_en import standard_heading
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "heading-standard-name",
    code="S010",
    formats=("wikitext", "html"),
    severity="warning",
    when="=",
    fix="safe",
    sites=("enwiki",),
    bad=[
        Example("== ⟦External Links⟧ ==\n* x", fixed="== External links ==\n* x"),
        Example(
            "==⟦See Also⟧==\n* x\n== ⟦Refrences⟧ ==\n{{reflist}}",
            fixed="==See also==\n* x\n== References ==\n{{reflist}}",
        ),
        Example("== ⟦Weblinks⟧ ==\n* x", fixed="== External links ==\n* x"),
        Example("== ⟦REFERENCES⟧ ==\n{{reflist}}", fixed="== References ==\n{{reflist}}"),
    ],
    good=[
        "== External links ==\n* x\n== See also ==\n* x\n== Sources ==\nx",
        "== External link ==\n* x\n== Bibliography ==\nx",
        "=== Reference ===\nThe word means more.\n== Links Awakening ==\nx",
        Example("== Weblinks ==\nx", site="generic", language="de"),
    ],
    guideline="MOS:LAYOUT",
    precision="13 of 13 read hits right (English corpus and histories)",
)
def heading_standard_name(section: Section) -> Iterator[Problem]:
    """A standard section under a name that is not the standard one.

    The sections at the end of an article have fixed names, so that readers, and programs, find them. “See Also” and
    “Weblinks” are other names for the same; so are misspellings. Only headings of level 2 are judged by their wording.
    """
    heading = section.heading
    if heading is None:
        return
    title = heading.title.of(section.text)
    words = title.strip()
    standard = standard_heading(words, wording=heading.level == 2)
    if not standard:
        return
    start = heading.title.start + title.index(words)
    span = Span(start, start + len(words))
    yield Problem(span, f"“{words}” is “{standard}” elsewhere", Fix.replace(span, standard), help=f"write “{standard}”")
