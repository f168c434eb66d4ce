"""Fit: the trees of the line model from texts and their gold bodies.

    python -m news_pipeline.cleaning.train.fit TEXTS_FOLDER GOLD_JSONL [TEXTS_FOLDER GOLD_JSONL ...]

TEXTS_FOLDER holds plain texts; GOLD_JSONL has one object a line with `file` (a name in the folder), `body` and perhaps
`weight`. Writes trees.csv beside model.py, with the number of texts in its header. Needs LightGBM (not a dependency of
the package); the same data give the same file. Elsewhere: texts from pages (texts.py), labels (labels.py), how good
the model is on sites that it has not seen (cross_validation.py).
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.characters import count_words, split_lines
from news_pipeline.cleaning.features import features
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.model import TREES, log_odds, read_forest
from news_pipeline.cleaning.train.labels import body_shares

ROUNDS = 110
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 24,
    "min_data_in_leaf": 40,
    "max_bin": 63,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "verbosity": -1,
}
"""Chosen by cross-validation over web sites. Texts weigh the same, a line as the square root of its words."""
SHORT = 120
"""Words of a story that was cut short."""
HEADER = "tree,feature,at_most,otherwise,value"


@dataclass(frozen=True, slots=True)
class Example:
    """One text as the model sees it."""

    values: np.ndarray
    """Lines x features, single precision."""
    labels: np.ndarray
    """Per line: whether it belongs to the body."""
    weights: np.ndarray
    names: tuple[str, ...]


def read_texts(arguments: list[str]) -> list[tuple[str, str, float]]:
    """(text, body, weight) for every row with a body."""
    found: list[tuple[str, str, float]] = []
    for folder, gold in zip(arguments[::2], arguments[1::2], strict=True):
        rows = map(json.loads, Path(gold).read_text(encoding="utf-8").splitlines())
        found += [
            ((Path(folder) / row["file"]).read_text(encoding="utf-8"), row["body"], float(row.get("weight", 1)))
            for row in rows
            if row.get("body")
        ]
    return found


def forms(text: str, body: str) -> Iterator[tuple[str, float]]:
    """The text in the forms that the model learns from, each with its weight.

    As it is; an indented one without indentation too; and with the story cut short, since short stories among much
    furniture are where a page is lost as a whole.
    """
    yield text, 1.0
    flat = "\n".join(line.strip() for line in text.split("\n"))
    if flat != text:
        yield flat, 1.0
        if short := shortened(text, body, SHORT):
            yield short, 0.5


def shortened(text: str, body: str, words: int) -> str | None:
    """The text without the lines of the story that come after its first `words` words; None if little would go."""
    raw, lines = split_lines(text), source_lines(text)
    story = [
        line for line, share in zip(lines, body_shares([line.text for line in lines], body), strict=True) if share > 0.5
    ]
    passed, gone = 0, set()
    for line in story:
        if passed > words:
            gone.add(line.number)
        passed += count_words(line.text)
    if len(story) < 4 or passed < 1.6 * words:
        return None
    return "\n".join(line for number, line in enumerate(raw, start=1) if number not in gone)


def example(text: str, body: str, weight: float = 1.0) -> Example | None:
    """The text's lines with labels; None if it shows no line."""
    lines = source_lines(text)
    if not lines:
        return None
    columns = features(lines)
    names = tuple(sorted(columns))
    size = np.sqrt(np.maximum(1.0, np.array(columns["words"])))
    labels = np.array([share > 0.5 for share in body_shares([line.text for line in lines], body)])
    return Example(
        np.array([columns[name] for name in names], np.float32).T, labels, 30 * weight * size / size.sum(), names
    )


def fit(examples: list[Example]) -> Any:
    """A LightGBM model of the examples."""
    import lightgbm  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415  not a dependency

    data = lightgbm.Dataset(
        np.concatenate([e.values for e in examples]),
        np.concatenate([e.labels for e in examples]).astype(float),
        weight=np.concatenate([e.weights for e in examples]),
        feature_name=list(examples[0].names),
    )
    return lightgbm.train(SETTINGS, data, num_boost_round=ROUNDS)


def rows(model: Any) -> list[str]:
    """The lines of trees.csv below its comments."""
    dump = model.dump_model()
    out = [HEADER]
    for number, tree in enumerate(dump["tree_info"]):
        nodes = list(_preorder(tree["tree_structure"]))
        out += [f"{number},{_cells(node, dump['feature_names'])}" for node in nodes]
    return out


def _preorder(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Nodes, the root first, each with `size`: itself and what lies below; `at` and `otherwise`: rows in the tree."""
    stack = [node]
    order: list[dict[str, Any]] = []
    while stack:
        here = stack.pop()
        here["at"] = len(order)
        order.append(here)
        if "left_child" in here:
            stack += [here["right_child"], here["left_child"]]
    yield from order


def _cells(node: dict[str, Any], names: list[str]) -> str:
    if "left_child" not in node:
        return f",,,{node['leaf_value']:.4g}"
    feature = names[node["split_feature"]]
    return f"{feature},{node['threshold']:.7g},{node['right_child']['at']},{node['internal_value']:.4g}"


def main() -> None:
    """Read, fit, write, and compare what the file says with what the library says."""
    texts = read_texts(sys.argv[1:])
    examples = [
        made
        for text, body, weight in texts
        for form, share in forms(text, body)
        if (made := example(form, body, weight * share))
    ]
    model = fit(examples)
    lines = rows(model)
    note = f"# Trees of the line model, fitted by train/fit.py on {len(texts)} texts; see model.py."
    TREES.write_text("\n".join([note, *lines]) + "\n", encoding="utf-8")
    trees = read_forest(lines)
    first = examples[0]
    asked = first.values[:, [first.names.index(name) for name in trees.names]].astype(float)
    odds = model.predict(first.values, raw_score=True, num_threads=1)
    furthest = float(np.abs(odds - log_odds(trees, asked)).max())
    print(f"{len(texts)} texts, {len(lines) - 1} nodes; the file and the library differ by {furthest:.3g} at most")  # noqa: T201


if __name__ == "__main__":
    main()
