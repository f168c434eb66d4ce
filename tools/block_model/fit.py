"""Fits the two looks of the block model to labelled pages.

    python -m tools.block_model.fit SET_FOLDER [SET_FOLDER ...]

Writes blocks.npz beside block_model.py. Needs LightGBM. The same data give the same file. The second look learns from
what first looks say of sites that they have not seen.
"""

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.blocks import block_model
from news_pipeline.cleaning.blocks.block_features import Features, block_features
from news_pipeline.cleaning.blocks.second_look import second_features
from news_pipeline.cleaning.blocks.word_odds import WordOdds
from tools.block_model.learn_odds import odds_by_site
from tools.block_model.pages import LabelledPage, read_pages
from tools.boosted_trees import MeanOf, npz_bytes, tree_arrays, words_array
from tools.odds_by_site import OddsBySite

STORED = Path(block_model.__file__).with_name("blocks.npz")
FOLDS = 4
ROUNDS = {"first": 130, "second": 90}
SEEDS_OF_SECOND = (1, 2)
"""The second look is the mean of models that differ by the features and pages that they drew."""
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.13,
    "num_leaves": 31,
    "max_depth": 7,
    "min_data_in_leaf": 40,
    "max_bin": 63,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 2,
    "lambda_l2": 5,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "verbosity": -1,
}
PAGE_WEIGHT = 30.0
"""Of all blocks of a page together: long pages weigh no more than short ones. A block weighs as its words' root."""
SHARES = {"snippets": 0.5, "dragnet": 0.6, "daniel": 1.0, "": 1.3}
"""Of a page, by set or by how its file's name begins: modern pages count most."""
SHARE_OF_OTHERS = 0.8
"""Blocks outside stories that are learned from. With .35 of them, old pages, most beyond English, lose .002 to .012."""
NOT_LEARNED = "path_id"


@dataclass(slots=True)
class Table:
    """The blocks of all pages."""

    names: tuple[str, ...]
    values: np.ndarray
    """Blocks x features, single precision."""
    labels: np.ndarray
    weights: np.ndarray
    """0 where nothing is learned."""
    ends: np.ndarray
    """Of each page, the row behind its last."""
    folds: np.ndarray


