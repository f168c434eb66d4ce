"""Measures the blocks of a page: each alone, its boxes, its neighbours, and its place beside the page's main text.

No feature asks for the words of one language, so that none of them fails on pages of another. `mass` is the number of
words of a block that reads as prose, links left out.
"""

import math
from collections import Counter
from dataclasses import dataclass
from itertools import chain, compress

import numpy as np
import numpy.typing as npt

from news_pipeline.cleaning.blocks.head_words import head_words
from news_pipeline.cleaning.blocks.read_blocks import FLAGS, Blocks
from news_pipeline.cleaning.blocks.repeats import repeats
from news_pipeline.cleaning.blocks.text_signs import count_signs
from news_pipeline.cleaning.blocks.word_odds import WordOdds, name_words, opening_words
from news_pipeline.cleaning.characters import UNSPACED, count_words

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Features = dict[str, Floats]
"""By name, one value a block."""

_ENDS = frozenset('.!?…。！？؟۔।"”’»」』)')
_LINE_TAGS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "td", "th", "dd", "dt", "figcaption"]
)
_HEADINGS = {f"h{level}": float(level) for level in range(1, 7)}
_OF_OPENING = ("words_odds", "words_least", "words_most")
"""Mean, least and greatest odds of the words that a block begins with."""
_WINDOWS = (1, 2, 4, 8)
_OF_NEIGHBOURS = {
    "words": 2,
    "link_share": 2,
    "mass": 2,
    "names_own": 2,
    "words_odds": 1,
    "ends": 1,
    "tag_p": 1,
    "heading": 1,
    "pictures": 1,
}
"""How many blocks before and behind a block are asked for a feature."""
_LEVELS = (1, 2, 3, 4, 6)
_NO_HEADING = 60.0
_DECAY = (1.0, 0.7, 0.4, 0.2)
"""How much of its mass a block gives to the box that holds its paragraph, and to the boxes around that."""


@dataclass(frozen=True, slots=True)
class _Boxes:
    """The boxes of a page as arrays."""

    of_block: Ints
    """The innermost box of each block."""
    parents: Ints
    first: Ints
    end: Ints
    depth: Ints

    def sums(self, values: Floats) -> Floats:
        """Of each box, the sum over its blocks."""
        total = np.concatenate([[0.0], np.cumsum(values)])
        return np.asarray(total[self.end] - total[self.first], np.float64)


