"""Fits the trees of the title model to texts and their gold titles, and says how they do on sites they have not seen.

    python -m tools.title_model.fit TEXTS.jsonl [TEXTS.jsonl ...]

A row of TEXTS.jsonl has `text`, `title` (which the text shows), `url`, `set` and `weight`. Writes trees.npz beside
line_choice.py and prints accuracy and precision by threshold, cross-validated by web site, and the calibration to put
into line_choice.py. Needs LightGBM. The same data give the same file.
"""

import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.clean import label_document
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.titles import line_choice
from news_pipeline.metadata.titles.line_features import candidates
from news_pipeline.metadata.titles.text_lines import text_lines
from tools.boosted_trees import npz_bytes, tree_arrays
from tools.line_model.fit import site_of_url

TREES = Path(line_choice.__file__).with_name("trees.npz")
FOLDS = 5
ROUNDS = 120
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 16,
    "min_data_in_leaf": 30,
    "max_bin": 63,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "verbosity": -1,
}
RIGHT_WEIGHT, WRONG_WEIGHT = 5.0, 10.0
"""Of all right candidates of a text together, and of all its candidates."""
FORM_WEIGHTS = {"whole": 1.0, "flat": 0.3, "untitled": 0.1}
_SAME_WORDS = 0.8
"""Share of common words from which a candidate is the title."""


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one form of a text."""

    set: str
    site: str
    form: str
    """`whole`, `flat` (without blank lines and indents, which other programs do not write) or `untitled`."""
    texts: tuple[str, ...]
    values: np.ndarray
    labels: np.ndarray
    weight: float
    names: tuple[str, ...]


def examples(path: Path) -> Iterator[Example]:
    """Each text as it is, flat, and without its title: there no line is right."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        whole = _example(row, row["text"], "whole")
        if whole is None:
            continue
        yield whole
        flat = "\n".join(stripped for each in row["text"].split("\n") if (stripped := each.strip()))
        titles = {text.casefold() for text, right in zip(whole.texts, whole.labels, strict=True) if right}
        rest = [each for each in row["text"].split("\n") if not any(title in each.casefold() for title in titles)]
        for form, text in (("flat", flat), ("untitled", "\n".join(rest))):
            if (form == "flat" or titles) and (found := _example(row, text, form)):
                yield found


def _example(row: dict[str, Any], text: str, form: str) -> Example | None:
    labels, _ = label_document(text)
    header = tuple(HeaderLine(each.number, each.text, each.role.value) for each in labels if each.reason)
    body = "\n\n".join(each.text for each in labels if not each.reason)
    parts, features = candidates(text_lines(MetadataInput("", None, header, body, (), text=text)))
    if not parts:
        return None
    names = tuple(sorted(features))
    right = [form != "untitled" and is_same(part.text, row["title"]) for part in parts]
    return Example(
        row["set"],
        site_of_url(row["url"]),
        form,
        tuple(part.text for part in parts),
        np.array([features[name] for name in names], np.float32).T,
        np.array(right, float),
        float(row.get("weight", 1)) * FORM_WEIGHTS[form],
        names,
    )


def is_same(one: str, other: str) -> bool:
    """Whether two wordings share most of their words."""
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return bool(words and others) and len(words & others) / len(words | others) >= _SAME_WORDS


def fit(found: Sequence[Example]) -> Any:
    """A LightGBM model of the examples."""
    import lightgbm  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415  not a dependency

    weights = [
        each.weight
        * np.where(each.labels > 0, RIGHT_WEIGHT / max(1, each.labels.sum()), WRONG_WEIGHT / len(each.labels))
        for each in found
    ]
    data = lightgbm.Dataset(
        np.concatenate([each.values for each in found]),
        np.concatenate([each.labels for each in found]),
        weight=np.concatenate(weights),
        feature_name=list(found[0].names),
    )
    return lightgbm.train(SETTINGS, data, num_boost_round=ROUNDS)


def judge(found: Sequence[Example]) -> None:
    """Prints what models say of sites that they were not fitted on, and the calibration of their odds."""
    answers: list[tuple[Example, float, bool]] = []
    for fold in range(FOLDS):
        model = fit([each for each in found if zlib.crc32(each.site.encode()) % FOLDS != fold])
        for each in found:
            if zlib.crc32(each.site.encode()) % FOLDS == fold:
                odds = model.predict(each.values, raw_score=True, num_threads=1)
                best = int(odds.argmax())
                answers.append((each, float(odds[best]), bool(each.labels[best])))
    weights = [1.0 if each.form == "whole" else 0.1 for each, *_ in answers]
    slope, intercept = calibration([odds for _, odds, _ in answers], [right for *_, right in answers], weights)
    print(f"SLOPE, INTERCEPT = {slope:.3f}, {intercept:.3f}")
    sure = [(each, 1 / (1 + np.exp(-(slope * odds + intercept))), right) for each, odds, right in answers]
    for name, form in sorted({(each.set, each.form) for each, *_ in answers}):
        own = [answer for answer in sure if (answer[0].set, answer[0].form) == (name, form)]
        said = []
        for threshold in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            given = [right for _, chance, right in own if chance >= threshold]
            said.append(
                f"{threshold}: {sum(given) / len(own):.3f} / {sum(given) / max(1, len(given)):.3f} ({len(given)})"
            )
        print(f"{name} {form}, {len(own)} texts, accuracy / precision (answers) by threshold: {', '.join(said)}")
    bounds = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
    for low, high in pairwise(bounds):
        inside = [right for each, chance, right in sure if low <= chance < high and each.form == "whole"]
        print(f"said {low} to {high}: {len(inside)} texts, right {sum(inside) / max(1, len(inside)):.3f}")


def calibration(odds: Sequence[float], right: Sequence[bool], weights: Sequence[float]) -> tuple[float, float]:
    """Slope and intercept of the logistic curve through (odds, right), by Newton's method."""
    x = np.column_stack([np.array(odds), np.ones(len(odds))])
    y, v, w = np.array(right, float), np.array(weights), np.array([0.5, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w = w + np.linalg.solve(x.T @ (x * (v * p * (1 - p))[:, None]) + 1e-3 * np.eye(2), x.T @ (v * (y - p)))
    return float(w[0]), float(w[1])


def main() -> None:
    """Read, judge, fit, write."""
    found = [each for path in sys.argv[1:] for each in examples(Path(path))]
    judge(found)
    stored = npz_bytes(tree_arrays(fit(found)))
    TREES.write_bytes(stored)
    texts = sum(each.form == "whole" for each in found)
    print(f"{texts} texts, {len(stored)} bytes")


if __name__ == "__main__":
    main()
