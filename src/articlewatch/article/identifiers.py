"""Numbers that identify a source: whether one can be right, and how it should be written.

A check takes the value as written and returns what is wrong with it in a few words, or an empty string. The rules of
each scheme are public: ISBN (ISO 2108), ISSN (ISO 3297), ISMN (ISO 10957), DOI (ISO 26324), LCCN (the Library of
Congress' "LCCN Namespace"), bibcode (ADS), arXiv's identifier scheme. The tests hold the check digits to
python-stdnum, which says yes or no but not what is wrong, in ten times the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from articlewatch.article.cs1 import cs1_data

_SEPARATORS = str.maketrans("", "", "- \u2010\u2011\u2012\u2013")


def _compact(value: str) -> str:
    return value.translate(_SEPARATORS)


def isbn_fault(value: str) -> str:
    """Check an ISBN of 10 or 13 digits."""
    digits = _compact(value)
    if digits.lower().startswith("isbn"):
        return "begins with the word ISBN"
    if re.search(r"[^0-9Xx]", digits):
        return "holds a character that no ISBN has"
    if len(digits) not in (10, 13):
        return f"has {len(digits)} digits, not 10 or 13"
    if "x" in digits[:-1].lower() or (len(digits) == 13 and digits[-1] in "xX"):
        return "has an X where none can be"
    if len(digits) == 13:
        if not digits.startswith(("978", "979")):
            return "does not begin with 978 or 979"
        if digits.startswith("9790"):
            return "is an ISMN (printed music), not an ISBN"
        good = not ean_remainder(digits)
    else:
        good = sum((10 - n) * (10 if c in "xX" else int(c)) for n, c in enumerate(digits)) % 11 == 0
    return "" if good else "has a wrong check digit"


def ean_remainder(digits: str) -> int:
    """Return what the weighted sum of 13 digits leaves when divided by 10; 0 when the check digit is right."""
    return sum(int(c) * (3 if n % 2 else 1) for n, c in enumerate(digits)) % 10


def issn_fault(value: str) -> str:
    """Check an ISSN."""
    if not re.fullmatch(r"\d{4}[-–]?\d{3}[\dXx]", value):
        return "is not written as four digits, a hyphen and four more"
    digits = _compact(value)
    total = sum((8 - n) * (10 if c in "xX" else int(c)) for n, c in enumerate(digits))
    return "" if total % 11 == 0 else "has a wrong check digit"


def ismn_fault(value: str) -> str:
    """Check an ISMN."""
    digits = _compact(value)
    if not re.fullmatch(r"9790\d{9}", digits):
        return "is not 979-0 and nine digits"
    return "" if not ean_remainder(digits) else "has a wrong check digit"


def sbn_fault(value: str) -> str:
    """Check an SBN: an ISBN of 10 digits without its leading zero."""
    digits = _compact(value)
    if not re.fullmatch(r"\d{8}[\dXx]", digits):
        return "is not nine digits"
    return isbn_fault("0" + digits)


def doi_fault(value: str) -> str:
    """Check a DOI."""
    if re.match(r"(?:https?:)?//|(?:dx\.)?doi\.org", value, re.IGNORECASE):
        return "is an address; give only what begins with 10."
    if re.match(r"doi\b", value, re.IGNORECASE):
        return "begins with the word doi"
    if not value.startswith("10."):
        return "does not begin with 10."
    match = re.fullmatch(r"10\.([1-9]\d{3,8}(?:\.\d+)*)/(\S.*)", value)
    if match is None:
        return "has no registrant and suffix, as in 10.1000/xyz"
    if match.group(1) == "5555":
        return "has the registrant 5555, which is for tests"
    if re.search(r"\s", value):
        return "holds a blank"
    return "ends with a punctuation mark" if value[-1] in ".,;:" else ""


def _number_fault(name: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not re.fullmatch(r"[1-9]\d*", value):
            return "is not a number"
        return "" if int(value) <= cs1_data()["identifiers"][name] else "is higher than any given out so far"

    return check


def oclc_fault(value: str) -> str:
    """Check a number of WorldCat; ``ocm``, ``ocn``, ``on`` and ``(OCoLC)`` may stand before it."""
    match = re.fullmatch(r"(?:\(OCoLC\)|ocm|ocn|on)?0*(\d{1,10})", value)
    return "" if match and int(match.group(1)) else "is not a number of at most ten digits"


def pmc_fault(value: str) -> str:
    """Check a PMC number; the letters PMC are allowed before it."""
    return _number_fault("pmc")(value[3:] if value[:3].upper() == "PMC" else value)


def arxiv_fault(value: str) -> str:
    """Check an arXiv identifier of the scheme before or since April 2007."""
    modern = re.fullmatch(r"(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})(?:v[1-9]\d*)?", value)
    if modern:
        when = int(modern.group(1)) * 100 + int(modern.group(2))
        if when < 704:
            return "has the new form but a date before April 2007"
        if (len(modern.group(3)) == 5) != (when >= 1501):
            return "has four digits after the dot up to 2014, five since"
        return ""
    old = re.fullmatch(r"[a-z][a-z-]+(?:\.[A-Z]{2})?/(\d\d)(0[1-9]|1[0-2])\d{3}(?:v[1-9]\d*)?", value)
    if old:
        return ""
    return "is neither of the form 1501.00001 nor hep-th/9901001"


def bibcode_fault(value: str) -> str:
    """Check a bibcode of the Astrophysics Data System."""
    if len(value) != 19:
        return f"has {len(value)} characters, not 19"
    if not re.fullmatch(r"[12]\d{3}[A-Za-z&.][\w.&]{8}[\w.&]{5}[\w.:]?", value, re.ASCII) or not value[-1].isalpha():
        return (
            ""
            if re.fullmatch(r"[12]\d{3}[\w.&]{14}[A-Za-z.:]", value, re.ASCII)
            else "is not of the form 1974AJ.....79..819H"
        )
    return ""


def jstor_fault(value: str) -> str:
    """Check a JSTOR identifier."""
    if re.search(r"\s", value):
        return "holds a blank"
    return "is an address or begins with the word JSTOR" if re.match(r"https?:|jstor|www\.", value, re.I) else ""


def lccn_fault(value: str) -> str:
    """Check a Library of Congress control number in its normalised form."""
    compact = value.replace(" ", "")
    hyphen = re.fullmatch(r"(\D*\d{2,4})-(\d{1,6})", compact)
    if hyphen:
        compact = hyphen.group(1) + hyphen.group(2).zfill(6)
    if re.fullmatch(r"(?:[a-z]{0,3}\d{8}|[a-z]{0,2}\d{10})", compact):
        return ""
    return "is not up to three letters and eight or ten digits"


def asin_fault(value: str) -> str:
    """Check an Amazon number."""
    if not re.fullmatch(r"[0-9A-Z]{10}", value):
        return "is not ten capitals and digits"
    if re.fullmatch(r"\d{9}[\dX]", value) and not isbn_fault(value):
        return "is an ISBN; give it as isbn"
    return ""


def ol_fault(value: str) -> str:
    """Check an Open Library number."""
    return "" if re.fullmatch(r"(?:OL)?[1-9]\d*[AMW]", value) else "is not a number and A, M or W"


def mr_fault(value: str) -> str:
    """Check a number of Mathematical Reviews."""
    return "" if re.fullmatch(r"(?:MR)?\d{1,7}", value) else "is not a number of at most seven digits"


def zbl_fault(value: str) -> str:
    """Check a number of zbMATH."""
    return "" if re.fullmatch(r"\d{1,4}\.\d{5}|0\d{7}|[1-9]\d{6,7}", value) else "is not of the form 0924.11015"


def jfm_fault(value: str) -> str:
    """Check a number of the Jahrbuch über die Fortschritte der Mathematik."""
    return "" if re.fullmatch(r"\d\d\.\d{4}\.\d\d", value) else "is not of the form 53.0001.01"


def hdl_fault(value: str) -> str:
    """Check a handle."""
    if re.match(r"https?:|hdl\b", value, re.I):
        return "is an address; give only the handle"
    return "" if re.fullmatch(r"[^\s/]+/\S+", value) else "has no slash, or holds a blank"


def biorxiv_fault(value: str) -> str:
    """Check a bioRxiv DOI."""
    good = re.fullmatch(r"10\.(?:1101|64898)/(?:\d{6}|\d{4}\.\d\d\.\d\d\.\d{6,8})(?:v\d+)?", value)
    return "" if good else "is not of the form 10.1101/078733"


def medrxiv_fault(value: str) -> str:
    """Check a medRxiv DOI."""
    good = re.fullmatch(r"10\.(?:1101|64898)/(?:\d{8}|\d{4}\.\d\d\.\d\d\.\d{8})(?:v\d+)?", value)
    return "" if good else "is not of the form 10.1101/2020.11.16.20232009"


def citeseerx_fault(value: str) -> str:
    """Check a CiteSeerX DOI."""
    return "" if re.fullmatch(r"10\.1\.1\.[1-9]\d{0,3}\.[1-9]\d{0,3}", value) else "is not of the form 10.1.1.220.7880"


#: Canonical parameter -> its check.
CHECKS: dict[str, Callable[[str], str]] = {
    "arxiv": arxiv_fault,
    "asin": asin_fault,
    "bibcode": bibcode_fault,
    "biorxiv": biorxiv_fault,
    "citeseerx": citeseerx_fault,
    "doi": doi_fault,
    "eissn": issn_fault,
    "hdl": hdl_fault,
    "isbn": isbn_fault,
    "ismn": ismn_fault,
    "issn": issn_fault,
    "jfm": jfm_fault,
    "jstor": jstor_fault,
    "lccn": lccn_fault,
    "medrxiv": medrxiv_fault,
    "mr": mr_fault,
    "oclc": oclc_fault,
    "ol": ol_fault,
    "osti": _number_fault("osti"),
    "pmc": pmc_fault,
    "pmid": _number_fault("pmid"),
    "rfc": _number_fault("rfc"),
    "s2cid": _number_fault("s2cid"),
    "sbn": sbn_fault,
    "ssrn": _number_fault("ssrn"),
    "zbl": zbl_fault,
}

_PREFIX = re.compile(
    r"(?:https?:)?//(?:(?:dx\.)?doi\.org|hdl\.handle\.net|(?:www\.)?jstor\.org/(?:stable|pss)|arxiv\.org/abs"
    r"|(?:www\.)?ncbi\.nlm\.nih\.gov/(?:pubmed|pmc/articles)|(?:www\.)?worldcat\.org/oclc)/"
    r"|(?:doi|isbn(?:-1[03])?|issn|pmid|pmc(?:id)?|oclc|arxiv|hdl|jstor|lccn|bibcode)\b[:#=]?\s*",
    re.IGNORECASE,
)


def mended_identifier(name: str, value: str) -> str:
    """Return *value* without an address, a label or a stray mark round it, when that makes it right, else ``""``."""
    bare = value.strip().strip(".,;:").strip()
    match = _PREFIX.match(bare)
    if match:
        bare = bare[match.end() :].strip()
    if name in ("issn", "eissn"):
        digits = _compact(bare).upper()
        bare = f"{digits[:4]}-{digits[4:]}" if len(digits) == 8 else bare
    elif name in ("doi", "hdl"):
        bare = bare.partition("?")[0] if match and bare.count("/") else bare
    elif name == "pmc":
        bare = bare.strip("/").removeprefix("PMC")
    elif name == "isbn":
        bare = bare.strip(" ()").replace("x", "X")
    elif name in ("pmid", "oclc"):
        bare = bare.strip("/").replace(" ", "")
    if bare == value or not bare or CHECKS[name](bare):
        return ""
    return bare
