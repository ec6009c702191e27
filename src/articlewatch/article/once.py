"""What is worked out when it is first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class cached_property(Generic[T]):
    """``functools.cached_property`` without a lock.

    The standard one takes a lock up to Python 3.11, which costs as much as all else it does, and a section has thirty
    such properties. Two threads may both work a value out, and the same comes out.
    """

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> cached_property[T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> cached_property[T] | T:
        """Return what the function returns, and leave it where the next look-up finds it first."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work_out(instance)
        return value


class Extracted:
    """Something that others take facts out of, each worked out once."""

    def extracted(self, extract: Callable[[Self], T]) -> T:
        """Return ``extract(self)``, worked out once; *extract* must depend on nothing else."""
        known = self._extracted
        try:
            found: T = known[extract]
        except KeyError:
            found = known[extract] = extract(self)
        return found

    @cached_property
    def _extracted(self) -> dict[Callable[[Any], Any], Any]:
        return {}
