"""Identifiers of sources, against an independent implementation and against documented values."""

from __future__ import annotations

import random

import pytest

from articlewatch.article.identifiers import CHECKS, isbn_fault, issn_fault, mended_identifier


def _random_digits(source: random.Random, count: int) -> str:
    return "".join(source.choice("0123456789") for _ in range(count))


def test_isbn_agrees_with_stdnum() -> None:
    isbn = pytest.importorskip("stdnum.isbn", reason="python-stdnum is not installed")
    source = random.Random(7)
    for _ in range(3000):
        if source.random() < 0.5:
            digits = _random_digits(source, 9) + source.choice("0123456789X")
        else:
            digits = source.choice(["978", "9791", "977"])
            digits += _random_digits(source, 13 - len(digits))
        assert (isbn_fault(digits) == "") == isbn.is_valid(digits), digits


def test_issn_agrees_with_stdnum() -> None:
    issn = pytest.importorskip("stdnum.issn", reason="python-stdnum is not installed")
    source = random.Random(8)
    for _ in range(3000):
        digits = _random_digits(source, 7) + source.choice("0123456789X")
        assert (issn_fault(f"{digits[:4]}-{digits[4:]}") == "") == issn.is_valid(digits), digits


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
