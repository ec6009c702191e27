from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.attributes import attribute_lists
from articlewatch.article.htmlfacts import allows_attribute
from articlewatch.lint import Problem, rule
from articlewatch.lint.suggest import did_you_mean

_COMMON = ("style", "class", "align", "colspan", "rowspan", "width", "scope", "bgcolor", "valign", "name", "group")

#: What follows when a line of a template call was taken for a row of cells.
_PARAMETERS = re.compile(r"\|[^|=\n\[\]{}<>]{1,40}=[^|\n]{0,200}\|")


@rule(
    "illegal-attribute",
    code="M056",
    severity="warning",
    when="=",
    bad=[
        '{|\n| ⟦colspn="2"⟧ | a\n|}',
        '<span ⟦onclick="x()"⟧>a</span>',
        '<div ⟦sytle="color:red"⟧>a</div>',
        '{| ⟦clas="wikitable"⟧\n| a\n|}',
    ],
    good=[
        '{| class="wikitable" style="x:y" border=1 cellpadding=2\n|- valign=top\n| colspan=2 data-sort-value=1 | a\n|}',
        '<span lang="fr" dir="ltr" title="a" aria-label="b" role="img" itemprop="c">d</span>',
        "<font color=red face=x size=2>a</font> <ol start=3 reversed><li value=2>b</li></ol>",
        '<ref name="a" group="b" follow="c" /> {{a|foo=b}}',
        '<br clear=all><td width="3" nowrap>a</td>',
        "{|\n| x=1 || a=b\n|}",
        "{|\n| number=26|highest=a|gross=7\n|}",
    ],
    precision="8 of 8 hits right (corpus, histories and dumps, all languages)",
)
def illegal_attribute(section: Section) -> Iterator[Problem]:
    """An attribute that MediaWiki drops.

    It is misspelt, or not allowed on a wiki (``onclick``). What it should do does not happen. Correct or remove it.
    """
    for found in attribute_lists(section.passage):
        if found.element in ("ref", "references"):
            continue
        if found.element in ("td", "th") and _PARAMETERS.match(found.text, found.span.end):
            continue
        for item in found.items:
            if item.value is None or allows_attribute(found.element, item.name):
                continue
            yield Problem(item.span, f"attribute {item.name} is dropped{did_you_mean(item.name, _COMMON)}")
