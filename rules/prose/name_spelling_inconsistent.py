from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Section
from articlewatch.article.alike import Variants, find_uses, find_variants, names_of
from articlewatch.article.running import RunningText, running_texts
from articlewatch.lint import Example, Problem, Related, rule

_WHY = {"apostrophes": "only apostrophes differ", "accents": "only accents differ", "letters": "one letter differs"}


@rule(
    "name-spelling-inconsistent",
    code="P101",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "The Mezzeh district burned. Planes left Mezzeh Air Base, and bombs fell on the ⟦Mazzeh⟧ district.",
        Example("Leaders of Hayat Tahrir al-Sham met. The men of Hayat came; ⟦Ha'yat⟧ went away.", format="plain"),
        "Tayyip Erdoğan spoke. Later Erdoğan's party left; Tayyip ⟦Erdogan⟧ came back.",
        "Hassan Abdel led them. So did ⟦Hasan⟧ Abdel in May, and Hassan Abdel in June.",
    ],
    good=[
        "Ehab Makhlouf and Eyad Makhlouf fled. Riad Asaad met Hafez Assad.",
        "The Syrian army left; Syria fell. The Alawite villages and the Alawites' leaders stayed.",
        "We'll go, and Well said. Will Anderson met Paul Andersen.",
        "The Mezzeh district and the Barzeh district burned.",
        "Martin River and Marten Street; \"Mezzeh district\" and ''Mazzeh district''.",
    ],
    precision="30 of 33 hits right (English corpus); the wrong ones: Azeri and Azari, Napoleon and "
    "Louis-Napoléon, two men called Victor",
    guideline="MOS:CONSISTENT",
)
def name_spelling_inconsistent(article: Article) -> Iterator[Problem]:
    """One name spelled in two ways.

    A reader who meets Hayat, Hay'at and Ha'yat wonders whether they are three groups, and a search
    finds one of them. Choose the spelling of the sources or of the linked article. Spellings count as one name when
    only apostrophes differ, or when one letter or accent differs and both stand beside the same word
    ("Mezzeh district", "Mazzeh district"). Two people whose names differ by a letter and who share a first name, and
    names that a text deliberately tells apart in one sentence, are what can mislead it.
    """
    sections = list(running_texts(article))
    for variants in find_variants([running for _, running in sections]):
        yield _problem(variants, sections)


def _problem(variants: Variants, sections: list[tuple[Section, RunningText]]) -> Problem:
    places = {
        spelling: [
            running.span_of(start, end).shift(section.offset)
            for section, running in sections
            if spelling in names_of(running)
            for start, end in find_uses(running.text, spelling)
        ]
        for spelling in variants.spellings
    }
    fewest = min(map(len, places.values()))
    odd = min((s for s in places if len(places[s]) == fewest), key=lambda s: places[s][0])
    common = max(places, key=lambda s: len(places[s]))
    related = [Related(span, f"“{s}” here") for s in places if s != odd for span in places[s][:3]]
    counts = ", ".join(f"{s} ({len(found)})" for s, found in places.items())
    return Problem(
        places[odd][0],
        f"one name in {len(places)} spellings: {counts}; {_WHY[variants.reason]}",
        related=tuple(related),
        help=f"if the same is meant, write “{common}” everywhere, or what the sources write"
        if len(places[common]) > fewest
        else "if the same is meant, choose one spelling, best that of the sources",
    )
