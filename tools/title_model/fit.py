"""Fits the model of titles of plain texts, and says how it does on sites that it has not seen.

    python -m tools.title_model.fit FOLDS TEXTS.jsonl [TEXTS.jsonl ...]

FOLDS is the folder that tools.line_model.cross_validation wrote: roles of lines come from cleaning with a line model
that has not seen the site. TEXTS.jsonl is what tools.line_model.texts wrote; texts without a title in the gold are
passed over; where no line shows it, any answer is wrong. Writes trees.npz beside line_choice.py, prints accuracy and
precision by threshold, cross-validated by web site, and the weights of sureness to put into line_choice.py. Needs
LightGBM. The same data give the same file.
"""

import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from news_pipeline.cleaning import line_model
from news_pipeline.cleaning.clean import label_document
from news_pipeline.cleaning.line_model import LineModel
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline.metadata.titles import line_choice, line_features
from news_pipeline.metadata.titles.line_choice import sureness
from news_pipeline.metadata.titles.line_features import candidates
from news_pipeline.metadata.titles.text_lines import Part, text_lines
from tools.boosted_trees import npz_bytes, tree_arrays
from tools.line_model.cross_validation import read_folds
from tools.line_model.fit import fold_of
from tools.title_model.forms import article, flat, untitled

TREES = Path(line_choice.__file__).with_name("trees.npz")
FOLDS = 5
ROUNDS = 130
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 15,
    "max_depth": 7,
    "min_data_in_leaf": 30,
    "max_bin": 63,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "verbosity": -1,
}
RIGHT_WEIGHT, WRONG_WEIGHT = 5.0, 10.0
"""Of all right candidates of a text together, and of all its candidates."""
FORM_WEIGHTS = {"whole": 1.0, "flat": 0.3, "untitled": 0.1, "article": 0.3, "untitled_article": 0.2}
KINDS = {
    ("wcxb_text", "dump"): 1.0,
    ("metadata_html", "dump"): 1.0,
    ("metadata_text", "dump"): 0.5,
    ("metadata_header", "dump"): 0.4,
    ("snippets", "dump"): 0.6,
    ("metadata_html", "blocks"): 0.4,
    ("metadata_html", "residue"): 0.4,
    ("wcxb", "residue"): 0.3,
}
"""Sets and kinds of texts that are learned from, with their weights."""
_SAME_WORDS = 0.8
"""Share of common words from which a candidate is the title."""


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one form of a text."""

    name: str
    """Set and kind."""
    site: str
    form: str
    """`whole`, the text as it is, or one of forms.py."""
    parts: tuple[Part, ...]
    values: np.ndarray
    labels: np.ndarray
    weight: float
    names: tuple[str, ...]
    title: str


def examples(path: Path, models: Mapping[int, LineModel]) -> Iterator[Example]:
    """Each text as it is and in its other forms. Where its title is taken out no line is right."""
    with path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            weight = KINDS.get((row["set"], row["kind"]))
            if weight is None or not row.get("title"):
                continue
            model = models[fold_of(row["site"])]
            with (
                patch.object(line_model, "line_model", lambda m=model: m),
                patch.object(line_features, "line_model", lambda m=model: m),
            ):
                whole = example(row, row["text"], "whole", weight)
                if whole is None:
                    continue
                yield whole
                for form, text in _other_forms(row, whole) if row["kind"] == "dump" else ():
                    if text and (found := example(row, text, form, weight)):
                        yield found


def _other_forms(row: dict[str, Any], whole: Example) -> Iterator[tuple[str, str | None]]:
    """Half of the texts flat, the others without their title; all as an article with and without its title."""
    titles = [part.text for part, right in zip(whole.parts, whole.labels, strict=True) if right]
    if zlib.crc32(row["page"].encode()) % 2:
        yield "flat", flat(row["text"])
    elif titles:
        yield "untitled", untitled(row["text"], titles)
    yield "article", article(row, with_title=True)
    yield "untitled_article", article(row, with_title=False)


def example(row: dict[str, Any], text: str, form: str, weight: float) -> Example | None:
    """The candidates of a text; None without any."""
    labels, _ = label_document(text)
    header = tuple(HeaderLine(each.number, each.text, each.role.value) for each in labels if each.reason)
    body = "\n\n".join(each.text for each in labels if not each.reason)
    parts, features = candidates(list(text_lines(MetadataInput("", None, header, body, (), text=text))))
    if not parts:
        return None
    names = tuple(sorted(features))
    right = [not form.startswith("untitled") and is_same(part.text, row["title"]) for part in parts]
    return Example(
        f"{row['set']} {row['kind']}",
        row["site"],
        form,
        tuple(parts),
        np.array([features[name] for name in names], np.float32).T,
        np.array(right, float),
        weight * FORM_WEIGHTS[form],
        names,
        row["title"],
    )


def is_same(one: str, other: str) -> bool:
    """Whether two wordings share most of their words."""
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return bool(words and others) and len(words & others) / len(words | others) >= _SAME_WORDS


def fit(found: Sequence[Example]) -> Any:
    """A LightGBM model of the examples."""
    import lightgbm  # noqa: PLC0415  not a dependency

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model that has not seen the site says of an example."""

    example: Example
    best: int
    evidence: tuple[float, ...]
    """What the answer's probability is told from."""
    is_right: bool


