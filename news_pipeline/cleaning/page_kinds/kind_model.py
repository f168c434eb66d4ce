"""The kind of a page: boosted trees for each kind, over measures of the page and words that its markup and labels use.

The trees and the odds of words are in kinds.npz, which tools/page_kind writes.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain

import numpy as np

from news_pipeline.cleaning.blocks.block_features import Features
from news_pipeline.cleaning.blocks.read_blocks import Blocks
from news_pipeline.cleaning.blocks.word_odds import parts_of_names
from news_pipeline.cleaning.page_kinds.page_marks import PageMarks
from news_pipeline.cleaning.page_kinds.page_measures import page_measures
from news_pipeline.shared.boosted_trees import Arrays, Floats, Trees, joined, leaves, read_arrays, trees_of, words_of

LONGEST_LABEL = 40
"""Characters of a block whose words count: buttons, labels, headings."""
STRONGEST = 15
"""Words on either side."""
_WORD = re.compile(r"[^\W\d_]+")
_STEP = re.compile(r"[a-z]{3,}")
_HOST = re.compile(r"^https?://[^/]*")


class PageKind(StrEnum):
    """What a page is."""

    ARTICLE = "article"
    LISTING = "listing"
    """A list of links, teasers or products: a hub, a section, a search, a shop's shelf."""
    PRODUCT = "product"
    SERVICE = "service"
    """What an organisation offers or does."""


@dataclass(frozen=True, slots=True)
class KindModel:
    """Trees by kind, and the odds of words."""

    trees: Mapping[PageKind, Trees]
    together: Trees
    """The trees of all kinds, in the order of `trees`."""
    odds: Mapping[str, float]
    """Log odds that a page with the word is a listing or a product; a word that is missing says nothing."""


@cache
def kind_model() -> KindModel:
    """The model of kinds.npz."""
    return read_model(read_arrays(__package__, "kinds.npz"))


def read_model(arrays: Arrays) -> KindModel:
    """A model from the arrays of a file such as kinds.npz."""
    odds = arrays["odds"].astype(float) / 100
    trees = {kind: trees_of(arrays, f"{kind.value}_") for kind in PageKind}
    return KindModel(
        trees,
        joined(list(trees.values())),
        dict(zip(words_of(arrays, "words"), odds.tolist(), strict=True)),
    )


def kind_chances(
    blocks: Blocks, features: Features, chances: Floats, titled: Sequence[bool], marks: PageMarks
) -> dict[PageKind, float]:
    """The probability of each kind; they add up to 1. The page has at least one block."""
    model = kind_model()
    measures = page_measures(blocks, features, chances, titled, marks)
    measures |= word_measures(page_words(blocks, marks), model.odds)
    columns = {name: [value] for name, value in measures.items()}
    said = model.together.value[leaves(model.together, columns)]
    ends = np.cumsum([len(trees.roots) for trees in model.trees.values()])
    odds = {kind: float(its.sum(axis=0)[0]) for kind, its in zip(model.trees, np.split(said, ends[:-1]), strict=True)}
    most = max(odds.values())
    sizes = {kind: math.exp(each - most) for kind, each in odds.items()}
    return {kind: size / sum(sizes.values()) for kind, size in sizes.items()}


def page_words(blocks: Blocks, marks: PageMarks) -> set[str]:
    """Words of short blocks, and with a sign before them those of classes and ids (`.card`), titles (`^`), the address
    (`/`), metas (`@`) and types (`#`)."""
    found = {f".{word}" for word in set(chain.from_iterable(map(parts_of_names, set(blocks.names))))}
    labels = [text for text in set(blocks.texts) if len(text) < LONGEST_LABEL]
    found.update(_WORD.findall("\n".join(labels).lower()))
    found.update(f"^{word}" for title in blocks.titles for word in _WORD.findall(title.lower()))
    found.update(f"/{word}" for word in _STEP.findall(_HOST.sub("", marks.address).lower()))
    found.update(f"@{name}" for name in marks.metas)
    found.update(f"#{name}" for name in (*marks.linked_types, *marks.item_types))
    return found


def word_measures(words: Iterable[str], odds: Mapping[str, float]) -> dict[str, float]:
    """What the words say together, and what the strongest on either side say."""
    said = sorted(odds[word] for word in words if word in odds) or [0.0]
    return {
        "words_sum": sum(said) / math.sqrt(len(said)),
        "words_mean": sum(said) / len(said),
        "words_highest": sum(said[-STRONGEST:]) / len(said[-STRONGEST:]),
        "words_lowest": sum(said[:STRONGEST]) / len(said[:STRONGEST]),
        "words_for": float(sum(each > 1 for each in said)),
        "words_against": float(sum(each < -1 for each in said)),
    }
