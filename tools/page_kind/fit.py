"""Fits the kinds of pages to pages and their gold kinds.

    python -m tools.page_kind.fit SET_FOLDER [SET_FOLDER ...]

Writes kinds.npz beside kind_model.py. Needs LightGBM. The same data give the same file. Chances of blocks are those of
block models that have not seen a page's site, as in use.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from news_pipeline.cleaning.page_kinds import kind_model
from news_pipeline.cleaning.page_kinds.kind_model import PageKind, page_words, word_measures
from news_pipeline.cleaning.page_kinds.page_measures import page_measures
from tools.block_model.cross_validation import SeenPage, unseen_chances
from tools.block_model.fit import fold_of
from tools.block_model.pages import LabelledPage, read_pages
from tools.boosted_trees import npz_bytes, tree_arrays, words_array
from tools.page_kind.odds import KindOdds

STORED = Path(kind_model.__file__).with_name("kinds.npz")
KINDS = {
    "article": PageKind.ARTICLE,
    "listing": PageKind.LISTING,
    "collection": PageKind.LISTING,
    "product": PageKind.PRODUCT,
    "service": PageKind.SERVICE,
}
ROUNDS = 160
SETTINGS = {
    "objective": "multiclass",
    "num_class": len(PageKind),
    "learning_rate": 0.06,
    "num_leaves": 8,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "verbosity": -1,
}


@dataclass(slots=True)
class KindTable:
    """All pages, as the model sees them."""

    names: tuple[str, ...]
    values: np.ndarray
    """Pages x measures, single precision."""
    labels: np.ndarray
    """Positions in PageKind."""
    folds: np.ndarray
    odds: KindOdds


def kind_of(page: LabelledPage) -> PageKind:
    """The gold kind of a page."""
    return KINDS[page.gold.get("kind", "article")]


def kind_table(pages: Sequence[LabelledPage], seen: Sequence[SeenPage]) -> KindTable:
    """The measures of pages; `seen` are their blocks by models that have not seen their sites."""
    kinds = [kind_of(page) for page in pages]
    words = [page_words(page.blocks, page.marks) for page in pages]
    is_other = [kind in (PageKind.LISTING, PageKind.PRODUCT) for kind in kinds]
    odds = KindOdds([page.site for page in pages], words, is_other)
    rows = []
    for page, its, said in zip(pages, seen, words, strict=True):
        measures = page_measures(page.blocks, its.features, its.chances, page.titled.tolist(), page.marks)
        rows.append(measures | word_measures(said, odds.without(page.site)))
    names = tuple(sorted(rows[0]))
    order = list(PageKind)
    return KindTable(
        names,
        np.array([[row[name] for name in names] for row in rows], np.float32),
        np.array([order.index(kind) for kind in kinds]),
        np.array([fold_of(page.site) for page in pages]),
        odds,
    )


def fit(table: KindTable, *, but_fold: int = -1, seed: int = 1) -> Any:
    """A LightGBM model of the pages outside a fold."""
    import lightgbm  # noqa: PLC0415  not a dependency

    rows = table.folds != but_fold
    data = lightgbm.Dataset(table.values[rows], table.labels[rows], feature_name=list(table.names))
    return lightgbm.train(SETTINGS | {"seed": seed}, data, num_boost_round=ROUNDS)


class OneKind:
    """The trees of one kind in a model of several."""

    def __init__(self, model: Any, kind: int) -> None:
        self.dump = model.dump_model()
        self.kind = kind

    def dump_model(self) -> dict[str, Any]:
        """As LightGBM tells of a model of one kind."""
        return {**self.dump, "tree_info": self.dump["tree_info"][self.kind :: len(PageKind)]}


def stored_bytes(table: KindTable) -> bytes:
    """The file of a model of all pages."""
    model = fit(table)
    odds = {word: value for word, value in table.odds.all.items() if value}
    arrays = {
        "words": words_array(odds),
        "odds": np.array([round(100 * value) for value in odds.values()], np.int16),
    }
    for number, kind in enumerate(PageKind):
        arrays |= tree_arrays(OneKind(model, number), f"{kind.value}_")
    return npz_bytes(arrays)


def main() -> None:
    """Read, fit, write."""
    pages = [page for folder in sys.argv[1:] for page in read_pages(Path(folder))]
    table = kind_table(pages, unseen_chances(pages))
    stored = stored_bytes(table)
    STORED.write_bytes(stored)
    print(f"{len(pages)} pages, {len(stored)} bytes")


if __name__ == "__main__":
    main()
