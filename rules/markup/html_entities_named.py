from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

_LETTER = re.compile(
    r"&(?:[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)|[Aa][Ee]lig|AElig|OElig|oelig|szlig|ETH|eth|THORN|thorn|"
    r"hellip|euro|pound|yen|cent|copy|reg|trade|deg|plusmn|frac1[24]|frac34|sup[123]|times|divide|micro|para|sect|middot|bull|"
    r"laquo|raquo|iexcl|iquest|dagger|Dagger|permil|ordf|ordm|larr|rarr|uarr|darr|harr|ne|le|ge|asymp|equiv|infin|radic|sum|part|"
    r"[Aa]lpha|[Bb]eta|[Gg]amma|[Dd]elta|[Ee]psilon|[Zz]eta|[Tt]heta|[Ll]ambda|[Pp]i|[Ss]igma|[Pp]hi|[Pp]si|[Oo]mega|[Mm]u|[Rr]ho|[Tt]au"
    r");"
)  # fmt: skip


@rule(
    "html-entities-named",
    code="M022",
    severity="suggestion",
    when=_LETTER,
    bad=[
        Example("Caf⟦&eacute;⟧ M⟦&uuml;⟧ller", fixed="Café Müller"),
        Example("10 ⟦&euro;⟧, 20⟦&deg;⟧", fixed="10 €, 20°"),
        Example("The ⟦&Delta;⟧ sign", fixed="The Δ sign"),
    ],
    good=[
        "10&nbsp;km&ndash;20&nbsp;km &lt;b&gt; &amp; &#91; &minus; &thinsp; &zwnj;",
        "<nowiki>&eacute;</nowiki> <code>&eacute;</code> <!-- &eacute; -->",
        "&prime; &Prime; &apos; &quot;",
        "https://example.org/?a=&copy;",
    ],
    fix="safe",
    cosmetic=True,
    guideline="MOS:MARKUP",
    precision="12 of 12 read hits right (corpus, histories and dumps, all languages)",
)
def html_entities_named(section: Section) -> Iterator[Problem]:
    """A character written by its HTML name that could be typed.

    ``Caf&eacute;`` is harder to read, search and edit than ``Café``, and shows the same. Invisible characters, those
    that look like others and those that are markup keep their names.
    """
    code = [t.span for t in section.tags_named("code", "tt", "samp", "kbd") if t.kind == "pair"]
    urls = [link.url_span for link in section.external_links]
    for match in _LETTER.finditer(section.text):
        span = Span(*match.span())
        if section.is_opaque(span.start) or any(c.covers(span) for c in code) or any(u.covers(span) for u in urls):
            continue
        typed = unescape(match.group())
        yield Problem(span, f"{match.group()} can be typed as {typed}", Fix.replace(span, typed, cosmetic=True))
