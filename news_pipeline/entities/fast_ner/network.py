"""Words to token vectors: rows by written form, kept, and the convolutions over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from news_pipeline.entities.fast_ner.decoder import Floats, Numbers

Form = tuple[int, int]
"""Hashes of a word as it is written, and of its normal form, which the tokenizer may choose: "'s" is "is" or "us"."""
MAX_FORMS = 100_000
"""Forms whose rows are kept, in 45 MB; then the table begins anew."""
PADDING = 4
"""Empty rows between two texts, as many as the convolutions see to one side: so no text sees another."""
_EPSILON = np.float32(1e-8)


class WordRows:
    """The rows of written forms, each computed once."""

    def __init__(self, compute: Callable[[Sequence[Form]], Floats], width: int) -> None:
        self._compute = compute
        self._places: dict[Form, int] = {}
        self._table = np.empty((1024, width), dtype=np.float32)

    def places_of(self, forms: Sequence[Form]) -> Numbers:
        """Where in the table the rows of these forms stand, until the next call.

        Costs two milliseconds whenever a form is new, so it is worth asking for many words at once.
        """
        new = [form for form in dict.fromkeys(forms) if form not in self._places]
        if new:
            if len(self._places) + len(new) > MAX_FORMS:
                self._places.clear()
                new = list(dict.fromkeys(forms))
            self._add(new)
        return np.fromiter(map(self._places.__getitem__, forms), dtype=np.intp, count=len(forms))

    def at(self, places: Numbers) -> Floats:
        """The rows at these places: (places, width)."""
        rows: Floats = self._table[places]
        return rows

    def _add(self, new: Sequence[Form]) -> None:
        begin, end = len(self._places), len(self._places) + len(new)
        if end > len(self._table):
            larger = np.empty((max(end, 2 * len(self._table)), self._table.shape[1]), dtype=np.float32)
            larger[:begin] = self._table[:begin]
            self._table = larger
        self._table[begin:end] = self._compute(new)
        self._places.update(zip(new, range(begin, end), strict=True))


@dataclass(frozen=True, slots=True)
class Convolution:
    """One layer: a word with its neighbours, maxout of three pieces, layer normalisation, and the word added again.

    Two words are done at once with four products instead of six: the weights are combined once, neighbouring rows are
    added and subtracted (Winograd's F(2, 3); Lavin and Gray 2016, https://arxiv.org/abs/1509.09308). The words a CPU
    second of all tagging rise by 17 % with AVX2, by 28 % with SSE, and stay with AVX-512.
    """

    previous: Floats
    """(width, 3 * width): the row before in; first, second and third pieces out."""
    next: Floats
    sum: Floats
    """Half of all three, previous, own and next row, added."""
    difference: Floats
    """The same with the own row's taken away."""
    bias: Floats
    """(3 * width,)"""
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, weights: Floats, bias: Floats, scale: Floats, shift: Floats) -> "Convolution":
        """From the model's shapes (width, 3, 3 * width) and (width, 3)."""
        width, pieces, window = weights.shape
        apart = weights.transpose(2, 1, 0).reshape(window, pieces * width)
        previous, own, following = (np.ascontiguousarray(each) for each in np.split(apart, 3))
        outer, half = np.add(previous, following), np.float32(0.5)
        added, taken = np.add(outer, own) * half, np.subtract(outer, own) * half
        return cls(previous, following, added, taken, np.ascontiguousarray(bias.T).ravel(), scale, shift)

    def apply(self, rows: Floats) -> None:
        """Change the rows, of an even number, in place. The first and the last must be empty and stay so."""
        before, first = rows[:-2:2], rows[1:-1:2]
        second, after = rows[2::2], rows[3::2]
        shared: Floats = np.add(first, second) @ self.sum
        opposed: Floats = np.subtract(second, first) @ self.difference
        of_first: Floats = np.subtract(before, second) @ self.previous
        of_first += shared
        of_first += opposed
        of_second = shared
        of_second -= opposed
        of_second -= np.subtract(first, after) @ self.next
        change_first, change_second = self._change(of_first), self._change(of_second)
        first += change_first
        second += change_second

    def _change(self, pieces: Floats) -> Floats:
        """What is added to the rows whose pieces these are, before the bias."""
        width = len(self.scale)
        pieces += self.bias
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("rw,rw->r", best, best) / np.float32(width) + _EPSILON
        best *= (np.float32(1) / np.sqrt(variance))[:, None]
        best *= self.scale
        best += self.shift
        return best


def token_vectors(rows: Floats, lengths: Sequence[int], layers: Sequence[Convolution]) -> Floats:
    """Rows of texts, one after the other, with each one's context in them: (words, width)."""
    places, needed = _places(lengths)
    padded = np.zeros((needed, rows.shape[1]), dtype=np.float32)
    padded[places] = rows
    for layer in layers:
        layer.apply(padded)
    vectors: Floats = padded[places]
    return vectors


def _places(lengths: Sequence[int]) -> tuple[Numbers, int]:
    """Where each word stands among rows that begin with one empty row and PADDING, and how many rows there are.

    After each text is PADDING, and one row more where that is odd. So each text begins with the first row of a pair,
    and its sums are rounded alike whatever texts stand before it.
    """
    spans = np.array(lengths, dtype=np.intp) + PADDING
    spans += spans % 2
    starts = np.cumsum(spans) - spans + 1 + PADDING
    words = np.arange(sum(lengths)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(starts, lengths) + words, int(spans.sum()) + PADDING + 2
