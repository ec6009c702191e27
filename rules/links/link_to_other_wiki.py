from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.linktext import in_running_line
from articlewatch.lint import Example, Problem, rule

_OTHER = re.compile(r":\s{0,2}([a-z]{2,3}(?:-[a-z]{2,12}){0,2}|simple):", re.IGNORECASE)
_ROLES = ("lead", "body", "plot")


@rule(
    "link-to-other-wiki",
    code="L046",
    severity="suggestion",
    confidence="medium",
    when=re.compile(r"\[\[\s{0,2}:?\s{0,2}[a-zA-Z-]{1,12}:"),
    sites=("enwiki",),
    bad=[
        "The engineer ⟦[[:de:Hans Damm|Hans Damm]]⟧ built it.",
        "It is ⟦[[:fr:Barrage]]⟧ in French.",
        "The ⟦[[:zh-min-nan:Dam]]⟧ is old.",
        Example("A ⟦[[wikt:weir|weir]]⟧ is a low dam.", options={"sisters": True}),
    ],
    good=[
        "{{ill|Hans Damm|de}} built it. {{x|[[:de:Damm]]}}",
        "== External links ==\n* [[commons:Dams]] and [[:de:Damm]]\n",
        "It is old.<ref>See [[s:The Dam]].</ref> [[de:Damm]] [[:Category:Dams]] [[Alien: Dam]] A [[wikt:weir]].",
    ],
    guideline="MOS:INTERWIKI",
    precision="6 of 6 hits right (English corpus and histories)",
)
def link_to_other_wiki(section: Section, *, sisters: bool = False) -> Iterator[Problem]:
    """A link in the text that leads to another wiki.

    It looks like a link to an article here; a reader who follows it lands among another language or another kind of
    page. For a missing article ``{{ill}}`` shows a red link with the other one beside it. Lists and tables are
    left alone. With ``sisters`` links to sister projects are reported too; for a rare word one to the dictionary can
    be right.
    """
    if section.role not in _ROLES or section.page.kind == "redirect":
        return
    namespace = section.profile.namespace
    for link in section.wikilinks:
        target = link.target
        if ":" not in target or section.in_ref(link.start) or section.in_template(link.start):
            continue
        if not in_running_line(section.text, link.start):
            continue
        other = _OTHER.match(target)
        foreign = other is not None and namespace(target.lstrip(": ")) == "language"
        sister = sisters and not foreign and namespace(target.lstrip(": ")) == "interwiki"
        if not (foreign or sister) or section.is_opaque(link.start):
            continue
        if target.lstrip(": ").lower().startswith(("w:", "wikipedia:", "doi:", "arxiv:", "rfc:", "en:")):
            continue
        what = "another language edition" if foreign else "a sister project"
        yield Problem(link.span, f"link in the text to {what}", help="use {{ill}}, or move it to External links")
