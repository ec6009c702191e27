from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.references import RefUse
from articlewatch.article.refnames import RefIndex, ref_index
from articlewatch.lint import Example, Fix, Problem, Related, rule

_NUMBER = re.compile("[0-9]+")


@rule(
    "ref-undefined",
    code="C006",
    severity="error",
    when=("<ref", "<REF", "<Ref", "{{r|", "{{R|", "efn", "#tag:"),
    fix="assisted",
    bad=[
        'It opened in 1932.⟦<ref name="smith" />⟧',
        "It closed.⟦<ref name=a></ref>⟧ It reopened.<ref name=b>Report</ref>",
        Example(
            "Opened.<ref name=Smith>Report</ref> Closed.⟦<ref name=smith />⟧",
            fixed="Opened.<ref name=Smith>Report</ref> Closed.<ref name=Smith />",
        ),
        "Opened.<ref name=a>Report</ref> Noted.⟦<ref name=a group=note />⟧",
        "Opened.<ref name=a>Report</ref>\n{{reflist}}\nClosed.⟦<ref name=a />⟧",
        "Opened.⟦<ref name=a />⟧\n<references />\nClosed.<ref name=a>Report</ref>\n<references />",
        "Opened.{{r|a}} Closed.⟦{{r|b}}⟧\n<references><ref name=a>Report</ref></references>",
    ],
    good=[
        'Opened.<ref name="smith">Report, p. 3</ref> Closed.<ref name=smith />',
        "Opened.<ref name=\"a &amp; b\" /> {{reflist|refs=<ref name='a & b'>Report</ref>}}",
        "Opened.{{r|a|b}}\n{{reflist|refs=<ref name=a>Report</ref><ref name=b>Book</ref>}}",
        "Opened.{{efn|name=n|A note.}} Closed.{{efn|name=n}}",
        "Opened.<ref name=a>Report</ref>\n{{reflist}}\nClosed.<ref name=a>Report</ref><ref name=a />\n{{reflist}}",
        "Opened.<ref name=a />\n{{notelist}}\nClosed.<ref name=a>Report</ref>\n{{reflist}}",
        "<!-- <ref name=x /> --> <nowiki><ref name=x /></nowiki>",
        "Opened.<ref name=FOOTNOTESmith2000 /> {{sfn|Smith|2000}}",
    ],
    precision="29 of 29 hits right, 4 of them defined in a template of the page and now only suspected "
    "(English corpus)",
    guideline="WP:REFNAME",
)
def ref_undefined(article: Article) -> Iterator[Problem]:
    """A reference name that is used but defined nowhere.

    The page shows a red "Cite error" in place of the source. Usually the definition was deleted with the sentence it
    stood in, or the name is misspelt: find the lost definition in the page's history, or correct the name. Names
    compare exactly, capitals included, within their group and above its list: a list closes the group, so a name
    defined on the other side of it is unknown. A definition that comes from a transcluded page cannot be seen
    here; on wikis whose templates are not known, or where a box that is filled elsewhere stands on the page
    (``{{Infobox oxygen}}``), this is only a suspicion of low confidence.
    """
    index = ref_index(article)
    below = min((ends[0] for ends in index.ends.values()), default=None)
    doubtful = index.called - index.defined
    if below is not None:
        doubtful |= {use.key for use in index.walk_from(below)}
    few = index.narrowed(doubtful)
    suspected = {key for key, calls in few.calls.items() if not _is_defined(few, key, calls)}
    if not suspected:
        return
    alike = {name.casefold() for _, name in suspected}
    index = index.narrowed(suspected | {key for key in index.defined if key[1].casefold() in alike})
    by_name: dict[str, RefUse] = {}
    folded: dict[tuple[str, str], list[RefUse]] = {}
    for (group, name), definitions in index.definitions.items():
        by_name.setdefault(name, definitions[0])
        folded.setdefault((group, name.casefold()), []).append(definitions[0])
    for use in index.uses:
        if not use.name or use.content or use.listed or use.key not in suspected:
            continue
        ends = index.ends.get(use.group)
        if use.group and ends and use.start >= ends[-1]:
            continue  # below the list of its group: ref-group-without-list
        if use.key in index.definitions:
            table = index.table(use)
            first = index.definitions[use.key][0]
            if all(index.table(d) != table for d in index.definitions[use.key]):
                side = "below" if first.start > use.start else "above"
                message = f"reference name {use.name!r} is defined {side} the list that closes its group"
                help = "define it where it is used, or move the list"
                yield Problem(use.span, message, None, (Related(first.span, "defined here"),), help)
            continue
        if use.name.startswith("FOOTNOTE") or "{" in use.name:
            continue  # {{sfn}} makes such names; parameters of a template
        if _NUMBER.fullmatch(use.name):
            continue  # no name at all: ref-name-numeric
        elsewhere = by_name.get(use.name)
        if elsewhere is not None:
            told = f"in group {elsewhere.group!r}" if elsewhere.group else "without a group"
            help = f"the name is defined {told}; use the same group in both places"
            yield _problem(use, help, related=(Related(elsewhere.span, "defined here"),))
            continue
        others = folded.get((use.group, use.name.casefold()), [])
        if len(others) == 1 and use.tag:
            fix = _rename(use, others[0].name)
            related = (Related(others[0].span, f"{others[0].name!r} is defined here"),)
            yield _problem(use, f"names differ in capitals: write {others[0].name!r}", related, fix)
        elif _is_filled_elsewhere(article):
            help = "look whether a template of the page defines it"
            message = f"reference name {use.name!r} is not defined on this page"
            yield Problem(use.span, message, help=help, severity="warning", confidence="low")
        else:
            yield _problem(use, "find the definition in the page's history, or correct the name")


def _is_filled_elsewhere(article: Article) -> bool:
    """Say whether a template of the page may define names: on the wiki any may, or a box is written without text."""
    if article.profile.id == "generic":
        return True
    return any(not t.params for section in article.sections for t in section.templates_with_role("infobox"))


def _is_defined(index: RefIndex, key: tuple[str, str], calls: list[RefUse]) -> bool:
    """Say whether a name is beyond doubt: defined, and used and defined above the first list of its group."""
    definitions = index.definitions.get(key)
    if definitions is None:
        return False
    ends = index.ends.get(key[0])
    return not ends or (definitions[0].start < ends[0] and calls[-1].start < ends[0])


def _problem(use: RefUse, help: str, related: tuple[Related, ...] = (), fix: Fix | None = None) -> Problem:
    return Problem(use.span, f"reference name {use.name!r} is defined nowhere", fix, related, help)


def _rename(use: RefUse, name: str) -> Fix | None:
    attribute = next((a for a in use.tag.attributes if a.name == "name"), None) if use.tag else None
    if attribute is None or '"' in name:
        return None
    plain = name.isalnum() and name.isascii() and not attribute.quoted
    return Fix.replace(attribute.span, f"name={name}" if plain else f'name="{name}"', safety="assisted")