def fold_of(site: str) -> int:
    """The fold of a site."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def first_table(pages: Sequence[LabelledPage], odds: OddsBySite[WordOdds]) -> Table:
    """What the first look sees; the odds of words are those of other sites."""
    values, weights = [], []
    names: tuple[str, ...] = ()
    known: dict[str, WordOdds] = {}
    for page in pages:
        if page.site not in known:
            known = {page.site: odds.without(page.site)}
        features = block_features(page.blocks, known[page.site], page.convention)
        names = tuple(name for name in features if name != NOT_LEARNED)
        values.append(matrix(features, names))
        weight = np.sqrt(np.maximum(1.0, features["words"])) * page.known
        weights.append(weight * (PAGE_WEIGHT * _share(page) / max(1e-9, weight.sum())))
    labels = np.concatenate([page.labels for page in pages])
    sampled = np.random.default_rng(7).random(len(labels)) < SHARE_OF_OTHERS
    weight = np.concatenate(weights)
    sizes = [len(page.labels) for page in pages]
    return Table(
        names,
        np.concatenate(values),
        labels,
        np.where(labels, weight, np.where(sampled, weight / SHARE_OF_OTHERS, 0.0)),
        np.cumsum(sizes),
        np.repeat([fold_of(page.site) for page in pages], sizes),
    )


def _share(page: LabelledPage) -> float:
    return next(share for name, share in SHARES.items() if name in (page.set, "") or page.gold["file"].startswith(name))


def matrix(features: Features, names: Sequence[str]) -> np.ndarray:
    """Blocks x features, single precision."""
    return np.array([features[name] for name in names], np.float32).T


def second_table(pages: Sequence[LabelledPage], first: Table, odds: np.ndarray) -> Table:
    """What the second look sees, where the first gave `odds`. Hopeless blocks have no weight."""
    added = []
    names: tuple[str, ...] = ()
    starts = np.concatenate([[0], first.ends[:-1]])
    for page, start, end in zip(pages, starts, first.ends, strict=True):
        seen = dict(zip(first.names, first.values[start:end].T.astype(float), strict=True)) | {NOT_LEARNED: paths(page)}
        features = second_features(page.blocks, odds[start:end], seen)
        names = tuple(features)
        added.append(matrix(features, names))
    return Table(
        first.names + names,
        np.concatenate([first.values, np.concatenate(added)], axis=1),
        first.labels,
        np.where(odds > block_model.HOPELESS, first.weights, 0.0),
        first.ends,
        first.folds,
    )


def paths(page: LabelledPage) -> np.ndarray:
    """Of each block, a number of its path, as block_features gives it."""
    known: dict[tuple[int, str, str], int] = {}
    own: list[int] = []
    for tag, names, parent in zip(page.blocks.tags, page.blocks.names, page.blocks.parents, strict=True):
        own.append(known.setdefault((own[parent] if parent >= 0 else -1, tag, names), len(known)))
    return np.asarray(np.array(own)[np.array(page.blocks.box)], np.float64)


def fit(table: Table, rounds: int, *, but_fold: int = -1, seed: int = 1) -> Any:
    """A LightGBM model of the rows outside a fold."""
    import lightgbm  # noqa: PLC0415  not a dependency

    rows = (table.weights > 0) & (table.folds != but_fold)
    data = lightgbm.Dataset(
        table.values[rows],
        table.labels[rows].astype(float),
        weight=table.weights[rows],
        feature_name=list(table.names),
        params=SETTINGS,
    )
    return lightgbm.train(SETTINGS | {"seed": seed}, data, num_boost_round=rounds)


def fit_second(table: Table, *, but_fold: int = -1) -> MeanOf:
    """The second look of the rows outside a fold."""
    return MeanOf([fit(table, ROUNDS["second"], but_fold=but_fold, seed=seed) for seed in SEEDS_OF_SECOND])


def unseen_odds(table: Table, rounds: int) -> tuple[np.ndarray, np.ndarray]:
    """Log odds of each block by a model that has not seen its site: with its set's convention, and with that of use."""
    learned, used = np.zeros(len(table.labels)), np.zeros(len(table.labels))
    at = table.names.index("source")
    for fold in range(FOLDS):
        rows = table.folds == fold
        model = fit(table, rounds, but_fold=fold)
        values = table.values[rows]
        learned[rows] = model.predict(values, raw_score=True, num_threads=1)
        values[:, at] = 0.0
        used[rows] = model.predict(values, raw_score=True, num_threads=1)
    return learned, used


def odds_arrays(odds: WordOdds) -> dict[str, np.ndarray]:
    """Odds of words as block_model.read_model reads them."""
    arrays = {}
    for kind, by_word in (("names", odds.of_names), ("words", odds.of_words)):
        words = sorted(by_word)
        arrays[f"{kind}_text"] = words_array(words)
        arrays[f"{kind}_odds"] = np.array([round(100 * by_word[word]) for word in words], np.int16)
    return arrays


def main() -> None:
    """Read, fit, write."""
    pages = [page for folder in sys.argv[1:] for page in read_pages(Path(folder))]
    odds = odds_by_site(pages)
    table = first_table(pages, odds)
    first = fit(table, ROUNDS["first"])
    learned, _ = unseen_odds(table, ROUNDS["first"])
    second = fit_second(second_table(pages, table, learned))
    stored = npz_bytes({**odds_arrays(odds.all), **tree_arrays(first, "first_"), **tree_arrays(second, "second_")})
    STORED.write_bytes(stored)
    print(f"{len(pages)} pages, {len(table.labels)} blocks, {table.labels.mean():.3f} of a story, {len(stored)} bytes")


if __name__ == "__main__":
    main()
