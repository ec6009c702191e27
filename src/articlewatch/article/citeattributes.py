"""The attributes of a ``<ref>`` as MediaWiki reads them, broken quotation marks and all.

The browser-like reading of ``Tag.attributes`` keeps every piece of the tag, so that a rule can point at it. MediaWiki
drops pieces that can be no name, lets an opening quotation mark run to the end of the tag, and takes the last of two
attributes with one name (``Sanitizer::decodeTagAttributes``, read in MediaWiki 1.39).
"""

from __future__ import annotations

import re

from articlewatch.article.nodes import Tag

#: What most tags are: a name in quotation marks and nothing else, or nothing at all.
_PLAIN = re.compile(r"<ref(?: name ?= ?\"([^\"]*)\" ?/?)?>")
_PAIR = re.compile(r"[^\s/>][^\s/>=]*(\s*=\s*(?:\"([^\"]*)(?:\"|$)|'([^']*)(?:'|$)|([^\s>]*)))?")
_NAME = re.compile(r"(?:[:_]|[^\W_])[:_.\-\w]*")


def cite_attributes(tag: Tag) -> dict[str, str]:
    """Return the attributes of *tag*, in lower case, with their values; an attribute without a value has none."""
    if tag.kind == "stray":
        return {}
    plain = _PLAIN.fullmatch(tag.text, tag.start, tag.open_end)
    if plain is not None:
        name = plain.group(1)
        return {} if name is None else {"name": name}
    source = tag.text[tag.start + 1 + len(tag.name) : tag.open_end - 1]
    if tag.kind == "self":
        source = source.rstrip().removesuffix("/")
    found: dict[str, str] = {}
    for match in _PAIR.finditer(source):
        name = match.group(0)[: match.start(1) - match.start()] if match.group(1) else match.group(0)
        if _NAME.fullmatch(name):
            values = (value for value in match.group(2, 3, 4) if value is not None)
            found[name.lower()] = next(values, "")
    return found
