"""Finds the facts that are swapped where two texts share passages: "21 -> 17", "Ostley -> Penhaven".

The passages are the frame. Between two of them, and beside the outermost, the texts are aligned word by word; where a
short stretch on one side stands for a short stretch on the other, their facts are compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from news_pipeline.duplicates.facts import Fact, FactualText, Kind
from news_pipeline.duplicates.gaps import Gap, gaps, trimmed
from news_pipeline.duplicates.overlap import Passage

SHORT_GAP = 12
"""Gaps of at most this many words need not resemble each other."""
SENTENCE = 20
"""In gaps of at most this many words the facts that the other text has nowhere stand for each other. Of 203 pairs of
HELSINKI and of other news that share much, none gets another relation by it."""
MIN_MATCH_OF_SHORTER, MIN_MATCH_OF_LONGER = 0.40, 0.25
"""Else a gap holds other words, not swapped ones."""
ALIKE_LENGTH, MIN_MATCH_OF_ALIKE = 0.6, 0.25
"""Between two passages less is enough where one side has this share of the other's words: one sentence, filled anew."""
MAX_STRETCH = 12
"""Words of a swapped stretch; longer ones are rewritten."""
LIST = 3
"""Different figures of a list on one side, where the other has two or more in its place. By judgement."""
ROUNDING = 0.06
"""Figures this near to each other may be rounded."""
HALF = 0.5
"""What a figure weighs that may be rounded or converted."""
SAME_NAME, OTHER_INITIAL = 0.6, 0.75
"""Names of which this share of letters is equal in order are spellings of one: Netanyahu, Netanyahou. It is more where
they begin with other letters: Gaddafi, Kadafi; not Wiltshire, Hampshire."""
SAME_BEGINNING = 4
"""So are those that begin with the same letters: Senate, Senator."""

_FAR_UNIT = 3
"""A unit stands within this many words of its figure."""


class Stretch(NamedTuple):
    """Words of a that stand in the place of words of b."""

    words_a: range
    words_b: range


class Conflict(NamedTuple):
    """A fact in one text, and what stands in its place in the other."""

    kind: Kind
    in_a: str
    in_b: str
    weight: float


@dataclass(frozen=True, slots=True)
class Swaps:
    """What differs at aligned places."""

    conflicts: tuple[Conflict, ...]
    equal_facts: frozenset[tuple[Kind, str]]
    """Different facts that are equal at aligned places."""
    aligned_words: int
    aligned_a: tuple[bool, ...]
    """Whether each word of a has its like in b at an aligned place."""
    aligned_b: tuple[bool, ...]
    first_weekdays_equal: bool
    """An aligned weekday stands among the first 80 words of both."""
    stretches: tuple[Stretch, ...]
    """The short ones that were swapped, whatever they hold."""
    has_list: bool
    """A whole list of figures was swapped, such as the numbers of a draw."""

    @property
    def weight(self) -> float:
        """Of all conflicts."""
        return sum(conflict.weight for conflict in self.conflicts)

    @property
    def share(self) -> float:
        """Of all facts at aligned places, those that were swapped."""
        total = self.weight + len(self.equal_facts)
        return self.weight / total if total else 0.0


OPENING_WORDS = 80
"""An aligned weekday among these tells the day of the news."""

_KINDS: tuple[Kind, ...] = ("figure", "name", "weekday", "month")
_Key = tuple[Kind, frozenset[str], frozenset[str]]


def find_swaps(a: FactualText, b: FactualText, passages: Sequence[Passage]) -> Swaps:
    """Compare the facts of two texts around the passages that they share. Swapping the texts swaps the answer."""
    if (len(b.hashes), b.hashes) < (len(a.hashes), a.hashes):
        turned = _find(b, a, sorted(Passage(one.first_b, one.first_a, one.words) for one in passages))
        conflicts = tuple(Conflict(one.kind, one.in_b, one.in_a, one.weight) for one in turned.conflicts)
        return Swaps(
            conflicts,
            turned.equal_facts,
            turned.aligned_words,
            turned.aligned_b,
            turned.aligned_a,
            turned.first_weekdays_equal,
            tuple(Stretch(one.words_b, one.words_a) for one in turned.stretches),
            turned.has_list,
        )
    return _find(a, b, passages)


