"""Fit: the weights of the line model from a folder of texts and their gold bodies.

    python -m news_pipeline.cleaning.train.fit TEXTS_FOLDER GOLD_JSONL [TEXTS_FOLDER GOLD_JSONL ...]

TEXTS_FOLDER holds plain texts; GOLD_JSONL has one object a line with `file` (a name in the folder) and `body`. Writes
weights.csv beside model.py, with the number of texts in its header. Needs scikit-learn (not a dependency of the
package); the same data give the same file.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import (  # type: ignore[import-not-found, import-untyped, unused-ignore]  # not a dependency
    LogisticRegression,
)

from news_pipeline.cleaning.features import features
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.model import WEIGHTS
from news_pipeline.cleaning.train.labels import body_shares

BINS = 8
STRENGTH = 0.02
"""Inverse of the penalty on squared weights. Texts weigh the same, a line as the square root of its words."""

Table = tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]


def read_texts(arguments: list[str]) -> list[tuple[str, str]]:
    """(text, body) for every row with a body; an indented text comes a second time without indentation."""
    pairs: list[tuple[str, str]] = []
    for folder, gold in zip(arguments[::2], arguments[1::2], strict=True):
        for row in map(json.loads, Path(gold).read_text(encoding="utf-8").splitlines()):
            if row.get("body"):
                text = (Path(folder) / row["file"]).read_text(encoding="utf-8")
                flat = "\n".join(line.strip() for line in text.split("\n"))
                pairs.extend((form, row["body"]) for form in dict.fromkeys((text, flat)))
    return pairs


def table(pairs: list[tuple[str, str]]) -> Table:
    """Feature values (lines x features), labels, sample weights and the features' names."""
    values: list[np.ndarray] = []
    labels: list[bool] = []
    weights: list[float] = []
    names: list[str] = []
    for text, body in pairs:
        lines = source_lines(text)
        if not lines:
            continue
        columns = features(lines)
        names = sorted(columns)
        values.append(np.array([columns[name] for name in names]).T)
        labels.extend(share > 0.5 for share in body_shares([line.text for line in lines], body))
        size = np.sqrt(np.maximum(1.0, np.array(columns["words"])))
        weights.extend(30 * size / size.sum())
    return np.concatenate(values), np.array(labels, int), np.array(weights), names


def thresholds(column: np.ndarray) -> list[float]:
    """Where a feature's bins begin: its values if few, else quantiles of all lines and of those above the smallest."""
    distinct = np.unique(column)
    if len(distinct) <= BINS:
        return [float(v) for v in distinct[1:]]
    above = column[column > distinct[0]]
    edges = np.concatenate(
        [np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1]), np.quantile(above, [0.25, 0.5, 0.75, 0.9])]
    )
    return sorted({round(float(e), 3) for e in edges if e > distinct[0]})


def fit(
    values: np.ndarray, labels: np.ndarray, weights: np.ndarray, names: list[str]
) -> list[tuple[str, float, float]]:
    """Rows of weights.csv: (feature, at_least, weight), the bias first."""
    steps = [(j, name, at) for j, name in enumerate(names) for at in thresholds(values[:, j])]
    binned = np.stack([values[:, j] >= at for j, _, at in steps], axis=1).astype(np.float32)
    model = LogisticRegression(C=STRENGTH, max_iter=400).fit(binned, labels, sample_weight=weights)
    rows = [("bias", 0.0, float(model.intercept_[0]))]
    rows += [(name, at, float(w)) for (_, name, at), w in zip(steps, model.coef_[0], strict=True)]
    return [(name, at, round(w, 4)) for name, at, w in rows if abs(w) >= 0.002]


def main() -> None:
    """Read, fit, write."""
    pairs = read_texts(sys.argv[1:])
    rows = fit(*table(pairs))
    lines = [
        f"# Weights of the line model, fitted by train/fit.py on {len(pairs)} texts; see model.py.",
        "feature,at_least,weight",
    ]
    lines += [f"{name},{at:g},{weight:g}" for name, at, weight in rows]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
