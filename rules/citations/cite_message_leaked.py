from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.cover import Cover
from articlewatch.lint import Example, Fix, Problem, Span, rule

#: What the citation software prints for editors, and which nobody writes by hand.
_MESSAGE = re.compile(
    r"(?:\{\{ ?(?:[Cc]ite [a-z ]{2,20}|[Cc]itation) ?\}\}\s{0,2}: ?)?(?:"
    r"CS1 (?:maint|errors?): ?[^\n()|<>{}\[\]]{3,80}(?: ?\((?:link|help)\))?"
    r"|(?:Check (?:date values in|\|?(?:url|isbn|doi|pmid|pmc|issn|oclc|arxiv|lccn|bibcode|jstor)=) ?[^\n()<>{}]{0,60}"
    r"|Unknown parameter \|?[\w-]{1,30}=? ignored(?: \(\|[\w-]{1,30}= suggested\))?"
    r"|Missing or empty \|?\w{1,20}=|Cite uses (?:deprecated|generic) [^\n()<>{}]{1,60}"
    r"|Cite (?:web|news|journal|book|magazine) requires \|[\w-]{1,20}="
    r"|\|[\w-]{1,20}= (?:requires|missing|has generic name) ?[^\n()<>{}]{0,40}|Empty citation"
    r"|External link in \|[\w-]{1,20}=|More than one of \|[^\n()<>{}]{5,80} specified) \(help\)"
    r"|Cite error: (?:The named reference|There are <ref> tags|Invalid <ref> tag|A list-defined|Closing </ref>"
    r"|<ref> tag|The opening <ref> tag|References list)[^\n]{0,160}?(?: \(see the help page\)\.?|\.(?=\s|$))"
    r"|Harv (?:error|warning): (?:link from|this link|There is no link)[^\n]{0,80}?\.(?=\s|$)"
    r")"
)


@rule(
    "cite-message-leaked",
    code="C009",
    severity="error",
    formats=("wikitext", "plain"),
    when=("CS1 ", "(help)", "Cite error", "Harv error", "Harv warning"),
    fix="assisted",
    bad=[
        Example(
            "The bridge opened. ⟦CS1 maint: archived copy as title (link)⟧ It closed.",
            fixed="The bridge opened. It closed.",
        ),
        Example(
            "He agreed.\n⟦{{cite news}}\n: CS1 maint: bot: original URL status unknown (link)⟧The minister said so.",
            format="plain",
            fixed="He agreed.\nThe minister said so.",
        ),
        "It opened. ⟦Cite error: The named reference smith was invoked but never defined (see the help page).⟧ Then.",
        "Kahn (1990), ⟦Check date values in: |date= (help)⟧",
        'Opened. "Bridge". ⟦Missing or empty |title= (help)⟧',
    ],
    good=[
        "{{cite news |title=A |url=https://example.org}} [[Category:CS1 maint: archived copy as title]]",
        "<!-- CS1 maint: archived copy as title (link) --> It opened.",
        "The office helps to check dates (help).",
        "A cite error: the judge named the wrong case.",
    ],
    precision="1 of 1 hit right (the seed)",
    guideline="WP:CS1",
)
def cite_message_leaked(section: Section) -> Iterator[Problem]:
    """A message of the citation software that got into the text.

    "CS1 maint: …" or "Cite error: …" is meant for editors; it comes into an article when text is copied from a rendered
    page. Remove it, and mend or restore the citation it speaks of.
    """
    links: Cover | None = None
    for match in _MESSAGE.finditer(section.text):
        start, end = match.span()
        if section.is_opaque(start) or section.text[max(0, start - 24) : start].rstrip().endswith("Category:"):
            continue
        if links is None:
            links = Cover(link.span for link in section.links)
        if start in links:
            continue
        drop = end
        if section.text[start - 1 : start] in ("", " ", "\n") and section.text[end : end + 1] == " ":
            drop += 1
        yield Problem(
            Span(start, end),
            "message of the citation software in the text",
            Fix.delete(Span(start, drop), safety="assisted"),
            help="remove it, and restore the citation it speaks of",
        )
