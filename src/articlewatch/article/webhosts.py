"""Hosts of the addresses that citations give, and what is known of some of them (``data/sources.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from articlewatch.article.nodes import ExternalLink
from articlewatch.article.passage import Passage
from articlewatch.article.section import Section

_NETWORK = re.compile(r"(?:https?:|ftp:)?//([^/?#]*)", re.IGNORECASE | re.ASCII)


@cache
def sources_data() -> dict[str, Any]:
    """Return the facts of ``data/sources.toml``."""
    file = resources.files("articlewatch.article.data").joinpath("sources.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def host_of(url: str) -> str:
    """Return the host of an address in lower case, without port and credentials; empty when it has none."""
    match = _NETWORK.match(url, 0, 300)
    return match.group(1).lower().rpartition("@")[2].partition(":")[0].rstrip(".") if match else ""


def hosted_links(section: Section) -> list[tuple[ExternalLink, str]]:
    """Return the external links of *section* with their hosts (see :func:`host_of`), worked out once."""
    return section.passage.extracted(_hosted_links)


def _hosted_links(passage: Passage) -> list[tuple[ExternalLink, str]]:
    return [(link, host_of(link.url)) for link in passage.external_links]


@cache
def listed_hosts(name: str) -> frozenset[str]:
    """Return the hosts of the table *name* of ``data/sources.toml``."""
    return frozenset(sources_data()[name]["hosts"])


@lru_cache(maxsize=1 << 14)
def is_of(host: str, hosts: frozenset[str]) -> bool:
    """Say whether *host* or a domain it belongs to is one of *hosts*."""
    while host:
        if host in hosts:
            return True
        _, dot, host = host.partition(".")
        if not dot:
            return False
    return False


def cited_links(section: Section, hosts: frozenset[str]) -> Iterator[ExternalLink]:
    """Yield the addresses at one of *hosts* given by citations: in ``<ref>`` or in a citation template."""
    links = [link for link, host in hosted_links(section) if is_of(host, hosts)]
    if not links:
        return
    spans = [t.span for t in section.templates_with_role("citation")]
    index = 0
    for link in links:
        while index < len(spans) and spans[index].end <= link.start:
            index += 1
        inside = index < len(spans) and spans[index].start < link.start
        if inside or section.in_ref(link.start):
            yield link
