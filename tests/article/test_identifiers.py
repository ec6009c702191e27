"""Identifiers of sources, against an independent implementation and against documented values.

python-stdnum knows ISBN (and so SBN), ISSN, ISMN and the EAN they are written in; it knows no DOI, PMID, PMC, arXiv,
OCLC, bibcode, JSTOR or LCCN.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
import stdnum.ean
import stdnum.isbn
import stdnum.ismn
import stdnum.issn

from articlewatch.article.identifiers import (
    CHECKS,
    ean_remainder,
    isbn_fault,
    ismn_fault,
    issn_fault,
    mended_identifier,
    sbn_fault,
)

DIGITS = "0123456789"


def _written(source: random.Random, digits: str) -> str:
    """Return *digits* with hyphens or blanks between some of them, as editors write them."""
    mark = source.choice(("", "-", " "))
    cuts = {source.randrange(1, len(digits)) for _ in range(3)}
    return "".join(mark + c if n in cuts else c for n, c in enumerate(digits))


def _numbers(seed: int, *forms: tuple[str, int, str]) -> Iterator[str]:
    """Yield numbers of the *forms* (beginning, length, last characters) with every last character: one is right."""
    source = random.Random(seed)
    for _ in range(400):
        for start, length, last in forms:
            digits = start + "".join(source.choice(DIGITS) for _ in range(length - len(start) - 1))
            for end in last:
                yield _written(source, digits + end)


def test_isbn_agrees_with_stdnum() -> None:
    forms = ("", 10, DIGITS + "Xx"), ("978", 13, DIGITS), ("9791", 13, DIGITS), ("977", 13, DIGITS), ("978", 13, "X")
    # Nine digits python-stdnum takes for an SBN; the citation templates want that as sbn.
    for number in _numbers(7, *forms, ("", 12, DIGITS + "X"), ("", 11, DIGITS)):
        assert (isbn_fault(number) == "") == stdnum.isbn.is_valid(number), number


def test_sbn_agrees_with_stdnum() -> None:
    for number in _numbers(9, ("", 9, DIGITS + "X"), ("", 10, DIGITS)):
        assert (sbn_fault(number) == "") == stdnum.isbn.is_valid("0" + number), number


def test_issn_agrees_with_stdnum() -> None:
    for number in _numbers(8, ("", 8, DIGITS + "Xx")):
        digits = number.replace("-", "").replace(" ", "")
        assert (issn_fault(f"{digits[:4]}-{digits[4:]}") == "") == stdnum.issn.is_valid(digits), number


def test_ismn_and_ean_agree_with_stdnum() -> None:
    for number in _numbers(10, ("9790", 13, DIGITS), ("9791", 13, DIGITS), ("9790", 12, DIGITS)):
        assert (ismn_fault(number) == "") == stdnum.ismn.is_valid(number), number
        digits = number.replace("-", "").replace(" ", "")
        if len(digits) == 13:
            assert (ean_remainder(digits) == 0) == stdnum.ean.is_valid(digits), number


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("isbn", "978-0-306-40615-7"),
        ("isbn", "0-8044-2957-x"),
        ("issn", "2434-561X"),
        ("ismn", "979-0-2306-7118-7"),
        ("doi", "10.1038/171737a0"),
        ("doi", "10.1002/(SICI)1097-0061(199706)13:7"),
        ("doi", "10.1000.10/123456"),
        ("pmid", "17322060"),
        ("pmc", "PMC345678"),
        ("arxiv", "0709.1234"),
        ("arxiv", "1501.00001v2"),
        ("arxiv", "hep-th/9901001"),
        ("arxiv", "math.GT/0309136"),
        ("bibcode", "1974AJ.....79..819H"),
        ("bibcode", "2003ApJS..148..175S"),
        ("jstor", "2118559"),
        ("jstor", "10.2307/j.ctt46nrzt"),
        ("lccn", "n78890351"),
        ("lccn", "sn2006058112"),
        ("lccn", "85-2"),
        ("oclc", "ocm12345678"),
        ("oclc", "(OCoLC)22239204"),
        ("ol", "18319A"),
        ("zbl", "0823.53042"),
        ("jfm", "54.0271.04"),
        ("mr", "0123456"),
        ("hdl", "20.1000/100"),
        ("biorxiv", "10.1101/2020.07.24.220400"),
        ("medrxiv", "10.1101/2020.11.16.20232009"),
        ("citeseerx", "10.1.1.176.341"),
        ("s2cid", "37220927"),
        ("asin", "B00086U61Y"),
    ],
)
def test_sound_values_pass(name: str, value: str) -> None:
    assert CHECKS[name](value) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("isbn", "978-0-306-40615-8"),
        ("isbn", "0-8044-X957-2"),
        ("isbn", "123456789"),
        ("issn", "2434-5611"),
        ("doi", "https://doi.org/10.1038/171737a0"),
        ("doi", "11.1038/171737a0"),
        ("doi", "10.5555/12345678"),
        ("doi", "10.1038/171737 a0"),
        ("pmid", "017322060"),
        ("pmid", "999999999"),
        ("pmc", "PMC 345678"),
        ("arxiv", "1501.0001"),
        ("arxiv", "1413.0001"),
        ("bibcode", "1974AJ.....79..819"),
        ("jstor", "https://www.jstor.org/stable/2118559"),
        ("oclc", "12345678901"),
        ("ol", "18319"),
        ("lccn", "89456"),
        ("asin", "0306406152"),
        ("s2cid", "x"),
    ],
)
def test_faulty_values_are_told(name: str, value: str) -> None:
    assert CHECKS[name](value) != ""


@pytest.mark.parametrize(
    ("name", "value", "mended"),
    [
        ("doi", "doi:10.1038/171737a0.", "10.1038/171737a0"),
        ("doi", "http://dx.doi.org/10.1038/171737a0", "10.1038/171737a0"),
        ("pmid", "PMID 17322060", "17322060"),
        ("pmc", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC345678/", "345678"),
        ("issn", "2434561x", "2434-561X"),
        ("isbn", "ISBN-13: 978-0-306-40615-7", "978-0-306-40615-7"),
        ("isbn", "978-0-306-40615-8", ""),
        ("doi", "10.1038/171737a0", ""),
    ],
)
def test_mending_only_unwraps(name: str, value: str, mended: str) -> None:
    assert mended_identifier(name, value) == mended
    if mended:
        assert CHECKS[name](mended) == ""
