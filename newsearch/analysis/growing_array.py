"""Arrays that grow at their end, for tables whose rows come one batch after another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

_Scalar = TypeVar("_Scalar", bound=np.generic)


class GrowingArray(Generic[_Scalar]):
    """A one-dimensional array with room to spare.

    >>> numbers = GrowingArray(np.int32)
    >>> numbers.extend([3, 1])
    >>> numbers.values.tolist()
    [3, 1]
    """

    def __init__(self, scalar: type[_Scalar]) -> None:
        self._room: NDArray[_Scalar] = np.empty(1024, scalar)
        self.values: NDArray[_Scalar] = self._room[:0]

    def extend(self, values: Sequence[Any] | NDArray[Any]) -> None:
        """Append values. ``values`` is another array afterwards: take it anew."""
        before = len(self.values)
        after = before + len(values)
        if after > len(self._room):
            room = np.empty(2 * after, self._room.dtype)
            room[:before] = self.values
            self._room = room
        self._room[before:after] = values
        self.values = self._room[:after]

    def __len__(self) -> int:
        return len(self.values)
