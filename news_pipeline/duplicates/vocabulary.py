"""Word forms of a text as numbers, looked up for all words of many texts at once.

Here: the key of every stretch of bytes by one pass over them, and the table from keys to numbers. Elsewhere: what the
number of a form is (tokens.py).

The key of a form is a polynomial over its bytes modulo 2^64, taken out of running sums (Karp, Rabin 1987), so that no
loop over words is needed. Only a form that is not in the table is looked at by itself. Keys are never stored.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_BASE = 0xD6E8FEB86659FD93
_INVERSE = pow(_BASE, -1, 2**64)
_SLOT_BITS = 20
_SHIFT = np.uint64(64 - _SLOT_BITS)
_KNOWN_LIMIT = 300_000  # entries of about 100 bytes; forgetting them costs time only


def _byte_values() -> NDArray[np.uint64]:
    """SplitMix64 of each byte."""
    values = (np.arange(1, 257, dtype=np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        values = (values ^ (values >> np.uint64(shift))) * np.uint64(factor)
    return values ^ (values >> np.uint64(31))


_BYTE_VALUES = _byte_values()


class Vocabulary:
    """Numbers of forms. The table holds one form a slot; forms that lost their slot are still known."""

    def __init__(self, number_of: Callable[[str], int]) -> None:
        self._number_of = number_of
        self._known: dict[int, int] = {}
        self._keys = np.zeros(2**_SLOT_BITS, dtype=np.uint64)
        self._numbers = np.zeros(2**_SLOT_BITS, dtype=np.uint64)
        self._powers = np.ones(1, dtype=np.uint64)
        self._inverses = np.ones(1, dtype=np.uint64)

    def numbers(self, data: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
        """The number of each form `data[start:end]`, UTF-8 with lone surrogates let through."""
        keys = self._form_keys(np.frombuffer(data, dtype=np.uint8), starts, ends)
        slots = keys >> _SHIFT
        numbers: NDArray[np.uint64] = self._numbers[slots]
        missed = np.flatnonzero(self._keys[slots] != keys)
        if len(missed):
            _, first, back = np.unique(keys[missed], return_index=True, return_inverse=True)
            places = missed[first]
            found = np.array([self._look_up(data, starts, ends, keys, place) for place in places.tolist()], np.uint64)
            numbers[missed] = found[back]
            self._keys[slots[places]] = keys[places]
            self._numbers[slots[places]] = found
        return numbers

    def _look_up(
        self,
        data: bytes,
        starts: NDArray[np.int64],
        ends: NDArray[np.int64],
        keys: NDArray[np.uint64],
        place: int,
    ) -> int:
        key = int(keys[place])
        number = self._known.get(key)
        if number is None:
            if len(self._known) > _KNOWN_LIMIT:
                self._known.clear()
            form = data[int(starts[place]) : int(ends[place])].decode("utf-8", "surrogatepass")
            self._known[key] = number = self._number_of(form)
        return number

    def _form_keys(
        self, data: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.uint64]:
        self._grow(len(data))
        sums = np.zeros(len(data) + 1, dtype=np.uint64)
        np.cumsum(_BYTE_VALUES[data] * self._powers[: len(data)], out=sums[1:])
        keys = (sums[ends] - sums[starts]) * self._inverses[starts]
        return (keys ^ (keys >> np.uint64(32))) * np.uint64(0x9FB21C651E98DF25) | np.uint64(1)

    def _grow(self, length: int) -> None:
        if len(self._powers) < length:
            steps = np.full(length - 1, _BASE, dtype=np.uint64), np.full(length - 1, _INVERSE, dtype=np.uint64)
            one = np.ones(1, dtype=np.uint64)
            self._powers, self._inverses = (np.concatenate([one, np.cumprod(step)]) for step in steps)
