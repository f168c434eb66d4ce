"""Token vectors to entities, all texts at once. The package's docstring explains how."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

STEPS_TOGETHER = 12
"""Words that all chains advance together. Longer ones are followed only where they come true, so that the work is
proportional to the length of a text."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the model's state layer and of its scores, in the model's shapes."""

    features: Floats
    """(3, hidden, 2, width): current word, first word of the entity, previous word."""
    missing: Floats
    """(3, hidden, 2): in their place, where the state has no such word."""
    bias: Floats
    """(hidden, 2)"""
    scores: Floats
    """(moves, hidden)"""
    score_bias: Floats
    """(moves,)"""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts, one text after the other."""

    vectors: Floats
    """(words, width)"""
    is_space: Flags
    """White space: no entity begins there."""
    is_last: Flags
    """Last of its text: an entity ends there at the latest."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Words that belong together, with a label."""

    first: int
    """Number of its first word among all words."""
    end: int
    """Number of the word after its last."""
    label: str


class Decoder:
    """Greedy search of a transition model for entities, with the state of three words that the package describes."""

    def __init__(self, weights: Weights, moves: Sequence[str]) -> None:
        """`moves` are the model's own, in its order: "B-ORG", ..., "U-", "O". A label has all of B-, I-, L- and U-."""
        self._current, self._first, self._previous = (_pieces_apart(each).T.copy() for each in weights.features)
        _, self._no_first, self._no_previous = (_pieces_apart(each[..., None])[:, 0] for each in weights.missing)
        self._bias = _pieces_apart(weights.bias[..., None])[:, 0]
        outside = [number for number, move in enumerate(moves) if move[0] in "BUO" and move != "U-"]
        self._outside = [moves[number] for number in outside]
        self._outside_scores, self._outside_bias = weights.scores[outside].T.copy(), weights.score_bias[outside]
        self._begins = np.array([move[0] == "B" for move in self._outside])
        self._units = np.array([move[0] == "U" for move in self._outside])
        number_of = {move: number for number, move in enumerate(moves)}
        pairs = [[number_of.get(f"{kind}-{move[2:]}", 0) for kind in "IL"] for move in self._outside]
        self._inside = np.array(pairs)
        """(moves outside, 2): IN and LAST of the label that a move begins; of no meaning for OUT."""
        self._inside_scores, self._inside_bias = weights.scores[self._inside], weights.score_bias[self._inside]

    def entities(self, words: Words) -> list[Entity]:
        """The entities of all texts, in order."""
        current: Floats = words.vectors @ self._current
        moves = self._best_outside(current, words)
        starts = np.flatnonzero(self._begins[moves])
        ends = np.zeros(len(moves), dtype=np.intp)
        ends[starts] = self._ends(starts, moves, current, words, STEPS_TOGETHER)
        found: list[Entity] = []
        free = 0
        for first in np.flatnonzero(self._begins[moves] | self._units[moves]).tolist():
            if first < free:
                continue
            if self._units[moves[first]]:
                free = first + 1
            elif ends[first]:
                free = int(ends[first])
            else:
                [free] = self._ends(np.array([first]), moves, current, words, len(moves)).tolist()
            found.append(Entity(first, free, self._outside[moves[first]][2:]))
        return found

    def _best_outside(self, current: Floats, words: Words) -> Numbers:
        """The best move of each word, by its number in `_outside`, should the decoder stand outside entities there."""
        hidden = _best_piece(current + self._no_first + self._no_previous + self._bias)
        scores = hidden @ self._outside_scores + self._outside_bias
        scores[np.ix_(words.is_last, self._begins)] = -np.inf
        scores[np.ix_(words.is_space, self._begins | self._units)] = -np.inf
        best: Numbers = scores.argmax(axis=1)
        return best

    def _ends(self, starts: Numbers, moves: Numbers, current: Floats, words: Words, steps: int) -> Numbers:
        """The word after the last of each entity that begins at `starts`; 0 where `steps` do not reach it."""
        ends = np.zeros(len(starts), dtype=np.intp)
        firsts = words.vectors[starts] @ self._first
        going = np.arange(len(starts))
        for step in range(1, steps + 1):
            if not len(going):
                break
            here, begun = starts[going] + step, moves[starts[going]]
            previous = words.vectors[here - 1] @ self._previous
            hidden = _best_piece(current[here] + firsts[going] + previous + self._bias)
            scores = np.einsum("eh,emh->em", hidden, self._inside_scores[begun]) + self._inside_bias[begun]
            goes_on, closes = scores.T
            wins_ties = self._inside[begun, 1] < self._inside[begun, 0]
            is_end = (closes > goes_on) | ((closes == goes_on) & wins_ties) | words.is_last[here]
            ends[going[is_end]] = here[is_end] + 1
            going = going[~is_end]
        return ends


def _pieces_apart(weights: Floats) -> Floats:
    """(hidden, 2, width) as (2 * hidden, width): all first pieces of the maxout, then all second ones."""
    hidden, pieces, width = weights.shape
    return np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * hidden, width))


def _best_piece(both: Floats) -> Floats:
    """Maxout of two pieces that stand side by side."""
    half = both.shape[1] // 2
    return np.maximum(both[:, :half], both[:, half:])
