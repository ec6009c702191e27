from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Parameter, Section
from articlewatch.article.cs1 import URL_PARAMETERS
from articlewatch.article.cs1index import cs1_having
from articlewatch.lint import Example, Fix, Problem, rule
from articlewatch.lint.parameters import replace_value, value_span

_SCHEME = re.compile(
    r"(?:https?|ftps?|sftp|irc|ircs|gopher|mms|news|nntp|svn|git|urn|tel|sip|sips|xmpp|bitcoin|magnet|ssh|worldwind):|//",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?:https?:|ftps?:)?//(?:[^\s/?#@]+@)?(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?(?::\d+)?(?:[/?#].*)?"
    r"|(?:https?:)?//\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
#: Most addresses, for a quick look before the slow one.
_SOUND = re.compile(r"https?://(?:[a-z0-9][a-z0-9-]*[a-z0-9]\.){1,6}[a-z]{2,12}(?:[/?#][^\s{<]*)?")
_NAKED = re.compile(r"www\.[\w-]+\.[\w./%?=&#~-]+", re.ASCII)


@rule(
    "cite-bad-url",
    code="C051",
    severity="error",
    when="url",
    fix="safe",
    bad=[
        Example(
            "{{cite web |title=A |url=⟦www.example.org/a⟧}}",
            fixed="{{cite web |title=A |url=http://www.example.org/a}}",
        ),
        Example(
            "{{cite web |title=A |url=⟦http://http://example.org⟧}}",
            fixed="{{cite web |title=A |url=http://example.org}}",
        ),
        "{{cite web |title=A |url=⟦see the library⟧}}",
        Example(
            "{{cite web |title=A |url=⟦[https://example.org A]⟧}}".replace(" A]", "]"),
            fixed="{{cite web |title=A |url=https://example.org}}",
        ),
    ],
    good=[
        "{{cite web |title=A |url=https://example.org/a?b=c}}",
        "{{cite web |title=A |url=//example.org}}",
        "{{cite web |title=A |url={{GBurl|abc}}}}",
        "{{cite web |title=A |url=http://пример.испытание/a}}",
        "{{cite web |title=A |url=http://www.example.org/a_(b)}}",
    ],
    precision="7 of 7 hits right (corpus, histories and dumps, all languages)",
    guideline="Help:CS1 errors#bad_url",
)
def cite_bad_url(section: Section) -> Iterator[Problem]:
    """An address that cannot work: no scheme, no host, a blank or brackets in it.

    The link is not made, or leads nowhere, and the page shows an error.
    """
    for _, _, parameter in cs1_having(section, *URL_PARAMETERS):
        value = parameter.value
        if _SOUND.fullmatch(value):
            continue
        if (
            "{" in value
            or "<" in value
            or (_SCHEME.match(value) and not value.lower().startswith(("http", "ftp", "//")))
        ):
            continue
        if _HOST.fullmatch(value) and not re.search(r"\s", value) and "[" not in value[:9]:
            continue
        yield Problem(
            value_span(parameter, section.text),
            f"{parameter.name} is not a working address",
            _fix(parameter, section),
            help="write the whole address, beginning with https://",
        )


def _fix(parameter: Parameter, section: Section) -> Fix | None:
    value = parameter.value
    if _NAKED.fullmatch(value):
        mended = "http://" + value
    else:
        mended = re.sub(r"^\[+(\S+?)\]+$", r"\1", value)
        mended = re.sub(r"^(?:https?:?/{0,2})(?=https?://)", "", mended, flags=re.IGNORECASE)
        mended = re.sub(r"^(https?)(?::/(?=[^/])|//|;//|:///+|::+//|:\s+//)", r"\1://", mended, flags=re.IGNORECASE)
    if mended == value or not _HOST.fullmatch(mended) or re.search(r"\s", mended):
        return None
    return Fix((replace_value(parameter, section.text, mended),))
