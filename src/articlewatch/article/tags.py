"""Which tags MediaWiki knows, and what it does with their content.

Facts from MediaWiki's sanitizer and from the extensions that Wikipedia runs.
"""

from __future__ import annotations

#: Extension tags whose content is not wikitext: nothing inside is parsed.
RAW_TAGS = frozenset(
    [
        "ce",
        "chem",
        "graph",
        "hiero",
        "mapframe",
        "maplink",
        "math",
        "nowiki",
        "pre",
        "score",
        "source",
        "syntaxhighlight",
        "templatedata",
        "templatestyles",
        "timeline",
        "inputbox",
        "categorytree",
        "imagemap",
    ]
)

#: Extension tags whose content is wikitext of its own: a bracket inside never pairs with one outside.
CONTENT_TAGS = frozenset(["ref", "references", "gallery", "poem", "indicator", "section", "langconvert", "phonos"])

#: HTML elements without content.
VOID_TAGS = frozenset(["br", "hr", "wbr", "link", "meta"])

#: Tags that steer transclusion.
INCLUDE_TAGS = frozenset(["includeonly", "noinclude", "onlyinclude"])

#: HTML elements that MediaWiki's sanitizer lets through.
HTML_TAGS = VOID_TAGS | frozenset(
    [
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
    ]
)

#: HTML elements whose end tag may be left out: the parser closes them itself without harm.
OPTIONAL_END_TAGS = frozenset(
    ["li", "dd", "dt", "p", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "col", "rb", "rp", "rt", "rtc"]
)

KNOWN_TAGS = RAW_TAGS | CONTENT_TAGS | HTML_TAGS | INCLUDE_TAGS
EXTENSION_TAGS = RAW_TAGS | CONTENT_TAGS
