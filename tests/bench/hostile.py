# ruff: noqa: E501
"""Texts made to hurt a parser: each a function of its length in code points."""

from __future__ import annotations

from collections.abc import Callable

Maker = Callable[[int], str]


def repeat(piece: str, after: str = "", before: str = "") -> Maker:
    """*before*, then *piece* over and over, then *after*; about as long as asked."""
    return lambda size: before + piece * max(1, (size - len(before) - len(after)) // len(piece)) + after


def both(opening: str, closing: str, middle: str = "") -> Maker:
    """*opening* over and over, then as many of *closing*."""

    def make(size: int) -> str:
        count = max(1, size // (len(opening) + len(closing)))
        return opening * count + middle + closing * count

    return make


def deep(opening: str, closing: str, depth: int = 30, glue: str = "\n") -> Maker:
    """Nests of *depth*, one after the other."""
    return repeat(opening * depth + closing * depth + glue)


#: What is repeated without ever being closed, or closed without ever being opened.
_BARE = (
    "[[", "[[a|", "{{", "{{a|", "{{{", "{{a|b=", "<ref>", '<ref name="', "<ref name=a ", "<b>", "<div>", "<span ", "[http://a ", "[//a ",
    "{|", "\n{|", "\n|}", "'''", "''", "'", "<!--", "<!", "<", ">", "<nowiki>", "<pre>", "<math>", "<gallery>", "<references>", "&", "&#", "&amp",
    "&amp;", "&#x41;", "]]", "]", "[", "}}", "}", "{", "}}}", "|", "=", "!", "\n=", "\n==", "\n== a", "\n== a ==", "\n=a=b", "a=", "-->", "</ref>", "</b>",
    "</nowiki>", "<br>", "<ref/>", "<ref name=a/>", "<ref>x</ref>", "<includeonly>", "<a.b>", "http://", "http://a ", "http://a.b/(", "mailto:", "mailto:a@b.c ",
    "//", ":", "://", "a:", "\n*", "\n:", "\n;", "\n;a:b", "\n#", "\n ", "\n", "\n\n", "\n----", "-", "--", "----", "__", "__TOC__", "_", "~~~~", " ", "\t", "\u00a0", "\r",
    "a", "ab ", "A. ", "a.", "...", ".", "?!", "A.B.", "Dr. ", "1. ", "\"", "\"a", "“", "«", "„", "(", ")", "(a", "\\", "\0", "\x0b", "\u2028", "\ufffc",
    "漢。", "漢字", "é", "e\u0301", "\u200f", "\U0001f600", "⟦", "\u0085", "1", "1,", "1-", "1–2 ", "10 May 2020 ", "May 5, 2020, ", "the the ", "a’", "a'", "a-", "-a",
    "{{cite web|url=http://a|title=b}}", "{{sfn|a|1}}", "{{r|a}}", "{{efn|a}}", "{{reflist|refs=", "{{cn}} ", "[[File:a.jpg|thumb|", "[[Category:a]]", "[[a]]", "[[a|b]]",
    "[[a]]b", "[http://a b]", "<ref>{{cite web|url=http://a}}</ref>", "a b c d e. ", "John Smith Jones ", "NATO (", "a/", "%", "$1 ", "#REDIRECT [[", "<ref>http://a",
)  # fmt: skip


def named() -> dict[str, Maker]:
    """Return every kind of hostile text by a short name."""
    kinds: dict[str, Maker] = {f"{piece!r}": repeat(piece) for piece in _BARE}
    pairs = {
        "{{": "}}", "{{{": "}}}", "[[": "]]", "{{a|": "}}", "[[a|": "]]", "[[\n": "]]", "{{\n": "}}", "[[a{": "]]", "{{a[": "}}", "[[<": "]]", "[http://a ": "]", "[http://a [": "]]",
        "<b>": "</b>", "<ref>": "</ref>", "<poem>": "</poem>", "<div><b>": "</div></b>", "<!--": "-->", "{|\n": "\n|}", "\n{|\n": "\n|}\n", "[[File:a|": "]]",
        "{{a|b={{c|": "}}", "''": "''", "{{{a|": "}}}", "[[a|{{b|": "}}]]", "<span>{{a|": "}}</span>", "(": ")", "“": "”", "<references>": "</references>",
        "<ref>[[a|": "]]</ref>", "{{efn|": "}}", "{{a|<b>": "</b>}}", "{": "}", "[": "]",
    }  # fmt: skip
    for opening, closing in pairs.items():
        kinds[f"n × {opening!r}, n × {closing!r}"] = both(opening, closing)
        kinds[f"30 × {opening!r}, 30 × {closing!r}"] = deep(opening, closing)
        kinds[f"n × {opening!r}, {closing!r}"] = repeat(opening, closing)
        kinds[f"{opening!r}, n × {closing!r}"] = repeat(closing, "", opening)
        kinds[f"n × {opening + closing!r}"] = repeat(opening + closing)
        kinds[f"n × {closing + opening!r}"] = repeat(closing + opening)
    kinds |= {
        "heading with false comments": repeat("=<!--", "-->x-->", "="),
        "heading with comments": repeat("<!--a-->", "", "== a =="),
        "comment unclosed in refs": repeat("<ref><!--</ref>"),
        "tag with an open template": repeat("<b {{a|>"),
        "tag with an open link": repeat("<ref name=[http://a >"),
        "tag with a table": repeat("<ref\n{|\n>"),
        "tag with many attributes": repeat(" a=b", ">x</ref>", "<ref"),
        "tag with many quotes": repeat("\"'", ">x</ref>", "<ref name="),
        "refs in a list": repeat("<ref name=a>b</ref>", "</references>", "<references>"),
        "many lists of refs": repeat("<references><ref name=a>b</ref></references>"),
        "many tables": repeat("{|\n|a\n|}\n"),
        "one table of refs": repeat("|a<ref>b</ref>\n|-\n", "|}", "{|\n"),
        "one template of templates": repeat("|a={{b|c}}", "}}", "{{x"),
        "one template of parameters": repeat("|a=b", "}}", "{{x"),
        "one reference of citations": repeat("{{cite web|url=http://a|title=b}}", "</ref>", "x<ref>"),
        "one file of options": repeat("|thumb", "]]", "[[File:a.jpg"),
        "one link of links": repeat("|[[a]]", "]]", "[[File:a.jpg"),
        "a million lines": repeat("a\n"),
        "headings with text": repeat("== a ==\nText [[b]].<ref name=c>d</ref>\n\n"),
        "headings deeper and deeper": repeat("== a ==\n=== b ===\n==== c ====\n===== d =====\n"),
        "headings in an open template": repeat("\n== a ==\n", "", "{{x|"),
        "headings in tables": repeat("{|\n== a ==\n|}\n"),
        "reuses of a name": repeat("Text.<ref name=a />\n"),
        "definitions of a name": repeat("Text.<ref name=a>b</ref>\n"),
        "names all different": lambda size: "".join(f"T.<ref name=n{i}>s</ref>" for i in range(size // 24)),
        "reuses all different": lambda size: "".join(f"T.<ref name=n{i} />" for i in range(size // 20)),
        "italics in a paragraph": repeat("''a'' b "),
        "quotations in a paragraph": repeat('"a" b. '),
        "quotation marks in lines": repeat('"a\n\n'),
        "entities": repeat("a&nbsp;b "),
        "suppressions": repeat("<!-- articlewatch: ignore=bare-url x -->\n<ref>http://a</ref>\n"),
        "suppressed regions": repeat("<!-- articlewatch: ignore-start=bare-url x -->\n<ref>http://a</ref>\n"),
        "mixed": repeat("{{a|[[b|<ref>{|\n== c ==\n'''<!-- [http://a <div>&\n"),
        "mixed and closed": repeat("{{a|[[b|c]]}}<ref>[http://a d]</ref>\n* '''e''' <!-- f -->\n== g ==\n"),
        "sentence without end": repeat("word "),
        "sentences in a line": repeat("The bridge was opened in 1932. "),
        "one long word": repeat("abcdefghij"),
        "long words": repeat("a" * 5000 + " "),
    }
    return kinds
