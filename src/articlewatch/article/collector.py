"""Keeping the cyclic garbage collector from looking at thousands of parsed nodes again and again, in vain."""

from __future__ import annotations

import gc
import sys

#: A full collection is due when the memory has grown by this many blocks, or by half if that is more.
_GROWTH = 500_000


class pausing_collector:
    """Keep the cyclic garbage collector still; it is in the end as it was before.

    Half of the time of tokenizing would be spent in it. Afterwards it would go through everything that is kept (a
    sixth of the time of linting); that is put among the objects that have lived long instead, which only a full
    collection looks at. One is made when memory has grown much: built-in rules leave no cycles, others may.
    """

    #: Blocks of memory in use when everything had been looked at last.
    _left = 0

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            self._put_aside()
            gc.enable()

    @classmethod
    def _put_aside(cls) -> None:
        if gc.get_count()[0] <= gc.get_threshold()[0] or gc.get_freeze_count():
            return  # nothing would be looked at yet, or somebody else's frozen objects would thaw
        in_use = sys.getallocatedblocks()
        if not in_use:
            return  # memory is not Python's to count
        cls._left = cls._left or in_use
        if in_use > cls._left + max(_GROWTH, cls._left // 2):
            gc.collect()
            cls._left = sys.getallocatedblocks()
        else:
            # Both are a matter of linking lists, whatever their length.
            gc.freeze()
            gc.unfreeze()
