from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Parameter, Section
from articlewatch.article.cs1 import Cs1Citation, canonical_name, cs1_data, is_known_parameter
from articlewatch.article.cs1index import cs1_strange
from articlewatch.lint import Edit, Example, Fix, Problem, Related, rule
from articlewatch.lint.parameters import delete_parameter, name_span, rename_parameter, replace_value

_STATUS = {
    "yes": "dead",
    "y": "dead",
    "true": "dead",
    "dead": "dead",
    "no": "live",
    "n": "live",
    "live": "live",
    "false": "live",
    "unfit": "unfit",
    "usurped": "usurped",
}


@rule(
    "cite-deprecated-param",
    code="C021",
    severity="error",
    sites=("enwiki",),
    when=("ite", "eference"),
    given=cs1_strange,
    fix="safe",
    bad=[
        Example(
            "{{cite web |url=https://example.org |title=A |archive-url=https://web.archive.org/web/20200102030405/"
            "https://example.org |archive-date=2 January 2020 |⟦deadurl⟧=yes}}",
            fixed="{{cite web |url=https://example.org |title=A "
            "|archive-url=https://web.archive.org/web/20200102030405/"
            "https://example.org |archive-date=2 January 2020 |url-status=dead}}",
        ),
        Example(
            "{{cite book |title=A |chapter=B |⟦chapterurl⟧ = https://example.org/b}}",
            fixed="{{cite book |title=A |chapter=B |chapter-url = https://example.org/b}}",
        ),
        Example(
            "{{cite web |url=https://example.org |title=A |⟦dead-url⟧=no}}",
            fixed="{{cite web |url=https://example.org |title=A}}",
        ),
        "{{cite book |title=A |last=B |⟦coauthors⟧=C, D}}",
        "{{cite journal |journal=J |title=A |⟦laysummary⟧=https://example.org |laydate=5 May 2008 |laysource=B}}",
        Example(
            "{{cite journal |journal=J |title=A |⟦lastauthoramp⟧=yes}}",
            fixed="{{cite journal |journal=J |title=A |name-list-style=amp}}",
        ),
    ],
    good=[
        "{{cite web |url=https://example.org |title=A |url-status=live}}",
        "{{cite book |title=A |accessdate=5 May 2020 |url=https://example.org |authorlink=B |last=B}}",
        "{{cite book |title=A |coauthors= |deadurl=}}",
    ],
    precision="30 of 30 read hits right (English corpus)",
    guideline="Help:CS1 errors#deprecated_params",
)
def cite_deprecated_param(section: Section) -> Iterator[Problem]:
    """A parameter that citation templates used to know and know no more.

    Its content is not shown and the page carries an error message. Where a new name took its place, the fix writes
    that; for others (coauthors, month) the content must be moved by hand. A warning where the parameter only steered
    the display (deadurl, name-list-format): the citation still says all it said. Parameters that went together
    (laysummary with laydate and laysource) are reported once.
    """
    renamed = cs1_data()["renamed"]
    for cite in cs1_strange(section):
        old = [p for p in cite.strange if p.name in renamed and p.value and not p.positional]
        kin = {family: [p for p in old if _FAMILY.get(p.name) == family] for family in _FAMILIES} if old else {}
        for parameter in old:
            name = parameter.name
            family = kin.get(_FAMILY.get(name, ""), [parameter])
            if parameter is not family[0]:
                continue
            new = renamed[name]
            edits = _edits(cite, parameter, section.text, new)
            yield Problem(
                name_span(parameter, section.text),
                f"parameter {name!r} is no longer supported",
                Fix(edits, "safe") if edits else None,
                tuple(Related(name_span(p, section.text), "goes with it") for p in family[1:]),
                severity="warning" if name in _SETTINGS else "error",
                help=f"write {new!r}" if new else _HELP.get(name, "move its content to another parameter or remove it"),
            )


#: Parameters that steered the display: without them the citation says the same.
_SETTINGS = frozenset(
    [
        "deadurl",
        "dead-url",
        "name-list-format",
        "lastauthoramp",
        "last-author-amp",
        "author-format",
        "editor-format",
        "displayauthors",
        "displayeditors",
        "authormask",
        "subscription",
        "registration",
        "ignoreisbnerror",
    ]
)
#: Parameters that say one thing together: a summary for laymen, a date taken apart.
_FAMILIES = ("lay", "access")
_FAMILY = {f"lay{dash}{part}": "lay" for part in ("summary", "url", "date", "source", "format") for dash in ("", "-")}
_FAMILY |= dict.fromkeys(("accessday", "accessmonth", "accessyear", "accessdaymonth", "accessmonthday"), "access")
_HELP = {
    "coauthors": "write last2=, first2=, last3= …",
    "coauthor": "write last2= and first2=",
    "month": "write the month into date=",
    "day": "write the day into date=",
    "editors": "write editor-last1=, editor-first1= …",
}


def _edits(cite: Cs1Citation, parameter: Parameter, text: str, new: str) -> tuple[Edit, ...]:
    if not new or any(p.name == new or canonical_name(p.name) == canonical_name(new) for p in cite.params if p.value):
        return ()
    if any(p.name == new for p in cite.params):
        return ()
    value = parameter.value.lower()
    wanted = parameter.value
    if new == "url-status":
        wanted = _STATUS.get(value, "")
        if wanted and not cite.has("archive-url"):
            # Without an archived copy it has no effect; that a link is dead must be said by {{dead link}}.
            return (delete_parameter(parameter, text),) if wanted == "live" else ()
    elif new == "url-access":
        wanted = parameter.name if value in ("yes", "y", "true") and cite.has("url") else ""
    elif parameter.name in ("lastauthoramp", "last-author-amp"):
        wanted = "amp" if value in ("yes", "y", "1", "true", "&") else ""
    elif parameter.name in ("author-format", "editor-format"):
        wanted = "vanc" if value == "vanc" else ""
    elif new == "name-list-style":
        wanted = value if value in ("vanc", "amp", "and") else ""
    elif not is_known_parameter(new, cite.kind):
        return ()
    if not wanted:
        return ()
    rename = rename_parameter(parameter, text, new)
    if wanted == parameter.value:
        return (rename,)
    return rename, replace_value(parameter, text, wanted)
