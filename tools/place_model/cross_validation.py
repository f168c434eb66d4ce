"""How well places are told that the models never saw: folds by outlet.

    python -m tools.place_model.cross_validation SET DATA

SET and DATA as data.py says. Prints, by source, the share of all toponyms that are right, and the share of those with a
place. A country or first division counts as right within its country, too.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from news_pipeline.entities import place_choice
from news_pipeline.entities.folding import fold_name
from news_pipeline.entities.gazetteer import countries, peoples
from news_pipeline.entities.place_choice import least, place_of_key, settled
from news_pipeline.entities.place_index import COUNTRY
from news_pipeline.entities.place_ranking import by_name, judgements
from tools.place_model.data import COUNTRY_KM, DIVISION_KM, NEAR_KM, Document, GoldPlace, fold_of, plain, read_documents
from tools.place_model.fit import (
    Example,
    Model,
    asked_of,
    blind_of,
    examples_of,
    fit_passes,
    fit_trees,
    homes_of,
    trees_of_model,
)

FOLDS = 5
Point = tuple[float, float, str | None]
Answers = dict[str, list[np.ndarray]]
"""Probabilities of the namesakes of each name, by file."""


def unseen(documents: Sequence[Document], *, with_homes: bool = True) -> Answers:
    """Each document by models that were fitted on the outlets of other folds."""
    blind = examples_of(documents, {})
    looks: Answers = {}
    for fold in range(FOLDS):
        own, others = _parted(blind, fold)
        looks |= blind_of(own, fit_passes(others))
    homes = homes_of(documents, looks) if with_homes else {}
    informed = examples_of(documents, homes)
    found: Answers = {}
    for fold in range(FOLDS):
        own, others = _parted(informed, fold)
        passes = fit_passes(others)
        model = Model(passes, passes, fit_trees(others, passes))
        found |= answers_of(own, model)
    return found


def answers_of(examples: Sequence[Example], model: Model) -> Answers:
    """What the model says."""
    trees = trees_of_model(model.trees)
    return {
        e.document.file: by_name(e.choices, judgements(e.choices, asked_of(e, model.informed), trees)) for e in examples
    }


def _parted(examples: Sequence[Example], fold: int) -> tuple[list[Example], list[Example]]:
    own = [example for example in examples if fold_of(example.document, FOLDS) == fold]
    return own, [example for example in examples if fold_of(example.document, FOLDS) != fold]


def points_of(document: Document, answers: Sequence[np.ndarray]) -> dict[str, list[Point]]:
    """The points of each name as the pipeline would give them."""
    chosen: dict[str, Point] = {}
    for (folded, name), p in zip(document.names.ranked.items(), answers, strict=True):
        final = settled(name, p)
        best = int(np.argmax(final))
        if final[best] >= least(name.label, bool(name.namesakes.kind[best] == COUNTRY)):
            _add(chosen, folded, name.namesakes.keys[best])
    for folded, key in document.names.known.items():
        _add(chosen, folded, key)
    found: defaultdict[str, list[tuple[float, float, str | None]]] = defaultdict(list)
    for mention, may_be in zip(document.mentions, document.perhaps, strict=True):
        folded = fold_name(mention.name) or mention.name
        found[plain(mention.name)] += [chosen[folded]] if may_be and folded in chosen else []
        if mention.label == "NORP" and peoples().get(folded) in countries():
            land = countries()[peoples()[folded]]
            if land.latitude is not None and land.longitude is not None:
                found[plain(mention.name)].append((land.latitude, land.longitude, land.code))
    return found


def _add(chosen: dict[str, Point], folded: str, key: str) -> None:
    place = place_of_key(key)
    if place and place.latitude is not None and place.longitude is not None:
        chosen[folded] = (place.latitude, place.longitude, place.country_code)


def is_right(gold: GoldPlace, points: Sequence[Point]) -> bool:
    """Whether one of the points is that place."""
    reach = {"country": COUNTRY_KM, "division": DIVISION_KM}.get(gold.area, 0)
    away = [(_kilometres(gold.latitude, gold.longitude, *point[:2]), point[2]) for point in points]
    return any(far <= NEAR_KM or (far <= reach and code == gold.country) for far, code in away)


def _kilometres(a: float, b: float, c: float, d: float) -> float:
    a, b, c, d = np.radians((a, b, c, d))
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return float(12742 * np.arcsin(min(1, np.sqrt(h))))


def table(documents: Sequence[Document], answers: Answers) -> str:
    """Lines with the figures of each source."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        points = points_of(document, answers.get(document.file, []))
        for gold in document.gold:
            found = points.get(plain(gold.name), [])
            counts[document.source].update({"all": 1, "located": bool(found), "right": is_right(gold, found)})
    lines = (
        f"{source}: {c['right'] / c['all']:.3f} right of {c['all']}, "
        f"{c['right'] / max(1, c['located']):.3f} of those with a place"
        for source, c in sorted(counts.items())
    )
    return "\n".join(lines)


def main() -> None:
    """Print the table without homes and with them, and with other thresholds."""
    documents = read_documents(Path(sys.argv[1]), Path(sys.argv[2]))
    print("without homes", table(documents, unseen(documents, with_homes=False)), sep="\n", flush=True)
    answers = unseen(documents)
    print("with homes", table(documents, answers), sep="\n", flush=True)
    for low, other in ((0.25, 0.4), (0.35, 0.5), (0.4, 0.6), (0.5, 0.7), (0.55, 0.8)):
        place_choice.MIN_CONFIDENCE, place_choice.MIN_OF_OTHERS = low, other
        print(f"from {low} and {other}", table(documents, answers), sep="\n", flush=True)


if __name__ == "__main__":
    main()
