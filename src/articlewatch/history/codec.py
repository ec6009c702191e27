"""Compress one text against an earlier one with zstd, and back.

Facts the settings rest on, measured on real histories: a base of like size makes a revision some 100 times
smaller, an unlike one (a blanked page) is worse than none; the window must reach over base and text
together; chains of 50 cost well under a millisecond to read.
"""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: how many steps a text may be away from one that is stored whole
DEEPEST = 50

_LEVEL = 3
_SMALLEST_BASE = 64  # bytes; zstd refuses less than 8, and so little context gains nothing
_SMALLEST_WINDOW, _LARGEST_WINDOW = 21, 27  # 27 is the most a decoder accepts without being told


def is_like_sized(size: int, base_size: int) -> bool:
    """Whether a text of *base_size* bytes is worth being the base of one of *size* bytes."""
    return base_size >= _SMALLEST_BASE and size <= 2 * base_size and base_size <= 2 * size + 4096


def compress(text: bytes, base: bytes | None) -> bytes:
    """Return *text* compressed, with *base* as what the decoder already knows."""
    reach = (len(text) + len(base or b"")).bit_length()
    options: dict[int, int] = {
        zstd.CompressionParameter.compression_level: _LEVEL,
        zstd.CompressionParameter.window_log: min(max(reach, _SMALLEST_WINDOW), _LARGEST_WINDOW),
        # without it matches at the far end of a base of some MB are not found
        zstd.CompressionParameter.enable_long_distance_matching: 1,
        zstd.CompressionParameter.checksum_flag: 0,  # the store keeps a sha1 and checks it
    }
    if base is None:
        return zstd.compress(text, options=options)
    return zstd.compress(text, options=options, zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix)


def decompress(body: bytes, base: bytes | None) -> bytes:
    """Return what ``compress`` was given. Raises ValueError when *body* is damaged."""
    try:
        if base is None:
            return zstd.decompress(body)
        return zstd.decompress(body, zstd_dict=zstd.ZstdDict(base, is_raw=True).as_prefix)
    except zstd.ZstdError as error:
        raise ValueError(str(error)) from None
