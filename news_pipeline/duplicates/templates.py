"""Tells two reports that one template made, or that share stock paragraphs only, from two copies of one report.

Both share most of their words. Reports of one template have swapped facts at aligned places; copies have next to none.
The rule looks at the two bodies and the days that they state, at nothing else, so the order of arrival does not count.

The thresholds come from a study of 187 copies of the summit in HELSINKI, 68 made-up pairs from templates and 608 of
Reuters-21578: none of the first is called a template, all of the second, 93 in 100 of the third. Least shares of .15 to
.30 change nothing on the copies.
"""

from dataclasses import dataclass
from typing import NamedTuple

from news_pipeline.duplicates.facts import FactualText
from news_pipeline.duplicates.overlap import Overlap
from news_pipeline.duplicates.swaps import Swaps, find_swaps

MIN_SHARE = 0.20
"""Of all facts at aligned places, those that are swapped."""
NAMED_WEIGHT = 2
"""Swapped facts, where a name or a date is among them."""
LONE_SHARE = 0.3
"""One swapped name is enough where it is this share of the facts: a frame that names little else, such as a job notice.
Of 173 pairs of HELSINKI that share much, none with one swapped name has more than .05."""
FIGURES_WEIGHT = 3
"""Swapped figures, where names and dates are equal."""
UPDATE_WEIGHT, UPDATE_SHARE = 5, 0.40
"""Updates of one report swap figures, and keep the weekday of their first sentences."""
UPDATE_DAYS = 2
"""They come within this many days."""
REWORDED, REWORDED_WEIGHT, REWORDED_SHARE = 2, 2, 0.40
"""An update keeps its words. Where so many swapped stretches have content words that the other text has nowhere ("peso
weakened" for "rupee firmed"), so many swapped figures are enough, with this share. By judgement."""
DATED_DAYS, DATED_PER_HUNDRED, DATED_SHARE = 2, 1.5, 0.08
"""Texts of different days need fewer swapped facts: so many in a hundred aligned words, and this share."""

OPENING = 12
"""Where only a frame is shared, each side begins with this many words of its own."""
OWN_WORDS, OWN_CONTENT_WORDS = 20, 8
"""It also has so many altogether, so many of them content; ..."""
OWN_FACTS, OTHER_FACTS = 4, 0.2
"""... or so many facts, of which the other side has at most this share. By judgement."""
BEFORE_FRAME = 0.6
"""Of each side's own words so many stand before the longest passage: stock passages close a text. Two trimmed copies
have theirs anywhere. By judgement."""
AMID_DAYS, AROUND_WORDS, ONE_PASSAGE = 30, 60, 0.9
"""A frame may also stand amid two texts so many days apart, such as the captions of a gallery: one passage with this
share of the shared words, and so many words of their own around it. Within days two papers may have cut one report
differently. By judgement: of 203 pairs of HELSINKI and of other news it names one."""
OTHER_SUBJECT, MOST_COVERAGE = 0.2, 0.9
"""Own content words that the other side has anywhere, as a share: another subject. Copies cover more than that."""
ALIKE_SUBJECT, LESS_COVERAGE = 0.4, 0.8
"""The same for subjects that resemble each other, whose names and figures differ as much."""

WORDS_A_FACT = 40
"""Shared words that hold no more than one fact in so many are stock, wherever they stand. Of 200 pairs of copies in
HELSINKI the poorest has one in 22."""
OWN_FACTS_IN_STOCK = 2
"""Facts of its own that each side has amid stock words, a name among them. By judgement."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts that share much differ in."""

    swaps: Swaps
    is_template: bool


def compare_facts(a: FactualText, b: FactualText, found: Overlap, days_apart: int | None) -> Comparison:
    """`days_apart`: between the days that both state; None where one states none. Symmetrical."""
    swaps = find_swaps(a, b, found.passages)
    is_template = (
        _only_frame(a, b, found, swaps)
        or _frame_amid(a, b, found, swaps, days_apart)
        or _only_stock(a, b, swaps)
        or _named(swaps)
        or _figures(a, b, swaps, days_apart)
        or _dated(swaps, days_apart)
    )
    return Comparison(swaps, is_template)


def _named(swaps: Swaps) -> bool:
    if all(conflict.kind == "figure" for conflict in swaps.conflicts):
        return False
    return swaps.share >= (MIN_SHARE if swaps.weight >= NAMED_WEIGHT else LONE_SHARE)


def _figures(a: FactualText, b: FactualText, swaps: Swaps, days_apart: int | None) -> bool:
    if swaps.weight >= REWORDED_WEIGHT and swaps.share >= REWORDED_SHARE and _reworded(a, b, swaps) >= REWORDED:
        return True
    may_be_update = swaps.first_weekdays_equal and (days_apart is None or days_apart <= UPDATE_DAYS)
    if may_be_update and not swaps.has_list:
        return swaps.weight >= UPDATE_WEIGHT and swaps.share >= UPDATE_SHARE
    return swaps.weight >= FIGURES_WEIGHT and swaps.share >= MIN_SHARE


