from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Fix, Problem, rule

# A protocol that is not quite one, where an address is due: after a bracket or as the value of a parameter.
_ALMOST = re.compile(
    r"(?:\[|url\s{0,3}=\s{0,3}|<ref[^<>]{0,80}>)"
    r"((?:h{1,2}t{1,3}ps?|htps?)(?::/{1,3}|;//|//|/:/|:\\\\|:(?=www\.)|\.//)(?=[\w\-]))",
    re.IGNORECASE,
)
# What all of them have and a sound address has not: a quick look before the slow one.
_ODD = re.compile(r"ttps?(?::/(?!/[^\s/])|;//|//|\.//|:\\\\|:www)")
_ODDER = re.compile(
    "://(?:" + "|".join(f"(?<={t}{s}://)" for t in ("htp", "htttp", "httttp", "hhttp") for s in ("", "s")) + ")"
)
_HOST = re.compile(r"https?://(?:[^/@\s]*@)?([^/?#:\s|\]}]*)", re.IGNORECASE)
_PLAIN = re.compile(r"https?://(?:[a-z0-9-]+\.){1,6}[a-z]{2,12}(?:[/?#]|$)")
_SOUND = re.compile(r"(?:[^\W_](?:[\w-]{0,62}[^\W])?\.)+[^\W\d_][\w-]{1,62}\.?|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]")


@rule(
    "extlink-malformed",
    code="L020",
    severity="error",
    when=tuple(letter + mark for letter in "tTpPsS" for mark in (":", "//", ";/", ".//")),
    fix="assisted",
    bad=[
        Example("* [⟦http:/⟧example.org Site]", fixed="* [http://example.org Site]"),
        Example(
            "{{cite web|url=⟦htttp://⟧example.org/a|title=A}}", fixed="{{cite web|url=http://example.org/a|title=A}}"
        ),
        Example("<ref>[⟦https//⟧example.org A]</ref>", fixed="<ref>[https://example.org A]</ref>"),
        Example("* [⟦http:///⟧example.org Site]", fixed="* [http://example.org Site]"),
        "* [⟦http://example⟧ Site]",
        "{{cite web|url=⟦https://www..example.org⟧/a|title=A}}",
    ],
    good=[
        "* [http://example.org Site] [https://sub.example.org:8080/a?b#c Site] [http://127.0.0.1/ x]",
        "* [https://bücher.example/ Bücher] {{cite web|url=//example.org|title=A}} [http://пример.рф x]",
        "<nowiki>[http:/x]</nowiki> {{cite web|url=http://{{{1}}}/a|title=A}}",
        "See http: and https:// for the protocols.",
    ],
    precision="1 of 1 read hits right (all languages)",
)
def extlink_malformed(section: Section) -> Iterator[Problem]:
    """An address whose protocol or host cannot be right.

    MediaWiki shows it as plain text, or the browser finds no such machine. Compare it with the page it came from.
    """
    text = section.text
    for match in _ALMOST.finditer(text) if _ODD.search(text) or _ODDER.search(text) else ():
        start, end = match.span(1)
        found = match.group(1).lower()
        if found in ("http://", "https://") or section.is_opaque(start):
            continue
        right = "https://" if "s" in found[3:6] else "http://"
        span = Span(start, end)
        fix = Fix.replace(span, right, safety="assisted")
        yield Problem(span, f"“{match.group(1)}” is no protocol", fix, help=f"write {right}")
    for link in section.external_links:
        url = link.url
        if _PLAIN.match(url):
            continue
        host = _HOST.match(url)
        if host is None or "{" in url or "<" in url or section.is_opaque(link.start):
            continue
        name = host.group(1)
        if not name or _SOUND.fullmatch(name) or "%" in name or name.startswith("http") or name == "localhost":
            continue
        span = Span(link.url_span.start, link.url_span.start + host.end())
        yield Problem(span, f"“{name}” is no host", help="compare the address with its page")
