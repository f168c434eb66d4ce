"""How good cleaning is on sites that its line model has not seen.

    python -m tools.line_model.cross_validation TEXTS_FOLDER

TEXTS_FOLDER is what texts.py made of pages. Folds are web sites. Prints for dumps and residues: F1 of mean precision
and mean recall of four-word shingles over pages, the median of the pages' own F1, and the number of pages below BAD.
Needs LightGBM.
"""

import hashlib
import re
import statistics
import sys
from collections import Counter, defaultdict
from pathlib import Path
from unittest.mock import patch

from news_pipeline.cleaning import line_model
from news_pipeline.cleaning.clean import CleanedDocument, clean
from news_pipeline.shared.results import Rejected
from tools.boosted_trees import as_read
from tools.line_model.fit import TrainingText, examples_of, fit, read_texts, site_of_url

FOLDS = 5
WORDS_OF_SHINGLE = 4
BAD = 0.3
"""F1 of a page that is as good as lost."""
Scores = dict[str, list[tuple[float, float]]]
"""Precision and recall of each page, by set and kind of text."""
_WORD = re.compile(r"\w+")


def fold_of(url: str) -> int:
    """The fold of the address's site."""
    return int(hashlib.sha256(site_of_url(url).encode()).hexdigest(), 16) % FOLDS


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with how often they occur; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    starts = range(max(1, len(words) - WORDS_OF_SHINGLE + 1)) if words else ()
    return Counter(tuple(words[i : i + WORDS_OF_SHINGLE]) for i in starts)


def f1(precision: float, recall: float) -> float:
    """Their harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    """Fit without each fold, clean its documents, print the figures."""
    texts = read_texts(Path(sys.argv[1]))
    folds = [[row for row in texts if fold_of(row.url) == fold] for fold in range(FOLDS)]
    learned = [examples_of(rows) for rows in folds]
    found: Scores = defaultdict(list)
    for fold, held_out in enumerate(folds):
        trained = fit([one for other, examples in enumerate(learned) if other != fold for one in examples])
        trees = as_read(trained, with_means=True)
        line_model.shifts_in_words.cache_clear()
        with patch.object(line_model, "line_trees", lambda trees=trees: trees):
            for row in held_out:
                _clean(row, found)
    for kind, scores in sorted(found.items()):
        print(kind, _summary(scores))


def _clean(row: TrainingText, found: Scores) -> None:
    if row.kind in ("dump", "residue"):
        found[f"{row.set} {row.kind}"].append(_score(clean(row.text), row.body))


def _score(document: CleanedDocument | Rejected, body: str) -> tuple[float, float]:
    """Precision and recall."""
    got, want = shingles("" if isinstance(document, Rejected) else document.body), shingles(body)
    both = sum((got & want).values())
    return both / max(1, sum(got.values())), both / max(1, sum(want.values()))


def _summary(scores: list[tuple[float, float]]) -> str:
    precision, recall = (statistics.mean(column) for column in zip(*scores, strict=True))
    own = [f1(*score) for score in scores]
    return (
        f"{len(scores)} pages: F1 {f1(precision, recall):.4f}, P {precision:.4f}, R {recall:.4f}, "
        f"median {statistics.median(own):.4f}, below {BAD}: {sum(score < BAD for score in own)}"
    )


if __name__ == "__main__":
    main()