def _reworded(a: FactualText, b: FactualText, swaps: Swaps) -> int:
    """Swapped stretches in which each side has content words that the other text has nowhere."""
    words_a, words_b = set(a.hashes), set(b.hashes)
    return sum(
        _says_else(a, stretch.words_a, words_b) and _says_else(b, stretch.words_b, words_a)
        for stretch in swaps.stretches
    )


def _says_else(text: FactualText, words: range, others: set[int]) -> bool:
    return any(
        text.is_content[place] and text.facts[place] is None and text.hashes[place] not in others for place in words
    )


def _dated(swaps: Swaps, days_apart: int | None) -> bool:
    return (
        days_apart is not None
        and days_apart >= DATED_DAYS
        and swaps.weight >= 1
        and 100 * swaps.weight >= DATED_PER_HUNDRED * swaps.aligned_words
        and swaps.share >= DATED_SHARE
    )


def _only_frame(a: FactualText, b: FactualText, found: Overlap, swaps: Swaps) -> bool:
    """Whether only stock passages are shared: both begin with words of their own, on another subject."""
    own_a = [place for place, aligned in enumerate(swaps.aligned_a) if not aligned]
    own_b = [place for place, aligned in enumerate(swaps.aligned_b) if not aligned]
    longest = max(found.passages, key=lambda passage: passage.words, default=None)
    coverage = max(found.coverage_a, found.coverage_b)
    begin_apart = not any(swaps.aligned_a[:OPENING]) and not any(swaps.aligned_b[:OPENING])
    if longest is None or coverage > MOST_COVERAGE or not begin_apart:
        return False
    if not (_mostly_before(own_a, longest.first_a) and _mostly_before(own_b, longest.first_b)):
        return False
    alike = [_alike(a, own_a, b), _alike(b, own_b, a)]
    content, facts = max(one.content for one in alike), max(one.facts for one in alike)
    if all(one.fact_count >= OWN_FACTS for one in alike) and content <= ALIKE_SUBJECT and facts <= OTHER_FACTS:
        return True
    if any(one.words < OWN_WORDS or one.content_words < OWN_CONTENT_WORDS for one in alike):
        return False
    return content <= OTHER_SUBJECT or (max(content, facts) <= ALIKE_SUBJECT and coverage <= LESS_COVERAGE)


def _frame_amid(a: FactualText, b: FactualText, found: Overlap, swaps: Swaps, days_apart: int | None) -> bool:
    """Whether one stock passage stands amid two texts of other days, which begin and end with other things."""
    longest = max(found.passages, key=lambda passage: passage.words, default=None)
    if days_apart is None or days_apart < AMID_DAYS:
        return False
    if longest is None or longest.words < ONE_PASSAGE * swaps.aligned_words:
        return False
    if max(found.coverage_a, found.coverage_b) > LESS_COVERAGE:
        return False
    for text, aligned, other in ((a, swaps.aligned_a, b), (b, swaps.aligned_b, a)):
        own = [place for place, is_shared in enumerate(aligned) if not is_shared]
        apart = not any(aligned[:OPENING]) and not any(aligned[-OPENING:])
        if not apart or len(own) < AROUND_WORDS or _alike(text, own, other).content > ALIKE_SUBJECT:
            return False
    return True


def _only_stock(a: FactualText, b: FactualText, swaps: Swaps) -> bool:
    """Whether what is shared says nothing, and what each side has of its own is on another subject."""
    if len(swaps.equal_facts) * WORDS_A_FACT > swaps.aligned_words:
        return False
    own_a = [place for place, aligned in enumerate(swaps.aligned_a) if not aligned]
    own_b = [place for place, aligned in enumerate(swaps.aligned_b) if not aligned]
    return all(
        one.words >= OWN_WORDS
        and one.content <= ALIKE_SUBJECT
        and one.fact_count >= OWN_FACTS_IN_STOCK
        and one.has_name
        and one.facts <= OTHER_FACTS
        for one in (_alike(a, own_a, b), _alike(b, own_b, a))
    )


def _mostly_before(places: list[int], frame: int) -> bool:
    return sum(place < frame for place in places) >= BEFORE_FRAME * len(places)


class _Likeness(NamedTuple):
    """What a side has of its own, and the shares of it that the other text has anywhere."""

    words: int
    content_words: int
    content: float
    fact_count: int
    facts: float
    has_name: bool


def _alike(own: FactualText, places: list[int], other: FactualText) -> _Likeness:
    content = {own.hashes[place] for place in places if own.is_content[place]}
    facts = {fact[:2] for place in places if (fact := own.facts[place]) is not None}
    others_facts = {fact[:2] for fact in other.facts if fact is not None}
    return _Likeness(
        len(places),
        len(content),
        len(content & set(other.hashes)) / len(content) if content else 0.0,
        len(facts),
        len(facts & others_facts) / len(facts) if facts else 0.0,
        any(kind == "name" for kind, _ in facts),
    )
