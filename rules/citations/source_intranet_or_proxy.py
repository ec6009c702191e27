from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from articlewatch.article import Section
from articlewatch.article.webhosts import hosted_links, sources_data
from articlewatch.lint import Problem, rule

_LOCAL = re.compile(
    r"https?://(?:localhost|127\.\d+|10\.\d+|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[\w-]+(?:\.local|\.lan|\.internal)?[:/])|file:",
    re.IGNORECASE,
)

#: One of these stands in a local host, or no full stop, for a quick look.
_STARTS = ("localhost", "127.", "10.", "192.168.", "172.")
_ENDS = (".local", ".lan", ".internal")


@rule(
    "source-intranet-or-proxy",
    code="C100",
    formats=("wikitext", "html"),
    severity="warning",
    when="//",
    bad=[
        "One.<ref>{{cite web |title=A |url=⟦https://www.jstor.org.ezproxy.example.edu/stable/123⟧}}</ref>",
        "One.<ref>[⟦https://link-example-com.libproxy.example.org/a⟧ A]</ref>",
        "One.<ref>[⟦http://192.168.0.1/a⟧ A]</ref>",
    ],
    good=[
        "One.<ref>{{cite web |title=A |url=https://www.jstor.org/stable/123}}</ref>",
        "One.<ref>https://example.org/ezproxy</ref>",
        "One.<ref>https://proxy.example.org/a</ref>",
    ],
    precision="no hit in the corpus and its histories",
    guideline="WP:EL",
)
def source_intranet_or_proxy(section: Section) -> Iterator[Problem]:
    """An address that only works inside one library, firm or computer.

    Readers get a login page or nothing. Write the address of the source itself, or its DOI.
    """
    named = "@" in section.text
    for link, host in hosted_links(section):
        plain, proxy = _judged(host)
        local = not (plain and not (named and "@" in link.url)) and _LOCAL.match(link.url) is not None
        if local or proxy:
            yield Problem(
                link.url_span,
                "this address works only for some",
                help="write the address of the source itself, or its DOI",
            )


@lru_cache(maxsize=1 << 14)
def _judged(host: str) -> tuple[bool, bool]:
    """Whether a host is not in the least like a local one, and whether it is a proxy."""
    plain = "." in host and not host.startswith(_STARTS) and not host.endswith(_ENDS)
    return plain, _proxies().search(host) is not None


@cache
def _proxies() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sources_data()["proxies"]["parts"])))
