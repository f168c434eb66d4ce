"""What an article's places say about where its outlet lives.

steps/mentions/outlet_homes.sql sums the votes of all articles of an outlet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from news_pipeline.entities.place_index import DIVISION_2, TOWN, Floats, country_numbers
from news_pipeline.entities.place_names import PLACE_LABELS, Home
from news_pipeline.entities.place_ranking import Name

MIN_PROBABILITY = 0.05
"""Less probable places have no vote."""
MOST_PLACES = 4
"""Places of a name that have votes, the likeliest first."""
KNOWN_TO_ALL = 5.3
"""Logarithm of people from which on a town's name says little: everybody writes about it."""
ABROAD = 0.2
"""What a vote outside the outlet's country is worth."""
IN_DOMAIN, IN_DOMAIN_TIMES = 0.3, 2
"""A vote counts so much more if the outlet's domain begins with the town's name, or holds it: parisbeacon.com."""
MIN_LETTERS = 5
"""Shorter names stand in domains by chance."""


@dataclass(frozen=True, slots=True)
class HomeVote:
    """One name of an article, taken for one town or second division, speaks for a home near it."""

    name: str
    """Folded."""
    place_key: str
    latitude: float
    """Degrees north, to a thousandth."""
    longitude: float
    country_code: str
    weight: int
    """In thousandths, so that sums do not depend on their order."""


def home_votes(names: Mapping[str, Name], probabilities: Sequence[Floats], home: Home) -> list[HomeVote]:
    """The votes of an article: probable places, less for those known to all and those abroad.

    `probabilities` know nothing of the home, so that a home never speaks for itself.
    """
    country = country_numbers().get(home.country or "", -1)
    votes, codes = [], sorted(country_numbers())
    for (folded, name), p in zip(names.items(), probabilities, strict=True):
        places = name.namesakes
        in_domain = len(name.letters) >= MIN_LETTERS and name.letters in home.letters
        for number in np.argsort(-p, kind="stable")[:MOST_PLACES].tolist() if name.label in PLACE_LABELS else ():
            is_local = places.kind[number] >= DIVISION_2 and places.vectors[number].any()
            if p[number] < MIN_PROBABILITY or not is_local:
                continue
            weight = float(p[number])
            if places.kind[number] == TOWN:
                weight /= 1 + 10 ** (float(places.population[number]) - KNOWN_TO_ALL)
            if country >= 0 and places.country[number] != country:
                weight *= ABROAD
            if in_domain:
                weight = IN_DOMAIN_TIMES * weight + IN_DOMAIN * float(p[number])
            x, y, z = places.vectors[number].tolist()
            latitude = round(float(np.degrees(np.arcsin(z))), 3)
            longitude = round(float(np.degrees(np.arctan2(y, x))), 3)
            code = codes[places.country[number]]
            votes.append(HomeVote(folded, places.keys[number], latitude, longitude, code, round(1000 * weight)))
    return votes
