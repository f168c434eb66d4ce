"""Weighs the places that the names of one article may mean: by each other, the text after them, the outlet's home.

Two passes of a conditional logit over the namesakes of each name, with "none of these" as a further choice: the first
looks at each name alone, the second at where the other names probably lie. Boosted trees then judge each choice by all
of that. tools/place_model fits both, and says how well they do.
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
from news_pipeline.shared.boosted_trees import Trees, log_odds, read_arrays, trees_of
from news_pipeline.shared.word_tables import table_rows

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
    "near the home, by its confidence",
    "in the home's region, by its confidence",
    "in the home's country",
    "outside the home's country",
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


OF_RANKING = (
    "log probability",
    "share of the likeliest",
    "probability of none",
    "log namesakes",
    "ORG",
    "PERSON",
    "FAC or LOC",
    "words",
    "in a person's name",
    "confidence of the home",
    "a namesake near the home",
    "log names",
)
"""What the trees ask beside SINGLE and CONTEXT."""


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
    letters: str = ""
    """Its folded form without spaces."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside the names."""

    peoples: frozenset[int] = field(default_factory=frozenset)
    """Countries whose people the article names, by their numbers."""
    home_country: int = -1
    """The outlet's by the table or its domain, by its number."""
    home: Floats | None = None
    """Where its articles say that it lives, as a point on the unit sphere."""
    home_land: int = -1
    """The country of that point, by its number."""
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
    _, informed = weights()
    p = second_pass(choices, informed)
    return by_name(choices, judgements(choices, columns(names, around, choices, p), _trees()))


def rank_blind(names: Sequence[Name], around: Surroundings) -> list[Floats]:
    """The same by the logit alone, whatever the home: what an outlet's home is learned from."""
    if not names:
        return []
    choices = choices_of(names, around)
    blind, _ = weights()
    return by_name(choices, second_pass(choices, blind))


def second_pass(choices: Choices, passes: tuple[Floats, Floats]) -> Floats:
    """The probability of each choice by the logit. `passes` are the weights of its passes."""
    first, second = passes
    return probabilities(with_context(choices, probabilities(choices.single, first, choices)), second, choices)


def columns(names: Sequence[Name], around: Surroundings, choices: Choices, p: Floats) -> dict[str, Floats]:
    """What the trees ask of each choice, by feature. `p` are the probabilities of the logit."""
    sizes = np.diff(np.append(choices.starts, len(p)))
    last = choices.starts + sizes - 1
    likeliest = np.maximum.reduceat(np.where(choices.is_none, 0, p), choices.starts)
    of_names = np.array([_of_name(name) for name in names], dtype=np.float64)
    own = (
        np.log(p + 1e-6),
        p / (likeliest[choices.name] + 1e-9),
        p[last][choices.name],
        np.log(sizes)[choices.name],
        *of_names[choices.name].T,
        np.full(len(p), around.home_confidence),
        np.maximum.reduceat(choices.single[:, SINGLE.index("near the home")], choices.starts)[choices.name],
        np.full(len(p), np.log(len(names))),
    )
    table = with_context(choices, p)
    return dict(zip((*SINGLE, *CONTEXT, *OF_RANKING), (*table.T, *own), strict=True))


def _of_name(name: Name) -> tuple[float, ...]:
    is_label = (name.label == "ORG", name.label == "PERSON", name.label in ("FAC", "LOC"))
    return (*is_label, name.words, name.is_in_person)


def judgements(choices: Choices, asked: dict[str, Floats], trees: Trees) -> Floats:
    """The probability of each choice by the trees; those of a name sum up to 1 at most, none has 0."""
    odds = log_odds(trees, asked)
    p = np.where(choices.is_none, 0, 1 / (1 + np.exp(-odds)))
    found: Floats = p / np.maximum(np.add.reduceat(p, choices.starts), 1)[choices.name]
    return found


def by_name(choices: Choices, p: Floats) -> list[Floats]:
    """The probabilities of each name's namesakes."""
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
        own[:, 8], own[:, 9] = cosine > _NEAR, cosine > IN_REGION
        own[:, 10:12] = own[:, 8:10] * around.home_confidence
        at_home = places.country == around.home_land
        own[:, 12], own[:, 13] = at_home & (kind != COUNTRY), ~at_home & (kind != COUNTRY)
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
def weights() -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """The weights of both passes of the logit, blind to the home and with it."""
    rows = {row["feature"]: row for row in table_rows(__package__, "tables/place_weights.csv")}
    blind, informed = (
        (
            np.array([float(rows[name][f"{kind}_1"]) for name in SINGLE]),
            np.array([float(rows[name][f"{kind}_2"]) for name in (*SINGLE, *CONTEXT)]),
        )
        for kind in ("blind", "informed")
    )
    return blind, informed


@cache
def _trees() -> Trees:
    return trees_of(read_arrays(__package__, "tables/place_trees.npz"))
