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
    """One layer: a word with its neighbours, maxout of three pieces, layer normalisation, and the word added again."""

    weights: Floats
    """(3 * width, 3 * width): previous, own and next row in; first, second and third pieces out."""
    bias: Floats
    """(3 * width,)"""
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, weights: Floats, bias: Floats, scale: Floats, shift: Floats) -> "Convolution":
        """From the model's shapes (width, 3, 3 * width) and (width, 3)."""
        width, pieces, window = weights.shape
        apart = weights.transpose(1, 0, 2).reshape(pieces * width, window)
        return cls(np.ascontiguousarray(apart.T), np.ascontiguousarray(bias.T).ravel(), scale, shift)

    def apply(self, rows: Floats) -> None:
        """Change the rows in place. The first and the last must be empty and stay so."""
        width = rows.shape[1]
        window = np.concatenate((rows[:-2], rows[1:-1], rows[2:]), axis=1)
        pieces = window @ self.weights
        pieces += self.bias
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("rw,rw->r", best, best) / np.float32(width) + _EPSILON
        best *= (np.float32(1) / np.sqrt(variance))[:, None]
        best *= self.scale
        best += self.shift
        rows[1:-1] += best


def token_vectors(rows: Floats, lengths: Sequence[int], layers: Sequence[Convolution]) -> Floats:
    """Rows of texts, one after the other, with each one's context in them: (words, width)."""
    places = _places(lengths)
    padded = np.zeros((len(rows) + PADDING * (len(lengths) + 1) + 2, rows.shape[1]), dtype=np.float32)
    padded[places] = rows
    for layer in layers:
        layer.apply(padded)
    vectors: Floats = padded[places]
    return vectors


def _places(lengths: Sequence[int]) -> Numbers:
    """Where each word stands among rows that begin with one empty row and PADDING, and have PADDING after each text."""
    texts = np.repeat(np.arange(1, len(lengths) + 1), lengths)
    return np.arange(len(texts)) + PADDING * texts + 1
