"""Weighs the places that the names of one article may mean: by each other, the text after them, the outlet's home.

A conditional logit over the namesakes of each name, with "none of these" as a further choice. Its first pass looks at
each name alone, later passes at where the other names probably lie. tables/README.md says how the weights were fitted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from news_pipeline.entities.place_index import (
    COUNTRY,
    DIVISION_1,
    DIVISION_2,
    FEATURES,
    TOWN,
    Floats,
    Ints,
    Namesakes,
    country_numbers,
)
from news_pipeline.shared.word_tables import table_rows

PASSES = 3
EARTH_KM = 6371.0
_NEAR = float(np.cos(100 / EARTH_KM))
IN_REGION = float(np.cos(300 / EARTH_KM))
"""Cosine between points that are 300 km apart."""
_MIN_MASS = 0.02
"""Less probable places say nothing about others."""

OF_NONE = (
    "none",
    "none: several words",
    "none: ORG",
    "none: PERSON",
    "none: FAC",
    "none: LOC",
    "none: in a person's name",
    "none: namesakes",
)
OF_ARTICLE = (
    "after comma: in its division",
    "after comma: in its country",
    "after comma: elsewhere",
    "kind named",
    "other kind named",
    "its people named",
    "in the outlet's country",
    "outside the outlet's country",
    "near the home",
    "in the home's region",
)
SINGLE = (*FEATURES, *OF_ARTICLE, *OF_NONE)
"""Features of the first pass."""
CONTEXT = (
    "near others",
    "others in the region",
    "others in the first division",
    "others in the country",
    "others in the second division",
    "share near",
    "share in the first division",
    "share in the country",
    "first division named",
    "country named",
    "the United States named",
    "second division named",
    "holds others",
    "town in a first division named",
)
"""Further features of later passes."""


@dataclass(frozen=True, slots=True)
class Area:
    """The country or first division that stands after a comma, by its number."""

    country: int
    first: int = -1
    """-1: a country."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the article that may be a place."""

    namesakes: Namesakes
    label: str
    """OntoNotes type of its mentions."""
    words: int
    areas: tuple[Area, ...] = ()
    """What stands after a comma behind it."""
    kind_named: int = -1
    """The kind of place that the word after it says: "Poltava region"."""
    is_in_person: bool = False
    """Whether a person of the article is called so."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside the names."""

    peoples: frozenset[int] = field(default_factory=frozenset)
    """Countries whose people the article names, by their numbers."""
    home_country: int = -1
    """The outlet's, by its number."""
    home: Floats | None = None
    """The outlet's town as a point on the unit sphere."""
    home_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Choices:
    """All choices of all names. A name's "none" is its last."""

    starts: Ints
    """First choice of each name."""
    name: Ints
    """Number of the name of each choice."""
    is_none: NDArray[np.bool_]
    single: Floats
    """Columns of SINGLE."""
    country: Ints
    first: Ints
    second: Ints
    kind: Ints
    vectors: Floats


def rank(names: Sequence[Name], around: Surroundings) -> list[Floats]:
    """For each name the probabilities of its namesakes; what they lack to 1 is that of none."""
    if not names:
        return []
    choices = choices_of(names, around)
    single, later = _weights()
    p = probabilities(choices.single, single, choices)
    for weights in later:
        p = probabilities(with_context(choices, p), weights, choices)
    ends = [*choices.starts[1:].tolist(), len(p)]
    return [p[start : end - 1] for start, end in zip(choices.starts.tolist(), ends, strict=True)]


def choices_of(names: Sequence[Name], around: Surroundings) -> Choices:
    """The choices with the features of the first pass."""
    sizes = np.array([len(name.namesakes.keys) + 1 for name in names])
    starts = np.cumsum(sizes) - sizes
    is_none = np.zeros(int(sizes.sum()), dtype=bool)
    is_none[starts + sizes - 1] = True
    none = np.array([-1])
    places = [name.namesakes for name in names]
    return Choices(
        starts=starts,
        name=np.repeat(np.arange(len(names)), sizes),
        is_none=is_none,
        single=np.concatenate([_single(name, around) for name in names]),
        country=np.concatenate([part for each in places for part in (each.country, none)]),
        first=np.concatenate([part for each in places for part in (each.first, none)]),
        second=np.concatenate([part for each in places for part in (each.second, none)]),
        kind=np.concatenate([part for each in places for part in (each.kind, none)]),
        vectors=np.concatenate([part for each in places for part in (each.vectors, np.zeros((1, 3)))]),
    )


