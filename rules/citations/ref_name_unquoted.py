from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.citeattributes import cite_attributes
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.finding import Severity

_OPEN = re.compile(r"<ref\s+name\s*=\s*([^<>]*?)\s*(/?)>", re.IGNORECASE)
#: How a tag ends whose last value is quoted as it should be.
_ENDS = ('">', '"/>', '" />')
_PLAIN = re.compile(r"[^\s\"'<>=“”„‟«»‘’″]+")
_OTHER = re.compile(r"\s(?:group|follow|details|dir|extends)\s*=", re.IGNORECASE)
_QUOTES = "\"'“”„‟«»‘’″"


@rule(
    "ref-name-unquoted",
    code="C070",
    severity="error",
    when=("<ref", "<Ref", "<REF"),
    fix="safe",
    supersedes=("unclosed-attribute-quote",),
    bad=[
        Example(
            'One.<ref name=⟦Kahn 1990⟧>A</ref> Two.<ref name="Kahn 1990" />',
            fixed='One.<ref name="Kahn 1990">A</ref> Two.<ref name="Kahn 1990" />',
        ),
        Example(
            'One.<ref name=⟦"Kahn⟧>A</ref> Two.<ref name=Kahn />',
            fixed='One.<ref name="Kahn">A</ref> Two.<ref name=Kahn />',
        ),
        Example("One.<ref name=⟦“Kahn”⟧>A</ref>", fixed='One.<ref name="Kahn">A</ref>'),
        Example(
            'One.<ref name=⟦Kahn"⟧ />  <ref name=Kahn>A</ref>', fixed='One.<ref name="Kahn" />  <ref name=Kahn>A</ref>'
        ),
    ],
    good=[
        "One.<ref name=\"Kahn 1990\">A</ref><ref name='O B'>B</ref><ref name=Kahn>C</ref>",
        "One.<ref name=Kahn group=n>A</ref> {{reflist|group=n}}",
        "One.<ref name=ฟ้า1>A</ref><ref name=ฟ้า1/>",
        "One.<ref name=Kahn1990:3/>  <ref name=Kahn1990:3>A</ref>",
    ],
    precision="54 of 54 hits right, nearly all in one file with broken quotes (English corpus)",
    guideline="WP:REFNAME",
)
def ref_name_unquoted(section: Section) -> Iterator[Problem]:
    """A reference name that needs quotation marks and has none, or only one, or curly ones.

    The software then takes a part of the name for something else: another reference is shown, or a "Cite error". Put
    the name in straight quotation marks. A warning where the software still reads it as one name.
    """
    for tag in section.tags_named("ref"):
        if tag.kind not in ("pair", "self", "unclosed"):
            continue
        if tag.open_end - tag.start > 400:
            continue  # not a name any more, and the pattern is only linear on short ones
        written = section.text[tag.start : tag.open_end]
        if len(written) < 7 or (written[:11] == '<ref name="' and written.count('"') == 2 and written.endswith(_ENDS)):
            continue
        match = _OPEN.fullmatch(section.text, tag.start, tag.open_end)
        raw = match.group(1) if match else ""
        if match is None or not raw or _OTHER.search(raw) or "{" in raw:
            continue
        if raw[0] == raw[-1] and raw[0] in "\"'" and len(raw) > 1 and raw[0] not in raw[1:-1]:
            continue
        if _PLAIN.fullmatch(raw):
            continue
        name = raw.strip(_QUOTES).strip()
        clean = bool(name) and not any(q in name for q in '"=') and not (len(name) < len(raw) - 2 and " " in name)
        span = Span(*match.span(1))
        fix = Fix.replace(span, f'"{name}"') if clean else None
        # What follows the first blank is an error when it could be an attribute; the other slips are read as some name.
        severity: Severity = "warning" if cite_attributes(tag).keys() <= {"name"} else "error"
        message = "this name needs straight quotation marks on both sides"
        yield Problem(span, message, fix, help=f'write name="{name}"', severity=severity)