def _find(a: FactualText, b: FactualText, passages: Sequence[Passage]) -> Swaps:
    found = _Alignment(a, b)
    frame = trimmed(passages)
    for passage in frame:
        found.equal(passage.first_a, passage.first_b, passage.words)
    for gap in gaps(frame, found.aligned_a, found.aligned_b):
        found.compare(gap)
    return found.swaps()


class _Alignment:
    """What has been found so far."""

    def __init__(self, a: FactualText, b: FactualText) -> None:
        self.a, self.b = a, b
        self.known_a, self.known_b = _known_facts(a), _known_facts(b)
        self.aligned_a, self.aligned_b = [False] * len(a.hashes), [False] * len(b.hashes)
        self.conflicts: dict[_Key, Conflict] = {}
        self.equal_facts: set[tuple[Kind, str]] = set()
        self.weekdays_equal = False
        self.stretches: list[Stretch] = []
        self.has_list = False

    def equal(self, first_a: int, first_b: int, words: int) -> None:
        """Note a run of equal words."""
        for place in range(words):
            i, j = first_a + place, first_b + place
            self.aligned_a[i] = self.aligned_b[j] = True
            mine, other = self.a.facts[i], self.b.facts[j]
            if mine is not None and other is not None and mine[:2] == other[:2]:
                self.equal_facts.add((mine.kind, mine.key))
                if mine.kind == "weekday" and max(i, j) < OPENING_WORDS:
                    self.weekdays_equal = True

    def compare(self, gap: Gap) -> None:
        """Align the words of a gap, if they resemble each other, and note what is equal and what was swapped."""
        words_a, words_b = self.a.hashes[gap.start_a : gap.end_a], self.b.hashes[gap.start_b : gap.end_b]
        shorter, longer = sorted((len(words_a), len(words_b)))
        if not shorter:
            return
        steps = SequenceMatcher(None, words_a, words_b, autojunk=False).get_opcodes()
        matches = sum(end - start for tag, start, end, _, _ in steps if tag == "equal")
        is_filled = not (gap.open_start or gap.open_end) and shorter >= ALIKE_LENGTH * longer
        least = MIN_MATCH_OF_ALIKE if is_filled else MIN_MATCH_OF_SHORTER
        resembles = matches >= least * shorter and matches >= MIN_MATCH_OF_LONGER * longer
        if not resembles and longer > SHORT_GAP:
            return
        for number, (tag, start_a, end_a, start_b, end_b) in enumerate(steps):
            is_open = (number == 0 and gap.open_start) or (number == len(steps) - 1 and gap.open_end)
            if tag == "equal":
                self.equal(gap.start_a + start_a, gap.start_b + start_b, end_a - start_a)
            elif tag == "replace" and not is_open and max(end_a - start_a, end_b - start_b) <= MAX_STRETCH:
                self.swapped(
                    range(gap.start_a + start_a, gap.start_a + end_a), range(gap.start_b + start_b, gap.start_b + end_b)
                )
        if longer <= SENTENCE and not (gap.open_start or gap.open_end):
            self.swapped_anywhere(range(gap.start_a, gap.end_a), range(gap.start_b, gap.end_b))

    def swapped(self, words_a: range, words_b: range) -> None:
        """Compare the facts of a stretch, kind by kind."""
        self.stretches.append(Stretch(words_a, words_b))
        facts_a, facts_b = (
            [text.facts[place] for place in words if text.facts[place] is not None]
            for text, words in ((self.a, words_a), (self.b, words_b))
        )
        for kind in _KINDS:
            mine = {fact.key: fact for fact in facts_a if fact is not None and fact.kind == kind}
            other = {fact.key: fact for fact in facts_b if fact is not None and fact.kind == kind}
            self._note(kind, mine, other, Stretch(words_a, words_b))

    def swapped_anywhere(self, words_a: range, words_b: range) -> None:
        """Compare the facts of a short gap that the other text has nowhere, where no stretch of it was swapped.

        "Cape Sorrow to Hale Point" and "Hale Point to Drummet Light" are aligned by what both have.
        """
        facts_a = _facts_besides(self.known_b, self.a, words_a)
        facts_b = _facts_besides(self.known_a, self.b, words_b)
        for kind in _KINDS:
            mine = {fact.key: fact for fact in facts_a if fact.kind == kind}
            other = {fact.key: fact for fact in facts_b if fact.kind == kind}
            if not any(known == kind and names & mine.keys() for known, names, _ in self.conflicts):
                self._note(kind, mine, other, Stretch(words_a, words_b))

    def _note(self, kind: Kind, mine: dict[str, Fact], other: dict[str, Fact], stretch: Stretch) -> None:
        """A conflict, if both sides have facts of the kind and none in common."""
        if not mine or not other or mine.keys() & other.keys():
            return
        if kind == "name" and any(_same_name(one, two) for one in mine for two in other):
            return
        weight = 1.0
        if kind == "figure":
            weight = float(min(len(mine), len(other)))
            self.has_list |= weight > 1 and max(len(mine), len(other)) >= LIST
            if self._converted(stretch) or (weight == 1.0 and _rounded(mine, other)):
                weight = HALF
        key: _Key = (kind, frozenset(mine), frozenset(other))
        if key not in self.conflicts and not (kind == "name" and self._is_known(mine, other)):
            self.conflicts[key] = Conflict(kind, _shown(mine), _shown(other), weight)

    def _is_known(self, mine: dict[str, Fact], other: dict[str, Fact]) -> bool:
        """A name that is replaced throughout counts once, in its short form too."""
        return any(
            kind == "name" and names_a & mine.keys() and names_b & other.keys()
            for kind, names_a, names_b in self.conflicts
        )

    def _converted(self, stretch: Stretch) -> bool:
        units_a, units_b = (
            {unit for unit in text.units[max(0, words.start) : words.stop + _FAR_UNIT] if unit}
            for text, words in ((self.a, stretch.words_a), (self.b, stretch.words_b))
        )
        return units_a != units_b

    def swaps(self) -> Swaps:
        return Swaps(
            tuple(self.conflicts.values()),
            frozenset(self.equal_facts),
            sum(self.aligned_a),
            tuple(self.aligned_a),
            tuple(self.aligned_b),
            self.weekdays_equal,
            tuple(self.stretches),
            self.has_list,
        )


