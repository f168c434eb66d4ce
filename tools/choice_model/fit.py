"""Fits the models that weigh titles, dates, authors and outlets of pages and texts, and judges them on sites not seen.

    python -m tools.choice_model.fit SET_DIR [SET_DIR ...]

A SET_DIR has gold.jsonl (a row a page: `file`, `url`, perhaps `title`, `date`, `authors`) and landing/ with the pages.
Writes weights.npz beside news_pipeline/metadata/weighing.py. Needs LightGBM. The same data give the same file.
"""

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.metadata import weighing
from tools.boosted_trees import npz_bytes, tree_arrays
from tools.choice_model.example import FOLDS, Example
from tools.choice_model.examples import UNDATED, documents, examples
from tools.choice_model.outlets import outlet_examples, page_text_examples
from tools.title_model.fit import logistic

WEIGHTS = Path(weighing.__file__).with_name("weights.npz")
OUTLETS = ("outlet", "text_outlet")
"""Fields that are fitted first: the examples of the others ask for the outlet, to cut its name off titles."""
FIELDS = ("title", "date", "text_date", "author")
ROUNDS = 80
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 12,
    "min_data_in_leaf": 20,
    "max_bin": 63,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "verbosity": -1,
}
UNDATED_WEIGHT, UNDATED_SHARE = 1.0, 0.3
"""Weight of such a page beside 1 for a real one, in the fit and in the calibration."""


def _usable(found: Sequence[Example], field: str) -> list[Example]:
    return [each for each in found if each.field == field and len(each.values)]


def _fit(found: Sequence[Example]) -> Any:
    """A LightGBM model; each page counts the same, half for its right candidates."""
    import lightgbm  # noqa: PLC0415  not a dependency

    parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for each in found:
        count, right = len(each.right), each.right
        weight = UNDATED_WEIGHT if each.set == UNDATED else 1.0
        parts.append((each.features, right, weight * (1 / count + right / max(1.0, right.sum()))))
    data = lightgbm.Dataset(
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        weight=np.concatenate([part[2] for part in parts]),
        feature_name=list(found[0].names),
    )
    return lightgbm.train(SETTINGS, data, num_boost_round=ROUNDS)


def _held_out(found: Sequence[Example]) -> list[np.ndarray]:
    """The log odds of each page's candidates by a model that has not seen its site."""
    odds: list[np.ndarray] = [np.zeros(0)] * len(found)
    for fold in range(FOLDS):
        model = _fit([each for each in found if each.fold != fold])
        for i, each in enumerate(found):
            if each.fold == fold:
                odds[i] = model.predict(each.features, raw_score=True, num_threads=1)
    return odds


def judge(found: Sequence[Example], field: str) -> tuple[float, float]:
    """Prints accuracy and precision by threshold, and reliability; returns the calibration."""
    known = _usable(found, field)
    odds = _held_out(known)
    best = [int(each.argmax()) for each in odds]
    top = [float(each.max()) for each in odds]
    right = [bool(each.right[i]) for each, i in zip(known, best, strict=True)]
    weights = [UNDATED_SHARE if each.set == UNDATED else 1.0 for each in known]
    slope, intercept = logistic([(each,) for each in top], right, weights).tolist()
    chance = [1 / (1 + np.exp(-(slope * each + intercept))) for each in odds]
    for low, high in pairwise((0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)):
        sure = zip(chance, best, right, known, strict=True)
        inside = [ok for p, i, ok, each in sure if low <= p[i] < high and each.set != UNDATED]
        print(f"{field}, said {low} to {high}: {len(inside)} pages, right {sum(inside) / max(1, len(inside)):.3f}")
    for name in sorted({each.set for each in found}):
        own = [(each, p) for each, p in zip(known, chance, strict=True) if each.set == name]
        unseen = [each for each in found if each.field == field and not len(each.values) and each.set == name]
        if own:
            _judge_set(f"{field} {name}", own, unseen)
    return slope, intercept


def _judge_set(name: str, own: Sequence[tuple[Example, np.ndarray]], bare: Sequence[Example]) -> None:
    """Accuracy / precision of the rules, and of rules with the model, by its threshold, of so many answers.

    title: threshold = lead over the rules' answer that the model needs where the page's data state a headline.
    author: threshold = probability from which a line's names count instead of the rules'; right = all names are.
    outlet: threshold = probability from which the likeliest name counts; without it none does.
    text_outlet: threshold = probability from which a name counts where no line says plainly whose text it is.
    date, text_date: threshold = probability from which a likely day counts where the rules find none.
    """
    bare_answers = [_ruled(each) for each in bare]
    print(
        f"{name}, {len(own) + len(bare)} pages: rules {_figures([_ruled(each) for each, _ in own] + bare_answers)}",
        end="",
    )
    for threshold in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        answers = [_answer(each, p, threshold) for each, p in own] + bare_answers
        print(f", {threshold}: {_figures(answers)} of {sum(answer is not None for answer in answers)}", end="")
    print()


def _figures(answers: Sequence[bool | None]) -> str:
    """Accuracy / precision. A page without an answer counts as wrong for accuracy, though it may name nobody."""
    said = [answer for answer in answers if answer is not None]
    return f"{sum(said) / len(answers):.3f} / {sum(said) / max(1, len(said)):.3f}"


def _ruled(each: Example) -> bool | None:
    """Whether the rules' answer is right; None without one."""
    return each.is_ruled_right if each.ruled else None


def _answer(each: Example, chance: np.ndarray, threshold: float) -> bool | None:
    """Whether the answer is right; None without one."""
    best = int(chance.argmax())
    if each.field == "author":
        return bool(each.right[best]) if chance[best] >= threshold else _ruled(each)
    if each.field == "outlet":
        return bool(each.right[best]) if chance[best] >= threshold else None
    if each.field in ("date", "text_date", "text_outlet"):
        if each.ruled or each.is_stated:
            return _ruled(each)
        return bool(each.right[best]) if chance[best] >= threshold else None
    own = max((p for p, value in zip(chance, each.values, strict=True) if value == each.ruled), default=0.0)
    lead = threshold if each.is_stated else 0.0
    return bool(each.right[best]) if chance[best] > own + lead or not each.ruled else each.is_ruled_right


def fit(found: Sequence[Example], fields: Sequence[str]) -> dict[str, np.ndarray]:
    """A model for each of the fields, with its calibration."""
    arrays: dict[str, np.ndarray] = {}
    for field in fields:
        arrays[f"{field}_calibration"] = np.array(judge(found, field))
        arrays |= tree_arrays(_fit(_usable(found, field)), f"{field}_")
    return arrays


def main() -> None:
    """Read, judge, fit, write."""
    folders = [Path(name) for name in sys.argv[1:]]
    every = [(folder.name, gold, page) for folder in folders for gold, page in documents(folder)]
    outlets = [found for name, gold, page in every for found in outlet_examples(name, gold, page)]
    outlets += [found for folder in folders for found in page_text_examples(folder)]
    arrays = fit(outlets, OUTLETS)
    WEIGHTS.write_bytes(npz_bytes(dict(np.load(WEIGHTS)) | arrays if WEIGHTS.exists() else arrays))
    weighing.forget()
    others = [found for name, gold, page in every for found in examples(name, gold, page)]
    stored = npz_bytes(arrays | fit(others, FIELDS))
    WEIGHTS.write_bytes(stored)
    print(f"{len(stored)} bytes")


if __name__ == "__main__":
    main()
