from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.lint import Example, Fix, Problem, rule

# What MediaWiki accepts: the word, blanks, perhaps a colon, a link.
_SOUND = re.compile(r"\s*:?\s*\[\[[^\[\]|{}<>\n]{1,255}(?:\|[^\[\]\n]{0,255})?\]\]")
_MEANT = re.compile(
    r"[=\s#:]*\[{0,3}\s*([^\[\]|{}<>\n#=][^\[\]|{}<>\n]{0,254}?)\s*(?:\|[^\[\]\n]*)?\]{0,3}[ \t]*(?:\n|$)"
)
_ALMOST = re.compile(r"\s*(?:[#=]\s*){0,2}redirect(?:s|ed|ion)?(?:\s+to)?\b", re.IGNORECASE)
_LINKED = re.compile(r"[\s:=]*\[")


@rule(
    "redirect-malformed",
    code="S009",
    severity="error",
    when=re.compile(r"\A\s*(?:[#=]\s*){0,2}\w{4,20}", re.IGNORECASE),
    fix="assisted",
    bad=[
        Example("⟦#REDIRECT Old Bridge⟧", fixed="#REDIRECT [[Old Bridge]]"),
        Example("⟦#redirect [Old Bridge]⟧\n", fixed="#redirect [[Old Bridge]]\n"),
        Example("⟦# REDIRECT [[Old Bridge]]⟧", fixed="#REDIRECT [[Old Bridge]]"),
        Example("⟦#REDIRECT = [[Old Bridge]]⟧\n{{R from move}}", fixed="#REDIRECT [[Old Bridge]]\n{{R from move}}"),
        Example("⟦#REDIRECT to [[Old Bridge]]⟧", fixed="#REDIRECT [[Old Bridge]]"),
        "#REDIRECT [[Old Bridge]]\n⟦The bridge is old.⟧",
    ],
    good=[
        "#REDIRECT [[Old Bridge]]",
        "#redirect: [[Old Bridge#History|x]]\n\n{{R from move}}\n[[Category:Redirects]]\n<!-- x -->",
        Example("#WEITERLEITUNG [[Brücke]]", site="generic", language="de"),
        "#REDIRECT [[Old Bridge]]\n\n== R ==\n{{Redirect category shell|\n{{R from move}}\n}}\n__STATICREDIRECT__",
        "Redirect is a word. # REDIRECT [[x]]",
        "# first\n# second",
    ],
    guideline="WP:REDIRECT",
    precision="2 of 2 read hits right (all languages)",
)
def redirect_malformed(article: Article) -> Iterator[Problem]:
    """A redirect that MediaWiki does not take for one, or one with text that nobody will see.

    A redirect is the word, a link in double brackets, and nothing before it. Anything else shows the reader a list
    item instead of the article. Text after a working redirect is never shown; templates and categories are.
    """
    text = article.text
    profile = article.profile
    lead = text[: len(text) - len(text.lstrip())]
    word = next((w for w in profile.redirect_words if text[len(lead) :].lower().startswith(w)), "")
    after = len(lead) + len(word)
    if word and _SOUND.match(text, after):
        yield from _text_after(article, _end(_SOUND, text, after))
        return
    if not word:
        match = _ALMOST.match(text)
        if match is None or not text.lstrip().startswith(("#", "=")) or not _LINKED.match(text, match.end()):
            return
        word, after = "#REDIRECT", match.end()
    elif text[len(lead) + len(word) : len(lead) + len(word) + 1].isalnum():
        return
    else:
        spelt = text[len(lead) : after]
        word = spelt
        to = re.compile(r"\s+to\b", re.IGNORECASE).match(text, after)
        after = to.end() if to else after
    found = _MEANT.match(text, after)
    end = text.find("\n", after)
    span = Span(len(lead), (end if end >= 0 else len(text)))
    fix = Fix.replace(span, f"{word} [[{found.group(1)}]]", safety="assisted") if found else None
    yield Problem(span, "MediaWiki does not take this for a redirect", fix, help="write #REDIRECT [[target]]")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _text_after(article: Article, end: int) -> Iterator[Problem]:
    for paragraph in article.paragraphs:
        if paragraph.kind not in ("text", "list") or paragraph.span.end <= end:
            continue
        begin = max(paragraph.span_of(0, len(paragraph.text)).start, end)
        raw = article.text[begin : paragraph.span.end]
        begin += len(raw) - len(raw.lstrip())
        span = Span(begin, begin + len(raw.strip()))
        if any(c.isalpha() for c in raw) and not article.sections[0].in_template(begin):
            yield Problem(
                span, "text after a redirect is never shown", help="remove it or turn the page into an article"
            )
            return
