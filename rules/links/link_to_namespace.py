from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Problem, rule

_INNER = re.compile(
    r":?\s*(user(?:[ _]talk)?|draft(?:[ _]talk)?|(?:wikipedia|project|wp|template|help|category|file|portal)[ _]talk|"
    r"talk|special|mediawiki|wikipedia|project|wp)\s*:",
    re.IGNORECASE,
)


@rule(
    "link-to-namespace",
    code="L035",
    severity="warning",
    when=re.compile(r"\[\[:?\s{0,2}(?:user|draft|talk|special|mediawiki|wikipedia|project|wp|\w{4,9}[ _]talk)\b", re.I),
    sites=("enwiki",),
    bad=[
        "The dam was photographed by ⟦[[User:Ann|Ann]]⟧.",
        "See ⟦[[Draft:Iron Bridge]]⟧ and ⟦[[Wikipedia:Notability|notability]]⟧.",
        "Old.<ref>⟦[[Special:Permalink/12]]⟧</ref>",
    ],
    good=[
        "[[Wikipedia]] and [[Talk (band)]] and [[Portal:Dams]]; [[:Category:Dams]] [[Help:IPA|x]]",
        Example("See [[User:Ann]].", title="Talk:Dam"),
        "{{hatnote|See [[Wikipedia:Notability]].}}",
    ],
    guideline="WP:SELFREF",
    precision="16 of 16 read hits right (English); 12 of them on one talk page",
)
def link_to_namespace(section: Section) -> Iterator[Problem]:
    """A link from an article to a page that is no article.

    Drafts, user pages and the project's own rules are not for readers, and are missing where the article is copied
    to. Take the link away; a user's name in an article is most often a signature left by mistake. Links in templates
    (hatnotes, maintenance tags) are left alone.
    """
    if section.profile.namespace(section.page.title) or section.page.kind == "redirect":
        return
    if section.page.title.lower().startswith(("talk:", "draft:", "user:", "special:")):
        return
    for link in section.wikilinks:
        match = _INNER.match(link.target)
        if match is None or section.in_template(link.start) or section.is_opaque(link.start):
            continue
        yield Problem(link.span, f"link to a page of the namespace “{match.group(1)}”", help="take the link away")