def block_features(blocks: Blocks, odds: WordOdds, source: float = 0.0) -> Features:
    """The features of all blocks. `source` tells the convention of a gold set in training; 0 is today's."""
    out: Features = {}
    words = _texts(blocks, odds, out)
    path_of_box = _boxes(blocks, odds, out)
    small_words = [text.lower().split() for text in blocks.texts]
    out |= repeats(blocks, path_of_box, out["mass"], words) | head_words(blocks, small_words)
    mass = out["mass"]
    of_block, parents, first, end = (
        np.array(each, np.int64) for each in (blocks.box, blocks.parents, blocks.first, blocks.end)
    )
    boxes = _Boxes(of_block, parents, first, end, _depths(blocks.parents))
    _levels(boxes, out)
    for name, container in _containers(blocks, boxes, out).items():
        _beside(name, container, boxes, out)
    _neighbours(out)
    _places(blocks, small_words, words, out)
    size = len(words)
    out["depth"] = boxes.depth[of_block].astype(float)
    page = {
        "page_blocks": math.log1p(size),
        "page_mass": math.log1p(float(mass.sum())),
        "page_prose": float(mass.sum()) / max(1.0, float(words.sum())),
        "page_links": float(out["links"].sum()) / size,
        "page_articles": float(sum(tag == "article" for tag in blocks.tags)),
        "page_unspaced": sum(bool(UNSPACED.search(text)) for text in blocks.texts[:: max(1, size // 40)]) / 40,
        "source": source,
    }
    out |= {name: np.full(size, value) for name, value in page.items()}
    return out


def _texts(blocks: Blocks, odds: WordOdds, out: Features) -> Floats:
    """What each block's own text says. Gives the number of words."""
    of_words = odds.of_words
    texts = blocks.texts
    counted = count_signs(texts)
    spaces = counted["spaces"].tolist()
    rows = []
    for text, gaps in zip(texts, spaces, strict=True):
        said = [of_words[word] for word in opening_words(text) if word in of_words] or (0.0,)
        rows.append(
            (
                len(text),
                gaps + 1 if text.isascii() else count_words(text),
                text[-1] in _ENDS,
                text[-1] == ":",
                text.endswith(("…", "...")),
                text[0].islower(),
                "©" in text,
                sum(said) / len(said),
                min(said),
                max(said),
            )
        )
    of_row = ("characters", "words", "ends", "colon", "ellipsis", "lower", "copyright", *_OF_OPENING)
    own = dict(zip(of_row, np.array(rows, np.float64).T, strict=True))
    size, words = own["characters"], np.asarray(own["words"], np.float64)
    styles = {"link": blocks.link_characters, "bold": blocks.bold_characters, "slanted": blocks.slanted_characters}
    # the order is that in which the model learned: it draws features by their place
    out["characters"] = size
    out |= {f"{name}_share": np.array(characters, np.float64) / size for name, characters in styles.items()}
    out["signs"] = counted["signs"] / np.maximum(1.0, words)
    out["figures"] = counted["figures"] / size
    out["capitals"] = counted["capitals"] / np.maximum(1.0, words)
    out |= {name: own[name] for name in ("ends", "colon", "ellipsis", "lower")}
    out |= {name: counted[name] for name in ("commas", "sentences")}
    out["bars"] = (counted["bars"] > 0).astype(float)
    out |= {name: own[name] for name in ("copyright", *_OF_OPENING)}
    out["words"] = words
    out["links"] = np.array(blocks.links, np.float64)
    out["times"] = np.array(blocks.times, np.float64)
    out["pictures"] = np.array(blocks.pictures, np.float64)
    shares = out["link_share"]
    is_prose = ((words >= 10) & (shares < 0.5)) | ((words >= 5) & (out["ends"] > 0) & (shares < 0.3))
    out["mass"] = np.where(is_prose, words * (1 - shares), 0.0)
    flags = np.array(blocks.flags, np.int64)
    out |= {f"in_{name}": ((flags & bit) > 0).astype(float) for name, bit in FLAGS.items()}
    return words


def _boxes(blocks: Blocks, odds: WordOdds, out: Features) -> Ints:
    """What the names of the boxes around a block say, the nearest and all of them; and blocks on the same path.

    Gives the number of each box's path.
    """
    of_names = odds.of_names
    paths: dict[tuple[int, str, str], int] = {}
    rows: list[tuple[float, ...]] = []
    tag_paths: dict[tuple[int, str], int] = {}
    tags_of_path: list[int] = []
    own_path: list[int] = []
    said: dict[tuple[str, str], tuple[float, float, float]] = {}
    for tag, names, parent in zip(blocks.tags, blocks.names, blocks.parents, strict=True):
        outer = own_path[parent] if parent >= 0 else -1
        path = paths.setdefault((outer, tag, names), len(rows))
        own_path.append(path)
        if path < len(rows):
            continue
        # boxes on the same path are alike in all that follows, and what the names of a box say is alike on all paths
        if (tag, names) not in said:
            found = [of_names[word] for word in name_words(tag, names) if word in of_names] or (0.0,)
            said[tag, names] = sum(found) / len(found), min(found), max(found)
        mean, least, most = said[tag, names]
        if outer >= 0:
            above = rows[outer]
            rows.append((mean, least, most, mean + 0.9 * above[3], min(least, above[4]), max(most, above[5]), above[0]))
        else:
            rows.append((mean, least, most, mean, least, most, 0.0))
        tags = tags_of_path[outer] if outer >= 0 else -1
        tags_of_path.append(tag_paths.setdefault((tags, tag), len(tag_paths)))
    box = np.array(blocks.box, np.int64)
    path_of_block = np.array(own_path, np.int64)[box]
    columns = np.array(rows, np.float64)[path_of_block].T
    names_of = ["own", "own_least", "own_most", "chain", "chain_least", "chain_most", "above"]
    out |= {f"names_{name}": column for name, column in zip(names_of, columns, strict=True)}
    own_tag = [blocks.tags[i] for i in blocks.box]
    for tag in ("p", "li", "div", "td"):
        out[f"tag_{tag}"] = np.array([each == tag for each in own_tag], np.float64)
    out["heading"] = np.array([_HEADINGS.get(tag, 0.0) for tag in own_tag])
    for name, group in (("path", path_of_block), ("tags", np.array(tags_of_path, np.int64)[path_of_block])):
        count = np.bincount(group)
        mass, words = (np.bincount(group, out[each]) for each in ("mass", "words"))
        linked = np.bincount(group, out["link_share"] * out["words"])
        out[f"{name}_count"] = count[group].astype(float)
        out[f"{name}_mass"] = mass[group] / max(1.0, mass.sum())
        out[f"{name}_prose"] = mass[group] / np.maximum(1.0, words[group])
        out[f"{name}_mean"] = words[group] / count[group]
        out[f"{name}_links"] = linked[group] / np.maximum(1.0, words[group])
    out["path_id"] = path_of_block.astype(float)
    return np.array(own_path, np.int64)


def _depths(parents: list[int]) -> Ints:
    depth = [0] * len(parents)
    for number, parent in enumerate(parents):
        if parent >= 0:
            depth[number] = depth[parent] + 1
    return np.array(depth, np.int64)


def _levels(boxes: _Boxes, out: Features) -> None:
    """What the box of a block, and boxes around it, hold."""
    mass, words, linked = (boxes.sums(out[name]) for name in ("mass", "words", "link_share"))
    size = (boxes.end - boxes.first).astype(float)
    total = max(1.0, float(out["mass"].sum()))
    at = boxes.of_block
    for level in range(1, max(_LEVELS) + 1):
        if level in _LEVELS:
            out[f"up{level}_prose"] = mass[at] / np.maximum(1.0, words[at])
            out[f"up{level}_mass"] = mass[at] / total
            out[f"up{level}_links"] = linked[at] / np.maximum(1.0, size[at])
            out[f"up{level}_blocks"] = np.log1p(size[at])
        at = np.maximum(boxes.parents[at], 0)


def _containers(blocks: Blocks, boxes: _Boxes, out: Features) -> dict[str, int]:
    """Boxes that may hold the story: the one with most paragraphs near it, and the smallest with most of the prose."""
    mass = out["mass"]
    is_line = np.array([tag in _LINE_TAGS for tag in blocks.tags])
    at = np.where(is_line[boxes.of_block], np.maximum(boxes.parents[boxes.of_block], 0), boxes.of_block)
    scores = np.zeros(len(blocks.tags))
    for share in _DECAY:
        scores += np.bincount(at, mass * share, minlength=len(scores))
        at = np.maximum(boxes.parents[at], 0)
    inside = boxes.sums(mass)
    words = np.maximum(1.0, boxes.sums(out["words"]))
    linked = boxes.sums(out["link_share"] * out["words"])
    total = float(mass.sum())
    found = {"best": int(np.argmax(scores * (1 - linked / words)))}
    for name, share in (("most", 0.6), ("nearly", 0.85)):
        found[name] = int(np.argmax(np.where(inside >= share * total, boxes.depth + inside / (total + 1.0), -1.0)))
    return found


def _beside(name: str, container: int, boxes: _Boxes, out: Features) -> None:
    """Where a block stands to a container: in it, boxes up to the one that holds both, blocks before and behind."""
    mass = out["mass"]
    chain = np.zeros(len(boxes.parents), bool)
    at = container
    while at >= 0:
        chain[at] = True
        at = int(boxes.parents[at])
    shared = boxes.of_block.copy()
    while (apart := ~chain[shared]).any():
        shared[apart] = boxes.parents[shared[apart]]
    first, end = int(boxes.first[container]), int(boxes.end[container])
    number = np.arange(len(shared))
    out[f"{name}_in"] = (shared == container).astype(float)
    out[f"{name}_up"] = (boxes.depth[container] - boxes.depth[shared]).astype(float)
    out[f"{name}_down"] = (boxes.depth[boxes.of_block] - boxes.depth[shared]).astype(float)
    heavy = np.flatnonzero(mass[first:end] > 0)
    start, stop = (first + int(heavy[0]), first + int(heavy[-1])) if len(heavy) else (first, end)
    out[f"{name}_before"] = np.clip(start - number, -40, 40).astype(float)
    out[f"{name}_behind"] = np.clip(number - stop, -40, 40).astype(float)
    out[f"{name}_share"] = np.full(len(number), mass[first:end].sum() / max(1.0, mass.sum()))


def _neighbours(out: Features) -> None:
    """What stands just before and behind a block."""
    size = len(out["words"])
    linked = out["link_share"] * out["words"]
    totals = {
        name: np.concatenate([[0.0], np.cumsum(values)])
        for name, values in (("mass", out["mass"]), ("words", out["words"]), ("links", linked))
    }
    number = np.arange(size)
    for width in _WINDOWS:
        low, high = np.maximum(0, number - width), np.minimum(size, number + width + 1)
        mass, words, links = (total[high] - total[low] for total in totals.values())
        out[f"near{width}_prose"] = mass / np.maximum(1.0, words)
        out[f"near{width}_links"] = links / np.maximum(1.0, words)
        if width > 1:
            out[f"before{width}_mass"] = totals["mass"][number] - totals["mass"][low]
            out[f"after{width}_mass"] = totals["mass"][high] - totals["mass"][np.minimum(size, number + 1)]
    for name, furthest in _OF_NEIGHBOURS.items():
        values = out[name]
        for shift in range(1, furthest + 1):
            blank = np.full(min(shift, size), -1.0)
            out[f"prev{shift}_{name}"] = np.concatenate([blank, values[:-shift]])[:size]
            out[f"next{shift}_{name}"] = np.concatenate([values[shift:], blank])[:size]


def _places(blocks: Blocks, small_words: list[list[str]], words: Floats, out: Features) -> None:
    """Where a block stands in the page, beside its headline, and how its vocabulary fits the page's prose."""
    size = len(words)
    mass = out["mass"]
    long_words = [
        frozenset([word for word in its if len(word) > 4]) if len(text) > 20 else frozenset()
        for text, its in zip(blocks.texts, small_words, strict=True)
    ]
    is_own = ((mass > 0) & (out["best_in"] > 0)).tolist()
    counts = Counter(chain.from_iterable(compress(long_words, is_own)))
    of_others = frozenset(word for word, count in counts.items() if count > 1), frozenset(counts)
    title_words = frozenset(word for title in blocks.titles for word in title.lower().split() if len(word) > 3)
    shared, titled = [], []
    for text, all_its, its, own in zip(blocks.texts, small_words, long_words, is_own, strict=True):
        shared.append(len(its & of_others[not own]) / len(its) if its else 0.0)
        plain = all_its if len(text) < 250 else ()
        titled.append(sum(map(title_words.__contains__, plain)) / len(plain) if plain else -1.0)
    out["shared_words"] = np.array(shared)
    out["title_words"] = np.array(titled)
    heads = np.flatnonzero((out["heading"] == 1) | (np.array(titled) > 0.8))
    number = np.arange(size)
    first = int(heads[0]) if len(heads) else 0
    last = int(heads[out["heading"][heads] == 1][-1]) if (out["heading"][heads] == 1).any() else first
    out["after_headline"] = np.clip(number - first, -60, 200).astype(float)
    out["after_last_h1"] = np.clip(number - last, -60, 200).astype(float)
    out["place"] = number / size
    out["words_before"] = np.cumsum(words) / max(1.0, words.sum())
    out["mass_before"] = (np.cumsum(mass) - mass) / max(1.0, mass.sum())
    headings = np.flatnonzero(out["heading"] > 0)
    before = np.searchsorted(headings, number) - 1
    out["since_heading"] = np.full(size, _NO_HEADING)
    of_heading = {"odds": "words_odds", "least": "words_least", "links": "link_share", "names": "names_chain"}
    out |= {f"heading_{name}": np.full(size, -9.0) for name in of_heading}
    if len(headings):
        above = headings[np.maximum(before, 0)]
        out["since_heading"] = np.where(before >= 0, number - above, _NO_HEADING)
        for name, asked in of_heading.items():
            out[f"heading_{name}"] = np.where(before >= 0, out[asked][above], -9.0)
