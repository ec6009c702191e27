"""Keeping the cyclic garbage collector from looking at thousands of parsed nodes again and again, in vain."""

from __future__ import annotations

import gc

#: A full collection is due when this many objects have been put aside, or as many as the last one left if that is more.
_UNSEEN = 1_000_000


class pausing_collector:
    """Keep the cyclic garbage collector still; it is in the end as it was before.

    Half of the time of tokenizing would be spent in it. Afterwards it would go through everything that is kept (a
    sixth of the time of linting); that is put among the objects that have lived long instead, which only a full
    collection looks at. One is made from time to time, for there are cycles among them.
    """

    _unseen = 0
    _seen = 0

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            self._put_aside()
            gc.enable()

    @classmethod
    def _put_aside(cls) -> None:
        new = gc.get_count()[0]
        if new <= gc.get_threshold()[0] or gc.get_freeze_count():
            return  # nothing would be looked at yet, or somebody else's frozen objects would thaw
        cls._unseen += new
        if cls._unseen > max(_UNSEEN, cls._seen):
            gc.collect()
            cls._unseen, cls._seen = 0, len(gc.get_objects())
        else:
            # Both are a matter of linking lists, whatever their length.
            gc.freeze()
            gc.unfreeze()
