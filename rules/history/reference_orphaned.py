from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.refnames import ref_index
from articlewatch.lint import Fix, Problem, Revised, rule
from articlewatch.lint.rule import Example

_DEFINED = '<ref name="deck">{{cite book |title=Bridges |date=1990}}</ref>'
_USE = '<ref name="deck" />'


@rule(
    "reference-orphaned",
    code="H002",
    severity="error",
    fix="assisted",
    supersedes=("ref-undefined",),
    bad=[
        Example(
            f"It is red.⟦{_USE}⟧ It is long.{_USE}\n{{{{reflist}}}}",
            previous=f"It is high.{_DEFINED} It is red.{_USE} It is long.{_USE}\n{{{{reflist}}}}",
            fixed=f"It is red.{_DEFINED} It is long.{_USE}\n{{{{reflist}}}}",
        ),
    ],
    good=[
        Example(
            f"It is red.{_DEFINED}\n{{{{reflist}}}}",
            previous=f"It is high.{_DEFINED} It is red.{_USE}\n{{{{reflist}}}}",
        ),
        Example(f"It is red.{_USE}\n{{{{reflist}}}}", previous=f"It is red and high.{_USE}\n{{{{reflist}}}}"),
    ],
    precision="6 of 6 read hits right (real histories)",
    guideline="WP:NAMEDREFS",
)
def reference_orphaned(revised: Revised) -> Iterator[Problem]:
    """A named reference whose definition was taken out in this edit while it is still used.

    Readers see an error in the place of the source. The definition of the revision before is proposed for the
    first place that uses the name.
    """
    if "<ref" not in revised.text:
        return
    now, before = ref_index(revised.new), ref_index(revised.old)
    orphans = (now.called & before.defined) - now.defined
    definitions = before.narrowed(orphans).definitions
    for key, calls in now.narrowed(orphans).calls.items():
        source = definitions[key][0].span.of(revised.old.text)
        use = calls[0]
        fix = Fix.replace(use.span, source, safety="assisted") if use.tag is not None else None
        yield Problem(
            use.span,
            f"this edit took out the definition of reference {use.name!r}",
            fix,
            help="put the definition back here",
        )
