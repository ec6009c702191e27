"""Wikitext into nodes, from the token stream of mwparserfromhell.

The tokenizer's tokens carry everything needed to restore the text, so one pass that adds up their lengths gives
every node an exact span; the tree of objects that ``mwparserfromhell.parse`` builds is never made. The only
module that imports mwparserfromhell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mwparserfromhell.parser import tokens
from mwparserfromhell.parser.tokenizer import Tokenizer as _PythonTokenizer

from articlewatch.article.nodes import ExternalLink, Wikilink
from articlewatch.article.spans import Span
from articlewatch.article.templates import Template

try:
    from mwparserfromhell.parser._tokenizer import CTokenizer as _Tokenizer
except ImportError:  # built without a compiler: slower, same tokens
    _Tokenizer = _PythonTokenizer

# Looked up for every token of every page.
_TEXT = tokens.Text
_ARGUMENT_CLOSE = tokens.ArgumentClose
_ARGUMENT_OPEN = tokens.ArgumentOpen
_EXTERNAL_LINK_CLOSE = tokens.ExternalLinkClose
_EXTERNAL_LINK_OPEN = tokens.ExternalLinkOpen
_EXTERNAL_LINK_SEPARATOR = tokens.ExternalLinkSeparator
_HTML_ENTITY_HEX = tokens.HTMLEntityHex
_HEADING_END = tokens.HeadingEnd
_HEADING_START = tokens.HeadingStart
_TAG_OPEN_OPEN = tokens.TagOpenOpen
_TEMPLATE_CLOSE = tokens.TemplateClose
_TEMPLATE_OPEN = tokens.TemplateOpen
_TEMPLATE_PARAM_EQUALS = tokens.TemplateParamEquals
_TEMPLATE_PARAM_SEPARATOR = tokens.TemplateParamSeparator
_WIKILINK_CLOSE = tokens.WikilinkClose
_WIKILINK_OPEN = tokens.WikilinkOpen
_WIKILINK_SEPARATOR = tokens.WikilinkSeparator
_LENGTHS: dict[Any, int] = {
    tokens.TemplateParamSeparator: 1,
    tokens.TemplateParamEquals: 1,
    tokens.ArgumentOpen: 3,
    tokens.ArgumentSeparator: 1,
    tokens.ArgumentClose: 3,
    tokens.HTMLEntityStart: 1,
    tokens.HTMLEntityNumeric: 1,
    tokens.HTMLEntityEnd: 1,
    tokens.WikilinkSeparator: 1,
    tokens.HeadingEnd: 0,
}
#: What each token of fixed wording stands for in the source.
_WORDING: dict[Any, str] = {
    tokens.TemplateOpen: "{{",
    tokens.TemplateParamSeparator: "|",
    tokens.TemplateParamEquals: "=",
    tokens.TemplateClose: "}}",
    tokens.ArgumentOpen: "{{{",
    tokens.ArgumentSeparator: "|",
    tokens.ArgumentClose: "}}}",
    tokens.WikilinkOpen: "[[",
    tokens.WikilinkSeparator: "|",
    tokens.WikilinkClose: "]]",
    tokens.HTMLEntityStart: "&",
    tokens.HTMLEntityNumeric: "#",
    tokens.HTMLEntityEnd: ";",
}


class Tokens(NamedTuple):
    """The nodes of one text, each list in the order in which the nodes end."""

    templates: list[Template]
    arguments: list[tuple[int, int]]
    wikilinks: list[Wikilink]
    external_links: list[ExternalLink]


def tokenize(text: str, masked: str) -> Tokens:
    """Return the nodes of *text*, tokenizing *masked*, its neutral copy of the same length (see ``scan``).

    Raises ValueError when the tokens do not add up to the text.
    """
    stream: list[Any] = _Tokenizer().tokenize(masked, 0, True)
    templates: list[Template] = []
    arguments: list[tuple[int, int]] = []
    wikilinks: list[Wikilink] = []
    external: list[ExternalLink] = []
    # Open nodes: [start, marks or pipe or space, kind detail]
    stack: list[list[Any]] = []
    braces = 0
    at = 0
    for token in stream:
        kind = type(token)
        if kind is _TEXT:
            at += len(token["text"])
        elif kind is _TEMPLATE_PARAM_SEPARATOR:
            stack[-1][1].append(at - stack[-1][0])
            at += 1
        elif kind is _TEMPLATE_PARAM_EQUALS:
            stack[-1][1].append(stack[-1][0] - at)
            at += 1
        elif kind is _WIKILINK_OPEN:
            stack.append([at, 0])
            at += 2
        elif kind is _WIKILINK_CLOSE:
            at += 2
            start, pipe = stack.pop()
            wikilinks.append(Wikilink(text, start, at, pipe, len(stack)))
        elif kind is _WIKILINK_SEPARATOR:
            stack[-1][1] = at - stack[-1][0]
            at += 1
        elif kind is _TEMPLATE_OPEN:
            stack.append([at, []])
            braces += 1
            at += 2
        elif kind is _TEMPLATE_CLOSE:
            at += 2
            start, marks = stack.pop()
            braces -= 1
            templates.append(Template(text, start, at, marks, braces))
        elif kind is _EXTERNAL_LINK_OPEN:
            bracketed = bool(token["brackets"])
            stack.append([at, 0, bracketed])
            at += bracketed
        elif kind is _EXTERNAL_LINK_CLOSE:
            start, space, bracketed = stack.pop()
            at += bracketed
            external.append(ExternalLink(text, start, at, bracketed, space, len(stack)))
        elif kind is _EXTERNAL_LINK_SEPARATOR:
            if not token.get("suppress_space"):
                stack[-1][1] = at - stack[-1][0]
                at += 1
            else:
                # The label begins without a blank (``[http://x''y'']``); there is no character to step over.
                stack[-1][1] = stack[-1][0] - at
        elif kind is _ARGUMENT_OPEN:
            stack.append([at, []])
            at += 3
        elif kind is _ARGUMENT_CLOSE:
            at += 3
            arguments.append((stack.pop()[0], at))
        elif kind is _HEADING_START:
            stack.append([token["level"]])
            at += token["level"]
        elif kind is _HEADING_END:
            at += stack.pop()[0]
        elif kind is _HTML_ENTITY_HEX:
            at += len(token["char"])
        elif kind is _TAG_OPEN_OPEN:
            # A list marker or a rule. The name that follows as text (li, dd, dt, hr) is not in the source.
            at += len(token["wiki_markup"]) - 2
        elif kind in _LENGTHS:
            at += _LENGTHS[kind]
        else:
            at += _tag_length(token)
    if at != len(text):
        raise ValueError(f"tokens cover {at} of {len(text)} code points")
    return Tokens(templates, arguments, wikilinks, external)


def _tag_length(token: Any) -> int:
    """The length of the tokens of list markers and rules, the only tags that get past the mask."""
    if type(token) in (tokens.TagCloseSelfclose, tokens.TagCloseOpen, tokens.TagOpenClose):
        return len(token.get("padding") or "") + len(token.get("wiki_markup") or "")
    if type(token) is tokens.TagCloseClose:
        return 0
    raise ValueError(f"unexpected token {type(token).__name__}")


def leaves(masked: str) -> Iterator[Span]:
    """Yield the spans of the leaves of *masked*: every mark of its markup and every run of text between two marks.

    They follow each other without a gap and are never empty. Each token is held against the text it was read from;
    raises ValueError when one says something else.
    """
    at = 0
    for wording in _wordings(_Tokenizer().tokenize(masked, 0, True)):
        if not masked.startswith(wording, at):
            raise ValueError(f"token {wording[:40]!r} does not stand at {at}")
        if wording:
            yield Span(at, at + len(wording))
            at += len(wording)
    if at != len(masked):
        raise ValueError(f"leaves cover {at} of {len(masked)} code points")


def _wordings(stream: list[Any]) -> Iterator[str]:
    """What each token of *stream* stands for in the source, as the token itself has it."""
    brackets: list[bool] = []
    levels: list[int] = []
    list_name = False
    for token in stream:
        kind = type(token)
        if kind is _TEXT:
            # The name of a list item's element is not in the source.
            if not list_name:
                yield token["text"]
            list_name = False
        elif kind in _WORDING:
            yield _WORDING[kind]
        elif kind is tokens.ExternalLinkOpen:
            brackets.append(bool(token["brackets"]))
            yield "[" if token["brackets"] else ""
        elif kind is tokens.ExternalLinkSeparator:
            yield "" if token.get("suppress_space") else " "
        elif kind is tokens.ExternalLinkClose:
            yield "]" if brackets.pop() else ""
        elif kind is tokens.HeadingStart:
            levels.append(token["level"])
            yield "=" * token["level"]
        elif kind is tokens.HeadingEnd:
            yield "=" * levels.pop()
        elif kind is tokens.HTMLEntityHex:
            yield token["char"]
        elif kind is tokens.TagOpenOpen:
            list_name = True
            yield token["wiki_markup"]
        else:
            yield (token.get("padding") or "") + (token.get("wiki_markup") or "")
