from __future__ import annotations

from collections.abc import Iterator

from articlewatch.lint import Fix, Problem, Revised, rule
from articlewatch.lint.rule import Example

_REF = "<ref>{{cite book |title=Bridges |date=1990}}</ref>"


@rule(
    "fact-changed-citation-kept",
    code="H003",
    severity="warning",
    confidence="medium",
    fix="assisted",
    bad=[
        Example(
            f"The bridge over the river is ⟦95⟧ metres long.{_REF}",
            previous=f"The bridge over the river is 80 metres long.{_REF}",
            fixed=f"The bridge over the river is 80 metres long.{_REF}",
        ),
        Example(
            f"The bridge over the river opened on ⟦4 July 1933⟧.{_REF}",
            previous=f"The bridge over the river opened on 14 June 1932.{_REF}",
            fixed=f"The bridge over the river opened on 14 June 1932.{_REF}",
        ),
    ],
    good=[
        Example(
            "The bridge over the river is 95 metres long.<ref>{{cite book |title=New survey |date=2001}}</ref>",
            previous=f"The bridge over the river is 80 metres long.{_REF}",
        ),
        Example(
            f"The bridge over the river opened on 14 June 1932.{_REF}",
            previous=f"The bridge over the river opened on June 14, 1932.{_REF}",
        ),
        Example(
            "The bridge over the river is 95 metres long.",
            previous="The bridge over the river is 80 metres long.",
        ),
        Example(
            f"The long bridge over the river is 80 metres long.{_REF}",
            previous=f"The bridge over the river is 80 metres long.{_REF}",
        ),
    ],
    precision="3 of 3 read hits right (real histories)",
)
def fact_changed_citation_kept(revised: Revised) -> Iterator[Problem]:
    """A number or date that this edit changed while the citation behind it stayed the same.

    Either the sentence was wrong before or it is wrong now; the source can tell. Quiet changes of figures are also a
    common
    form of vandalism. Look the figure up in the source cited.
    """
    for change in revised.meaning.changes:
        if change.what not in ("number", "date") or change.kind != "edited" or change.new is None:
            continue
        if change.name or not change.before or not change.after:
            continue  # a parameter of a template
        if _same(change.before, change.after):
            continue
        now = revised.sentence_of(change.new.start)
        if now is None or not revised.is_cited(now):
            continue
        yield Problem(
            change.new,
            f"changed from “{change.before}” to “{change.after}” while the citation stayed",
            Fix.replace(change.new, change.before, safety="assisted"),
            help="look it up in the source cited",
        )


def _same(before: str, after: str) -> bool:
    """Say whether a figure is the same in another form: day and month swapped, a century added, commas in thousands."""
    if sorted(before.replace(",", " ").split()) == sorted(after.replace(",", " ").split()):
        return True
    one, other = ("".join(c for c in text if c.isalnum()) for text in (before, after))
    return one.isdigit() and other.isdigit() and (one.endswith(other) or other.endswith(one))
