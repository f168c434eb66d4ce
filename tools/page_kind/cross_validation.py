"""Which pages are refused as listings and products on sites that the kind model has not seen.

    python -m tools.page_kind.cross_validation SET_FOLDER [SET_FOLDER ...]

Prints for several thresholds the share of pages refused by gold kind, and the articles that would be refused; and how
often each gold kind is taken for each kind. Needs LightGBM.
"""

import sys
from collections import Counter
from pathlib import Path

import numpy as np

from news_pipeline.cleaning.page_kinds.kind_model import PageKind
from tools.block_model.cross_validation import unseen_chances
from tools.block_model.fit import FOLDS
from tools.block_model.pages import read_pages
from tools.page_kind.fit import KindTable, fit, kind_table

THRESHOLDS = (0.7, 0.8, 0.9, 0.95)


def unseen_kinds(table: KindTable) -> np.ndarray:
    """Pages x kinds: probabilities by models that have not seen a page's site."""
    found = np.zeros((len(table.labels), len(PageKind)))
    for fold in range(FOLDS):
        rows = table.folds == fold
        found[rows] = fit(table, but_fold=fold).predict(table.values[rows], num_threads=1)
    return found


def main() -> None:
    """Judge each page by models that have not seen its site, print the figures."""
    pages = [page for folder in sys.argv[1:] for page in read_pages(Path(folder))]
    table = kind_table(pages, unseen_chances(pages))
    found = unseen_kinds(table)
    order = list(PageKind)
    refused = found[:, order.index(PageKind.LISTING)] + found[:, order.index(PageKind.PRODUCT)]
    gold = np.array([page.gold.get("kind", "article") for page in pages])
    for threshold in THRESHOLDS:
        shares = {kind: f"{(refused[gold == kind] >= threshold).sum()} of {(gold == kind).sum()}" for kind in set(gold)}
        print(f"refused from {threshold}: {dict(sorted(shares.items()))}")
    for i in np.flatnonzero((gold == "article") & (refused >= min(THRESHOLDS))):
        print(f"article {pages[i].gold['file']} of {pages[i].set}: {refused[i]:.2f}")
    for kind in sorted(set(gold)):
        print(f"{kind} taken for {dict(Counter(order[k].value for k in found[gold == kind].argmax(axis=1)))}")


if __name__ == "__main__":
    main()
