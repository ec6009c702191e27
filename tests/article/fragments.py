"""Random wikitext: fragments of every construct, whole and broken, strung together."""

from __future__ import annotations

from hypothesis import strategies as st

#: Marks that open, close or divide something, alone.
MARKS = tuple(
    mark
    for line in (
        "{{ }} {{{ }}} [[ ]] [ ] {| |} |- | || ! = == === '' ''' ''''' <!-- --> & ; : * # ~~~~ ---- -{ }- http:// ",
        'https://a.org // mailto:x </ref> <ref> <ref/> <ref name=a> <ref name="a" /> <ref name=" < > <references> ',
        '</references> <references/> <nowiki> </nowiki> <nowiki/> <pre> </pre> <math> </math> <gallery> </gallery> ',
        '<div> </div> <b> </b> <i> </i> <br> <br/> <table> </table> <td> <poem> </poem> <blockquote> </blockquote> ',
        '<small> </small> <sup> </sup> <unknown> </unknown> <a.b> __TOC__ __NOTOC__ &nbsp; &#32; &#x20; &amp ',
    )
    for mark in line.split()
)

#: Sound constructs.
WHOLE = (
    "A plain sentence about a bridge. ",
    "It opened in 1932, said \"the mayor\" of the town; nobody else did. ",
    "''Title'' and '''bold''' and '''''both'''''. ",
    "[[Target]] [[Target|label]]s [[File:A.jpg|thumb|A [[nested]] caption]] [[Category:Bridges]] [[de:Brücke]] ",
    "{{name}} {{name|1|b=2}} {{outer|x={{inner|y}}|[[a|b]]}} {{{arg|default}}} ",
    "{{cite web |url=https://example.org/a |title=T}} {{sfn|Smith|1990|p=3}} {{efn|A note.<ref>N</ref>}} {{r|a|b}} ",
    "<ref>Smith.</ref> <ref name=\"a\">{{cite book|title=B}}</ref> <ref name=a /> <ref group=n>x</ref> ",
    "{{reflist|refs=\n<ref name=\"a\">A</ref>\n}} <references><ref name=b>B</ref></references> ",
    "[https://example.org/a label] https://example.org/b [http://example.org] [//example.org x] ",
    "<!-- a comment --> <nowiki>[[x]] {{</nowiki> <math>a < b {{c}}</math> <pre> {{x </pre>\n",
    "{|\n! a || b\n|-\n| 1 || {{x|y}}\n|}\n",
    "* item one\n* item ''two''\n** deeper\n# first\n; term : definition\n",
    "== Heading ==\n",
    "=== Deeper {{x}} ===\n",
    "======Deepest====== <!-- c -->\n",
    " preformatted line\n",
    "<gallery>\nA.jpg|caption [[x]]\n</gallery>\n",
    "&nbsp;&ndash;&#8211;&#x2013; __NOTOC__ #REDIRECT [[X]] ",
    "\n\n",
    "漢字の文。第二文。 ",
    "Ünïcödé 𝒜 é \u200f\u0627\u0644\u0639\u0631\u0628\u064a\u0629 ",
    "\ufffc\u00a0\u2028\x0b\x1f",
)

_noise = st.text(alphabet="ab .\n=|'[]{}<>/!-&;:*#\"\u00e9\u4e2d", max_size=12)
fragments = st.sampled_from(MARKS) | st.sampled_from(WHOLE) | _noise

#: A text of up to forty fragments, glued with or without blanks and line feeds.
wikitext = st.builds(
    lambda pieces: "".join(piece + glue for piece, glue in pieces),
    st.lists(st.tuples(fragments, st.sampled_from(["", "", " ", "\n", "\n\n"])), max_size=40),
)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """*text* with up to six stretches deleted, doubled, or replaced by a mark."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        piece = draw(st.sampled_from(["", text[start:end] * 2, *MARKS]))
        text = text[:start] + piece + text[end:]
    return text
