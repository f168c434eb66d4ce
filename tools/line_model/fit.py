"""Fits the two looks of the line model to texts and their gold bodies.

    python -m tools.line_model.fit TEXTS.jsonl [TEXTS.jsonl ...]

TEXTS.jsonl is what texts.py wrote. Writes lines.npz beside line_model.py. Needs LightGBM. The same data give the same
file. The second look learns from what first looks say of sites that they have not seen.
"""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tldextract

from news_pipeline.cleaning import line_model
from news_pipeline.cleaning.line_features import Features
from news_pipeline.cleaning.line_odds import LineOdds
from news_pipeline.cleaning.line_second_look import second_features
from news_pipeline.cleaning.page_features import page_features
from tools.boosted_trees import npz_bytes, tree_arrays, words_array
from tools.line_model.examples import Form, forms_of
from tools.line_model.labelled_texts import Text, read_texts, with_sites
from tools.line_model.learn_odds import odds_by_site
from tools.odds_by_site import OddsBySite

STORED = Path(line_model.__file__).with_name("lines.npz")
FOLDS = 3
ROUNDS = {"first": 80, "second": 60}
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.12,
    "num_leaves": 28,
    "max_depth": 8,
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
TEXT_WEIGHT = 30.0
"""Of all lines of a text together: long texts weigh no more than short ones. A line weighs as the root of its words."""
SHARES = {
    ("clean_text", "dump"): 1.5,
    ("clean_text", "residue"): 1.5,
    ("wcxb_text", "dump"): 1.2,
    ("metadata_html", "dump"): 1.2,
    ("snippets", "dump"): 0.4,
    ("pages", "dump"): 0.5,
}
"""Of a text, by set and kind; of others OTHER_SHARE."""
OTHER_SHARE = 0.4
SHARE_OF_OTHERS = 0.4
"""Lines outside stories that are learned from: there are several of them for one of a story. With .15 of them, dumps
lose .003 of F1 and Greek .008; Chinese gains .004."""
_DOMAINS = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@dataclass(slots=True)
class Table:
    """The lines of all forms of all texts."""

    forms: list[Form]
    values: np.ndarray
    """Lines x features of the first look, single precision."""
    names: tuple[str, ...]
    labels: np.ndarray
    weights: np.ndarray
    """0 where nothing is learned."""
    ends: np.ndarray
    """Of each form, the row behind its last."""
    folds: np.ndarray


def site_of_url(url: str) -> str:
    """The registered domain of an address; the address itself where it has none.

    It differs from shared/domains.py: blogs on a shared host are one site here. With other sites the folds would
    change, and figures could not be compared with earlier ones.
    """
    return _DOMAINS(url).top_domain_under_public_suffix or url


def fold_of(site: str) -> int:
    """The fold of a site."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def read_all(files: Sequence[str]) -> list[Text]:
    """The texts of several files."""
    return with_sites([text for path in files for text in read_texts(Path(path))])


def table_of(texts: Sequence[Text], odds: OddsBySite[LineOdds]) -> Table:
    """What the first look sees of all forms."""
    forms, values, weights, folds = [], [], [], []
    names: tuple[str, ...] = ()
    for text, made in zip(texts, forms_of(texts, odds), strict=True):
        share = SHARES.get((text.row["set"], text.row["kind"]), OTHER_SHARE)
        for form in made:
            features = form.own | page_features(form.own, form.vocabulary)
            names = names or tuple(features)
            values.append(matrix(features, names))
            weight = np.sqrt(np.maximum(1.0, form.own["words"])) * form.known
            weights.append(weight * (TEXT_WEIGHT * share * form.weight / max(1e-9, weight.sum())))
            forms.append(form)
            folds.append(np.full(len(weight), fold_of(text.site)))
    labels = np.concatenate([form.labels for form in forms])
    weight = np.concatenate(weights)
    sampled = np.random.default_rng(7).random(len(labels)) < SHARE_OF_OTHERS
    return Table(
        forms,
        np.concatenate(values),
        names,
        labels,
        np.where(labels, weight, np.where(sampled, weight / SHARE_OF_OTHERS, 0.0)),
        np.cumsum([len(form.labels) for form in forms]),
        np.concatenate(folds),
    )


def matrix(features: Features, names: Sequence[str]) -> np.ndarray:
    """Lines x features, single precision."""
    return np.array([features[name] for name in names], np.float32).T


def second_table(first: Table, odds: np.ndarray) -> Table:
    """What the second look sees, where the first gave `odds`. Hopeless lines have no weight."""
    added = []
    names: tuple[str, ...] = ()
    starts = np.concatenate([[0], first.ends[:-1]])
    for form, start, end in zip(first.forms, starts, first.ends, strict=True):
        features = second_features(odds[start:end], form.own, form.vocabulary)
        names = tuple(features)
        added.append(matrix(features, names))
    values = np.concatenate([first.values, np.concatenate(added)], axis=1)
    weights = np.where(odds > line_model.HOPELESS, first.weights, 0.0)
    return Table(first.forms, values, first.names + names, first.labels, weights, first.ends, first.folds)


def fit(table: Table, rounds: int, *, but_fold: int = -1) -> Any:
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
    return lightgbm.train(SETTINGS, data, num_boost_round=rounds)


def fit_folds(table: Table, rounds: int) -> dict[int, Any]:
    """By fold, a model that has not seen its sites."""
    return {fold: fit(table, rounds, but_fold=fold) for fold in sorted(set(table.folds.tolist()))}


def unseen_odds(table: Table, models: Mapping[int, Any]) -> np.ndarray:
    """Log odds of each line by the model that has not seen its site."""
    odds = np.zeros(len(table.labels))
    for fold, model in models.items():
        rows = table.folds == fold
        odds[rows] = model.predict(table.values[rows], raw_score=True, num_threads=1)
    return odds


def stored(odds: LineOdds, first: Any, second: Any) -> bytes:
    """The bytes of a file such as lines.npz."""
    arrays = tree_arrays(first, "first_", with_means=True) | tree_arrays(second, "second_")
    for kind, known in (("words", odds.of_words), ("lines", odds.of_lines)):
        words = sorted(known)
        arrays[f"{kind}_text"] = words_array(words)
        arrays[f"{kind}_odds"] = np.array([round(100 * known[word]) for word in words], np.int16)
    return npz_bytes(arrays)


def whole_model(table: Table, odds: LineOdds, unseen: np.ndarray) -> bytes:
    """The file of a model of all sites; the second look learns from `unseen`, odds by first looks of other sites."""
    first = fit(table, ROUNDS["first"])
    return stored(odds, first, fit(second_table(table, unseen), ROUNDS["second"]))


def main() -> None:
    """Read, fit, write."""
    texts = read_all(sys.argv[1:])
    odds = odds_by_site(texts)
    table = table_of(texts, odds)
    file = whole_model(table, odds.all, unseen_odds(table, fit_folds(table, ROUNDS["first"])))
    STORED.write_bytes(file)
    learned = int((table.weights > 0).sum())
    print(f"{len(texts)} texts, {len(table.labels)} lines in all forms, {learned} learned from, {len(file)} bytes")


if __name__ == "__main__":
    main()