def _known_facts(text: FactualText) -> frozenset[tuple[Kind, str]]:
    return frozenset(fact[:2] for fact in text.facts if fact is not None)


def _facts_besides(known: frozenset[tuple[Kind, str]], text: FactualText, words: range) -> list[Fact]:
    """The facts among these words that the other text, whose facts are `known`, has nowhere."""
    return [fact for place in words if (fact := text.facts[place]) is not None and fact[:2] not in known]


def _same_name(one: str, other: str) -> bool:
    if one[:SAME_BEGINNING] == other[:SAME_BEGINNING] and min(len(one), len(other)) >= SAME_BEGINNING:
        return True
    one, other = sorted((one, other))
    least = SAME_NAME if one[:1] == other[:1] else OTHER_INITIAL
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least


def _rounded(mine: dict[str, Fact], other: dict[str, Fact]) -> bool:
    """Whether one of the figures may be another one with fewer digits: 214 and 210, not 7.41 and 7.38."""
    return any(
        _digits(one) != _digits(two) and abs(float(one) - float(two)) <= ROUNDING * max(float(one), float(two))
        for one in filter(_is_number, mine)
        for two in filter(_is_number, other)
    )


def _digits(key: str) -> int:
    """Digits that say something: 210 and .21 have two."""
    return len(key.replace(".", "").strip("0"))


def _is_number(key: str) -> bool:
    try:
        return float(key) > 0
    except ValueError:
        return False


def _shown(facts: dict[str, Fact]) -> str:
    return " ".join(dict.fromkeys(fact.shown for fact in facts.values()))
