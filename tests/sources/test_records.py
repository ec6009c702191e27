from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlewatch.sources.records import hexadecimal_sha1, site_key


@pytest.mark.parametrize(
    ("base", "key"),
    [
        ("https://en.wikipedia.org/wiki/Main_Page", "en.wikipedia.org"),
        ("http://en.wikipedia.org/wiki/Main_Page", "en.wikipedia.org"),
        ("http://127.0.0.1:8089/index.php/Main_Page", "127.0.0.1:8089"),
        ("https://Example.org/wiki-a/index.php/Main_Page", "example.org/wiki-a"),
        ("https://example.org/w/index.php?title=Main_Page", "example.org"),
        ("", "testwiki"),
    ],
)
def test_site_key(base: str, key: str) -> None:
    assert site_key(base, "testwiki") == key


@given(st.binary())
def test_sums_in_both_bases(data: bytes) -> None:
    digits = hashlib.sha1(data).hexdigest()
    value, in_base_36 = int(digits, 16), ""
    while value:
        value, rest = divmod(value, 36)
        in_base_36 = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + in_base_36
    assert hexadecimal_sha1(in_base_36.rjust(31, "0")) == digits
    assert hexadecimal_sha1(digits.upper()) == digits


@pytest.mark.parametrize("nonsense", ["", "zz", "-1", " ", "g" * 40, "z" * 31, "١٢"])
def test_impossible_sums_are_no_sums(nonsense: str) -> None:
    assert hexadecimal_sha1(nonsense) in ("", f"{35 * 36 + 35:040x}")