def _single(name: Name, around: Surroundings) -> Floats:
    places = name.namesakes
    n, start = len(places.keys), len(FEATURES)
    table = np.zeros((n + 1, len(SINGLE)))
    is_label = (name.label == label for label in ("ORG", "PERSON", "FAC", "LOC"))
    table[n, start + len(OF_ARTICLE) :] = (1, name.words > 1, *is_label, name.is_in_person, np.log(n))
    table[:n, :start] = places.features
    kind, own = places.kind, table[:n, start:]
    if name.areas:
        divided = {area.first for area in name.areas if area.first >= 0}
        whole = {area.country for area in name.areas if area.first < 0}
        own[:, 0] = _is_in(places.first, divided) & (kind != DIVISION_1)
        own[:, 1] = _is_in(places.country, whole) & (kind != COUNTRY)
        own[:, 2] = (own[:, 0] + own[:, 1]) == 0
    if name.kind_named >= 0:
        own[:, 3] = kind == name.kind_named
        own[:, 4] = kind != name.kind_named
    if around.peoples:
        own[:, 5] = _is_in(places.country, around.peoples) & (kind != COUNTRY)
    if around.home_country >= 0:
        at_home = places.country == around.home_country
        own[:, 6] = at_home & (kind != COUNTRY)
        own[:, 7] = ~at_home & (kind != COUNTRY)
    if around.home is not None:
        cosine = places.vectors @ around.home
        own[:, 8] = (cosine > _NEAR) * around.home_confidence
        own[:, 9] = (cosine > IN_REGION) * around.home_confidence
    return table


def _is_in(column: Ints, wanted: set[int] | frozenset[int]) -> NDArray[np.bool_]:
    found = np.zeros(len(column), dtype=bool)
    for number in wanted:
        found |= column == number
    return found


def with_context(choices: Choices, p: Floats) -> Floats:
    """The features of a later pass, with where the other names lie by the probabilities of the last one."""
    firm = np.flatnonzero((p > _MIN_MASS) & ~choices.is_none)
    kind, kinds = choices.kind, choices.kind[firm]
    mass = (choices.name[:, None] != choices.name[firm]) * p[firm]
    cosine = choices.vectors @ choices.vectors[firm].T
    local = mass * (kinds >= DIVISION_2)
    near, region = ((cosine > _NEAR) * local).sum(axis=1), ((cosine > IN_REGION) * local).sum(axis=1)
    in_first = _shared(choices.first, firm) * mass
    in_country = _shared(choices.country, firm) * mass
    in_second = _shared(choices.second, firm) * mass
    first, country, second = in_first.sum(axis=1), in_country.sum(axis=1), in_second.sum(axis=1)
    first_named = np.minimum(in_first @ (kinds == DIVISION_1), 1)
    country_named = np.minimum(in_country @ (kinds == COUNTRY), 1)
    second_named = np.minimum(in_second @ (kinds == DIVISION_2), 1)
    held = np.choose(np.clip(kind, 0, TOWN), [country, first, second, np.zeros(len(kind))])
    others = max(len(choices.starts) - 1, 1)
    in_us = choices.country == country_numbers()["US"]  # most texts name it
    is_part, is_below, is_town = kind > COUNTRY, kind > DIVISION_1, kind == TOWN
    table = np.stack(
        [
            np.log1p(near),
            np.log1p(region),
            np.log1p(first) * is_below,
            np.log1p(country) * is_part,
            np.log1p(second) * is_town,
            near / others,
            first / others * is_below,
            country / others * is_part,
            first_named * is_below,
            country_named * is_part * ~in_us,
            country_named * is_part * in_us,
            second_named * is_town,
            np.log1p(held),
            first_named * is_town,
        ],
        axis=1,
    )
    table[choices.is_none] = 0
    return np.concatenate([choices.single, table], axis=1)


def _shared(column: Ints, firm: Ints) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (column[:, None] == column[firm]) & (column >= 0)[:, None]
    return found


def probabilities(features: Floats, weights: Floats, choices: Choices) -> Floats:
    """The probability of each choice among those of its name."""
    scores = features @ weights
    scores -= np.maximum.reduceat(scores, choices.starts)[choices.name]
    raised = np.exp(scores)
    return raised / np.add.reduceat(raised, choices.starts)[choices.name]


@cache
def _weights() -> tuple[Floats, tuple[Floats, ...]]:
    """The weights of the first pass and of the later ones."""
    rows = {row["feature"]: row for row in table_rows(__package__, "tables/place_weights.csv")}
    single = np.array([float(rows[name]["pass_1"]) for name in SINGLE])
    later = (np.array([float(rows[n][f"pass_{k}"]) for n in (*SINGLE, *CONTEXT)]) for k in range(2, PASSES + 1))
    return single, tuple(later)