def answers(found: Sequence[Example]) -> list[Answer]:
    """The best candidate of each example, by models that have not seen its site."""
    said = []
    for fold in range(FOLDS):
        model = fit([each for each in found if zlib.crc32(each.site.encode()) % FOLDS != fold])
        for each in found:
            if zlib.crc32(each.site.encode()) % FOLDS == fold:
                odds = model.predict(each.values, raw_score=True, num_threads=1)
                best = int(odds.argmax())
                features = {name: each.values[:, i] for i, name in enumerate(each.names)}
                said.append(Answer(each, best, sureness(odds, each.parts, features), bool(each.labels[best])))
    return said


def judge(said: Sequence[Answer]) -> None:
    """Prints the weights of sureness, and what the answers are worth."""
    weights = [each.example.weight for each in said]
    w = logistic([each.evidence for each in said], [each.is_right for each in said], weights)
    print(f"SURENESS = ({', '.join(f'{value:.3f}' for value in w)})")
    sure = [(each, 1 / (1 + np.exp(-(np.dot(w[:-1], each.evidence) + w[-1])))) for each in said]
    for name, form in sorted({(each.example.name, each.example.form) for each in said}):
        own = [pair for pair in sure if (pair[0].example.name, pair[0].example.form) == (name, form)]
        shown = []
        for threshold in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            given = [each.is_right for each, chance in own if chance >= threshold]
            shown.append(
                f"{threshold}: {sum(given) / len(own):.3f} / {sum(given) / max(1, len(given)):.3f} ({len(given)})"
            )
        print(f"{name} {form}, {len(own)} texts, accuracy / precision (answers) by threshold: {', '.join(shown)}")
    for low, high in pairwise((0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)):
        inside = [each.is_right for each, chance in sure if low <= chance < high and each.example.form == "whole"]
        print(f"said {low} to {high}: {len(inside)} texts, right {sum(inside) / max(1, len(inside)):.3f}")


def logistic(rows: Sequence[Sequence[float]], right: Sequence[bool], weights: Sequence[float]) -> np.ndarray:
    """Weights of a logistic regression, the constant last, by Newton's method."""
    x = np.column_stack([np.array(rows), np.ones(len(rows))])
    y, v, w = np.array(right, float), np.array(weights), np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (x * (v * p * (1 - p))[:, None]) + 0.05 * np.eye(len(w))
        w = w + np.linalg.solve(slope, x.T @ (v * (y - p)) - 0.05 * w)
    return w


def main() -> None:
    """Read, judge, fit, write."""
    models = read_folds(Path(sys.argv[1]))
    found = [each for path in sys.argv[2:] for each in examples(Path(path), models)]
    judge(answers(found))
    stored = npz_bytes(tree_arrays(fit(found)))
    TREES.write_bytes(stored)
    print(f"{sum(each.form == 'whole' for each in found)} texts, {len(stored)} bytes")


if __name__ == "__main__":
    main()
