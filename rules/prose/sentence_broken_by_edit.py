from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.fluency import broken_by_edit
from articlewatch.lint import Fix, Problem, Revised, rule
from articlewatch.lint.rule import Example


@rule(
    "sentence-broken-by-edit",
    code="P023",
    severity="error",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="assisted",
    supersedes=(
        "although-but",
        "bare-month",
        "dangling-end",
        "date-without-preposition",
        "doubled-phrase",
        "doubled-word",
        "garbled-sentence",
        "lost-space",
        "month-without-day",
        "punctuation-run",
        "split-word",
        "verb-form",
        "word-clash",
        "year-missing",
    ),
    bad=[
        Example(
            "It rained. The town is the ⟦centre all⟧ trade in the region.",
            previous="It rained. The town is the centre of all trade in the region.",
            fixed="It rained. The town is the centre of all trade in the region.",
        ),
        Example(
            "The council of the town announced the new plan ⟦December⟧.",
            previous="The council of the town announced the new plan in December 2024.",
            fixed="The council of the town announced the new plan in December 2024.",
        ),
        Example(
            "They moved the office ⟦in to⟧ the north.",
            previous="They moved the office in 1990 to the north.",
            fixed="They moved the office in 1990 to the north.",
        ),
    ],
    good=[
        Example("All the houses are old and new.", previous="All of the houses are old and new."),
        Example(
            "The town is the centre all trade in the region now.",
            previous="The town is the centre all trade in the region.",
        ),
        Example("The bridge was built in 1933.", previous="The bridge was built in 1932."),
        Example(
            "The bridge was closed in in the winter of 1940. It is red.",
            previous="The bridge was closed in in the winter of 1940.",
        ),
    ],
    precision="11 of 11 errors right, 2 of 3 warnings (151 revisions of one article and smaller histories)",
)
def sentence_broken_by_edit(revised: Revised) -> Iterator[Problem]:
    """A sentence that was whole in the revision before and is broken now.

    What is too weak a sign in one revision is proof beside the sentence as it was: a preposition or an auxiliary that
    alone disappeared, a date that lost its preposition, two function words that meet for the first time. The repair is
    the earlier wording; keep what else the edit meant to change. A single word taken out, or a space, is a warning.
    """
    for sentence, before in revised.changed_sentences():
        if len(before) != 1 or sentence.kind != "text":
            continue
        hit = broken_by_edit(sentence.masked, before[0].masked)
        if hit is None:
            continue
        earlier = before[0].span.of(revised.old.text)
        yield Problem(
            sentence.span_of(hit.start, hit.end),
            f"the last edit broke the sentence: {hit.missing}",
            Fix.replace(sentence.span, earlier, safety="assisted"),
            help="restore the earlier wording",
            severity="warning" if "was taken out" in hit.missing or hit.missing.startswith("a space") else None,
        )
