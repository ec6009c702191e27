from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.citeattributes import cite_attributes
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.suggest import nearest_name

_KNOWN = {"ref": ("name", "group", "follow", "dir", "details", "extends"), "references": ("group", "responsive", "dir")}


@rule(
    "ref-bad-attribute",
    code="C073",
    severity="error",
    when=("<ref", "<Ref", "<REF"),
    fix="assisted",
    bad=[
        Example('One.<ref ⟦nam="a"⟧>A</ref>', fixed='One.<ref name="a">A</ref>'),
        'One.<ref ⟦url="https://example.org"⟧>A</ref>',
        'One.<ref name="a" ⟦dir="up"⟧>A</ref>',
        "One.<ref>A</ref>\n<references ⟦columns=2⟧ />",
        "One.<ref ⟦Kahn⟧>A</ref>",
        "One.<ref group=my ⟦notes⟧>A</ref>",
    ],
    good=[
        'One.<ref name="a" group="n">A</ref>\n<references group="n" responsive="1" />',
        'One.<ref name="a" dir="rtl">A</ref>',
        "One.<ref name=Kahn 1990>A</ref>",
        "One.<ref>A</ref>\n<references/>",
    ],
    precision="2 of 2 hits right (English corpus and histories)",
    guideline="Help:Cite errors",
)
def ref_bad_attribute(section: Section) -> Iterator[Problem]:
    """An attribute that ``<ref>`` or ``<references>`` does not know, or a wrong value of ``dir``.

    The reference is not made, and a "Cite error" stands in its place. ``<ref>`` knows name, group, follow, details
    and dir.
    """
    for tag in section.tags_named("ref", "references"):
        known = _KNOWN[tag.name]
        for number, attribute in enumerate(tag.attributes):
            if attribute.value is None and attribute.name not in known:
                if number and tag.attributes[number - 1].name == "name" and not tag.attributes[number - 1].quoted:
                    break  # the rest of a name without quotation marks: another fault
                if attribute.name not in cite_attributes(tag):
                    continue  # the software passes over what can be no name of an attribute
                told = f"{attribute.name!r} is no attribute of <{tag.name}>"
                yield Problem(attribute.span, told, help='write name="…", and quotation marks round words with blanks')
                break
            if attribute.value is None:
                continue
            if attribute.name == "dir" and attribute.value.strip().lower() not in ("ltr", "rtl"):
                yield Problem(
                    attribute.span, "dir is ltr or rtl", help="write dir=rtl for a source in Arabic or Hebrew"
                )
            elif attribute.name not in known:
                near = nearest_name(attribute.name, known, least=0.6)
                free = near and not tag.attribute(near)
                start = attribute.span.start
                fix = Fix.replace(Span(start, start + len(attribute.name)), near, safety="assisted") if free else None
                yield Problem(
                    attribute.span,
                    f"<{tag.name}> has no attribute {attribute.name!r}",
                    fix,
                    help=f"did you mean {near!r}?" if near else f"it knows {', '.join(known)}",
                )
