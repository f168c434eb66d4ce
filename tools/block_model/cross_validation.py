"""How good cleaning of pages is on sites that its block model has not seen.

    python -m tools.block_model.cross_validation SET_FOLDER [SET_FOLDER ...]

Folds are web sites. Prints for each set (a set of several languages by language): F1 of mean precision and mean recall
of four-word shingles over pages, the number of pages below BAD, and the F1 of perfect labels. Of sets with texts that a
body must and must not hold: F1 of those. Needs LightGBM.
"""

import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.blocks.block_features import Features
from news_pipeline.cleaning.blocks.block_model import HOPELESS
from news_pipeline.cleaning.label_page import label_blocks
from tools.block_model.fit import ROUNDS, Table, first_table, fit_second, fold_of, second_table, unseen_odds
from tools.block_model.learn_odds import odds_by_site
from tools.block_model.pages import LabelledPage, read_pages
from tools.line_model.cross_validation import f1

WORDS_OF_SHINGLE = 4
BAD = 0.3
"""F1 of a page that is as good as lost."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page as models see it that know other sites."""

    features: Features
    chances: np.ndarray


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, of Chinese and Japanese of four signs, with how often they occur."""
    words = _WORD.findall(text.lower())
    starts = range(max(1, len(words) - WORDS_OF_SHINGLE + 1)) if words else ()
    return Counter(tuple(words[i : i + WORDS_OF_SHINGLE]) for i in starts)


def main() -> None:
    """Give each page the chances of models that have not seen its site, label it, print the figures."""
    pages = [page for folder in sys.argv[1:] for page in read_pages(Path(folder))]
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    snippets: dict[str, Counter[str]] = defaultdict(Counter)
    for page, seen in zip(pages, unseen_chances(pages), strict=True):
        body = _body(page, seen.chances.tolist())
        if page.gold.get("body"):
            perfect = _score(_body(page, page.labels.astype(float).tolist()), page.gold)
            found[f"{page.set} {page.gold.get('flavour', '')}"].append((*_score(body, page.gold), f1(*perfect)))
        if page.gold.get("with"):
            snippets[page.set] += _counts(body, page.gold)
    for name, scores in sorted(found.items()):
        precision, recall, ceiling = (statistics.mean(column) for column in zip(*scores, strict=True))
        bad = sum(f1(*score[:2]) < BAD for score in scores)
        print(
            f"{name}: {len(scores)} pages, F1 {f1(precision, recall):.4f}, P {precision:.3f}, R {recall:.3f}, "
            f"below {BAD}: {bad}; perfect labels {ceiling:.3f}"
        )
    for name, count in sorted(snippets.items()):
        precision = count["in"] / max(1, count["in"] + count["wrong"])
        recall = count["in"] / max(1, count["in"] + count["missing"])
        print(f"{name}: texts F1 {f1(precision, recall):.4f}, P {precision:.3f}, R {recall:.3f}")


def unseen_chances(pages: Sequence[LabelledPage]) -> list[SeenPage]:
    """The features of each page's blocks and their chances, by models that have not seen its site."""
    table = first_table(pages, odds_by_site(pages))
    learned, used = unseen_odds(table, ROUNDS["first"])
    second = second_table(pages, table, learned)
    odds = _second_odds(pages, table, second, used)
    starts = np.concatenate([[0], table.ends[:-1]])
    return [
        SeenPage(
            dict(zip(table.names, table.values[start:end].T.astype(float), strict=True)),
            1 / (1 + np.exp(-odds[start:end])),
        )
        for start, end in zip(starts, table.ends, strict=True)
    ]


def _second_odds(pages: Sequence[LabelledPage], table: Table, learned: Table, used: np.ndarray) -> np.ndarray:
    """The second look at what first looks said in use, by models that learned from other sites."""
    seen = second_table(pages, table, used)
    odds = used.copy()
    for fold in sorted({fold_of(page.site) for page in pages}):
        rows = (table.folds == fold) & (used > HOPELESS)
        values = seen.values[rows]
        values[:, seen.names.index("source")] = 0.0
        odds[rows] = fit_second(learned, but_fold=fold).predict(values, raw_score=True, num_threads=1)
    return odds


def _body(page: LabelledPage, chances: list[float]) -> str:
    return "\n\n".join(label.text for label in label_blocks(page.blocks, chances).labels if not label.reason)


def _score(body: str, gold: dict[str, Any]) -> tuple[float, float]:
    """Precision and recall; `optional` texts of the gold are neither asked for nor counted against."""
    got, want = shingles(body), shingles(gold["body"])
    for text in gold.get("optional", ()):
        got -= shingles(text) - want
    both = sum((got & want).values())
    return both / max(1, sum(got.values())), both / max(1, sum(want.values()))


def _counts(body: str, gold: dict[str, Any]) -> Counter[str]:
    flat = " ".join(body.split())
    inside = sum(" ".join(text.split()) in flat for text in gold["with"])
    wrong = sum(" ".join(text.split()) in flat for text in gold["without"])
    return Counter({"in": inside, "missing": len(gold["with"]) - inside, "wrong": wrong})


if __name__ == "__main__":
    main()
