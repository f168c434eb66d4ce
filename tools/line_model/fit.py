"""Fits the trees of the line model to texts and their gold bodies.

    python -m tools.line_model.fit TEXTS_FOLDER [TEXTS_FOLDER ...]

TEXTS_FOLDER is what texts.py wrote. Writes trees.npz beside line_model.py. Needs LightGBM. The same data give
the same file.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tldextract

from news_pipeline.cleaning import line_model
from news_pipeline.cleaning.characters import count_words, split_lines
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.line_features import line_features
from news_pipeline.cleaning.roles import SourceLine
from news_pipeline.shared.boosted_trees import log_odds
from tools.boosted_trees import as_read, npz_bytes, tree_arrays
from tools.line_model.labels import body_shares
from tools.line_model.transplants import labelled_page, transplants

TREES = Path(line_model.__file__).with_name("trees.npz")
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
"""Chosen by cross-validation over web sites."""
SHORTENED = 120
"""Words of a story that was cut short."""
TRANSPLANT_WEIGHT, TABLE_WEIGHT = 0.25, 0.15
"""Of a page with another story, and with a table; a page as it is weighs 1."""
TEXT_WEIGHT = 30
"""Of all lines of a text together: long texts weigh no more than short ones. A line weighs as the root of its words."""
_DOMAINS = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@dataclass(frozen=True, slots=True)
class TrainingText:
    """A text, the story in it, and where it is from."""

    file: str
    """Page, kind (texts.KINDS) and `txt`, with dots between them."""
    text: str
    body: str
    weight: float
    url: str
    set: str

    @property
    def page(self) -> str:
        """Name of the page's file."""
        return self.file.rsplit(".", 2)[0]

    @property
    def kind(self) -> str:
        """How the text was made of its page."""
        return self.file.rsplit(".", 2)[1]


@dataclass(frozen=True, slots=True)
class Example:
    """One text as the model sees it."""

    values: np.ndarray
    """Lines x features, single precision."""
    labels: np.ndarray
    """Per line: whether it belongs to the body."""
    weights: np.ndarray
    names: tuple[str, ...]


def read_texts(folder: Path) -> list[TrainingText]:
    """The rows of gold.jsonl that have a body."""
    rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        TrainingText(
            row["file"],
            (folder / row["file"]).read_text(encoding="utf-8"),
            row["body"],
            float(row.get("weight", 1)),
            row.get("url") or row["file"],
            row.get("set") or "",
        )
        for row in rows
        if row.get("body")
    ]


def forms(text: str, body: str) -> Iterator[tuple[str, float]]:
    """The text in the forms that the model learns from, each with its weight.

    A text is learned as it is. An indented one is learned without indentation too, and with its story cut short: a page
    with a short story among much furniture is the most likely to be lost as a whole.
    """
    yield text, 1.0
    flat = "\n".join(line.strip() for line in text.split("\n"))
    if flat != text:
        yield flat, 1.0
        if short := shortened(text, body, SHORTENED):
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


def examples_of(texts: Sequence[TrainingText]) -> list[Example]:
    """All that the model learns from: the texts in their forms, and the dumps among them with other stories."""
    found = [example(form, row.body, row.weight * share) for row in texts for form, share in forms(row.text, row.body)]
    dumps = [labelled_page(row.text, row.body, site_of_url(row.url)) for row in texts if row.kind == "dump"]
    for text, story, is_table in transplants([one for one in dumps if one]):
        lines = source_lines(text)
        labels = np.array([line.number in story for line in lines], bool)
        found.append(_example(lines, labels, TABLE_WEIGHT if is_table else TRANSPLANT_WEIGHT))
    return [one for one in found if one]


def site_of_url(url: str) -> str:
    """The registered domain of an address; the address itself where it has none.

    It differs from shared/domains.py: blogs on a shared host are one site here. With other sites the folds would
    change, and figures could not be compared with earlier ones.
    """
    return _DOMAINS(url).top_domain_under_public_suffix or url


def example(text: str, body: str, weight: float = 1.0) -> Example | None:
    """The text's lines with labels; None if it shows no line."""
    lines = source_lines(text)
    return _example(lines, np.array(body_shares([line.text for line in lines], body)) > 0.5, weight)


def _example(lines: list[SourceLine], labels: np.ndarray, weight: float) -> Example | None:
    if not lines:
        return None
    features = line_features(lines)
    names = tuple(sorted(features))
    size = np.sqrt(np.maximum(1.0, np.array(features["words"])))
    values = np.array([features[name] for name in names], np.float32).T
    return Example(values, labels, TEXT_WEIGHT * weight * size / size.sum(), names)


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


def main() -> None:
    """Read, fit, write, and compare what the file says with what the library says."""
    texts = [row for folder in sys.argv[1:] for row in read_texts(Path(folder))]
    examples = examples_of(texts)
    model = fit(examples)
    stored = npz_bytes(tree_arrays(model, with_means=True))
    TREES.write_bytes(stored)
    first = examples[0]
    odds = log_odds(as_read(model), dict(zip(first.names, first.values.T, strict=True)))
    furthest = float(np.abs(odds - model.predict(first.values, raw_score=True, num_threads=1)).max())
    print(f"{len(texts)} texts, {len(stored)} bytes; the file and the library differ by {furthest:.3g} at most")


if __name__ == "__main__":
    main()
