"""How good cleaning of texts is on sites that its line model has not seen.

    python -m tools.line_model.cross_validation FOLDS TEXTS.jsonl [TEXTS.jsonl ...]

TEXTS.jsonl is what texts.py wrote. Folds are web sites. Writes to the folder FOLDS for each fold a file such as
lines.npz that has not seen it: models that learn from labelled lines use them. Prints for each set, flavour and kind of
REPORTED: F1 of mean precision and mean recall of four-word shingles over texts, the median of the texts' own F1, the
number of texts below BAD, the F1 of all lines that the model alone keeps, and that of perfect labels. Of sets with
texts that a body must and must not hold: F1 of those. Needs LightGBM.
"""

import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from news_pipeline.cleaning import label_lines as labelling
from news_pipeline.cleaning import line_model
from news_pipeline.cleaning.label_lines import CUT_BELOW
from news_pipeline.cleaning.layout import Layout
from news_pipeline.cleaning.line_model import HOPELESS, JudgedLines, LineModel, model_of
from news_pipeline.shared.boosted_trees import arrays_of
from tools.line_model.fit import (
    ROUNDS,
    Table,
    fit_folds,
    fold_of,
    read_all,
    second_table,
    stored,
    table_of,
    unseen_odds,
)
from tools.line_model.labelled_texts import Text
from tools.line_model.learn_odds import odds_by_site

WORDS_OF_SHINGLE = 4
BAD = 0.3
"""F1 of a text that is as good as lost."""
NO_WAYS = np.zeros((0, 0), np.int32)
"""Reasons are not asked for."""
REPORTED = ("dump", "residue")
"""Kinds of texts whose figures are printed; the others are learned from."""
Scores = dict[str, list[tuple[float, float, float, float, float]]]
"""Precision and recall of each text, those of the model alone, and the F1 of perfect labels, by set and kind."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, of Chinese and Japanese of four signs, with how often they occur."""
    words = _WORD.findall(text.lower())
    starts = range(max(1, len(words) - WORDS_OF_SHINGLE + 1)) if words else ()
    return Counter(tuple(words[i : i + WORDS_OF_SHINGLE]) for i in starts)


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Unseen:
    """Models that have not seen a fold, and what they say."""

    files: Mapping[int, bytes]
    """By fold, a file such as lines.npz."""
    judged: list[JudgedLines]
    """Of each text as it is."""
    first_odds: np.ndarray
    """Of the lines of all forms, by first looks."""


def unseen(texts: Sequence[Text], table: Table) -> Unseen:
    """Models of all folds but one, and what they say of its lines."""
    firsts = fit_folds(table, ROUNDS["first"])
    first_odds = unseen_odds(table, firsts)
    table = second_table(table, first_odds)
    seconds = fit_folds(table, ROUNDS["second"])
    odds = unseen_odds(table, seconds)
    starts = np.concatenate([[0], table.ends[:-1]])
    wholes = [i for i, form in enumerate(table.forms) if form.is_whole]
    files = {
        fold: stored(odds_by_site(text for text in texts if fold_of(text.site) != fold).all, first, seconds[fold])
        for fold, first in firsts.items()
    }
    odds = np.where(first_odds > HOPELESS, odds, first_odds)
    chances = 1 / (1 + np.exp(-odds))
    judged = [
        JudgedLines(table.forms[i].own["words"], chances[starts[i] : table.ends[i]].tolist(), NO_WAYS) for i in wholes
    ]
    return Unseen(files, judged, first_odds)


def body_of(text: Text, judged: JudgedLines, model: LineModel) -> str:
    """The body that cleaning makes where the model says so."""
    with (
        patch.object(line_model, "line_model", lambda: model),
        patch.object(labelling, "judge_lines", lambda _: judged),
        patch.object(labelling, "reasons_against", lambda _, lines: [""] * len(lines)),
    ):
        labels = labelling.label_lines(text.row["text"])
    return "\n\n".join(label.text for label in labels if not label.reason)


def score(body: str, gold: dict[str, Any]) -> tuple[float, float]:
    """Precision and recall; `optional` texts of the gold are neither asked for nor counted against."""
    got, want = shingles(body), shingles(gold["body"])
    for text in gold.get("optional", ()):
        got -= shingles(text) - want
    both = sum((got & want).values())
    return both / max(1, sum(got.values())), both / max(1, sum(want.values()))


def report(texts: Sequence[Text], seen: Unseen) -> None:
    """Print the figures."""
    found: Scores = defaultdict(list)
    snippets: dict[str, Counter[str]] = defaultdict(Counter)
    models = {fold: model_of(arrays_of(file)) for fold, file in seen.files.items()}
    for text, said in zip(texts, seen.judged, strict=True):
        if text.row["kind"] not in REPORTED:
            continue
        body = body_of(text, said, models[fold_of(text.site)])
        if text.row.get("body"):
            alone = score(_joined(text, np.array(said.chances) >= CUT_BELOW[Layout.PAGE]), text.row)
            perfect = score(_joined(text, text.labels), text.row)
            found[text.name].append((*score(body, text.row), *alone, f1(*perfect)))
        else:
            snippets[text.name] += _counts(body, text.row)
    for name, scores in sorted(found.items()):
        precision, recall, alone_precision, alone_recall, ceiling = map(statistics.mean, zip(*scores, strict=True))
        own = [f1(*each[:2]) for each in scores]
        print(
            f"{name}: {len(scores)} texts, F1 {f1(precision, recall):.4f}, P {precision:.3f}, R {recall:.3f}, median "
            f"{statistics.median(own):.3f}, below {BAD}: {sum(each < BAD for each in own)}; "
            f"model alone {f1(alone_precision, alone_recall):.4f}; perfect {ceiling:.3f}"
        )
    for name, count in sorted(snippets.items()):
        precision = count["in"] / max(1, count["in"] + count["wrong"])
        recall = count["in"] / max(1, count["in"] + count["missing"])
        print(f"{name}: texts F1 {f1(precision, recall):.4f}, P {precision:.3f}, R {recall:.3f}")


def _joined(text: Text, kept: np.ndarray) -> str:
    return "\n\n".join(line.text for line, stays in zip(text.lines, kept, strict=True) if stays)


def _counts(body: str, gold: dict[str, Any]) -> Counter[str]:
    flat = " ".join(body.split())
    inside = sum(" ".join(text.split()) in flat for text in gold["with"])
    wrong = sum(" ".join(text.split()) in flat for text in gold.get("without", ()))
    return Counter({"in": inside, "missing": len(gold["with"]) - inside, "wrong": wrong})


def write_folds(folder: Path, files: Mapping[int, bytes]) -> None:
    """A file a fold."""
    folder.mkdir(parents=True, exist_ok=True)
    for fold, file in files.items():
        (folder / f"{fold}.npz").write_bytes(file)


def read_folds(folder: Path) -> dict[int, LineModel]:
    """The models that `write_folds` wrote, by fold."""
    return {int(path.stem): model_of(arrays_of(path.read_bytes())) for path in folder.glob("*.npz")}


def main() -> None:
    """Judge each text by models that have not seen its site, clean it, print the figures."""
    texts = read_all(sys.argv[2:])
    seen = unseen(texts, table_of(texts, odds_by_site(texts)))
    write_folds(Path(sys.argv[1]), seen.files)
    report(texts, seen)


if __name__ == "__main__":
    main()
