"""Counts signs in the texts of all blocks at once: each byte has a class; classes are counted between line breaks."""

from collections.abc import Sequence

import numpy as np

from news_pipeline.shared.boosted_trees import Floats

_OTHER_SIGNS = "，。、；：！？"
_OTHERS = f"{_OTHER_SIGNS}»›"
_CLASSES = ("", "breaks", "signs", "commas", "stops", "figures", "capitals", "spaces", "bars")
"""What a byte may be; the first, anything else, is not counted."""
_BYTES = (b"\n", b";:!?", b",", b".", b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b" ", b"|")
_CLASS_OF = np.zeros(256, np.uint8)
for _number, _signs in enumerate(_BYTES, 1):
    _CLASS_OF[list(_signs)] = _number
_BREAKS, _STOPS, _SPACES = (_CLASSES.index(name) for name in ("breaks", "stops", "spaces"))


def count_signs(texts: Sequence[str]) -> dict[str, Floats]:
    """By name, one number a text: `signs`, `figures`, `capitals`, `spaces`, `commas`, `bars`, `sentences`.

    The texts, at least one, are single lines. `sentences` are full stops before a space. The full width signs of East
    Asia count too.
    """
    whole = "\n".join(texts)
    raw = np.frombuffer(f"{whole}\n".encode(), np.uint8)
    classes = _CLASS_OF.take(raw)
    places = np.flatnonzero(classes)
    found = classes.take(places)
    is_break = found == _BREAKS
    number = np.cumsum(is_break) - is_break
    counts = np.bincount(number * len(_CLASSES) + found, minlength=len(texts) * len(_CLASSES))
    out = dict(zip(_CLASSES, counts.reshape(len(texts), -1).T.astype(float), strict=True))
    ends = (found[:-1] == _STOPS) & (found[1:] == _SPACES) & (np.diff(places) == 1)
    out["sentences"] = np.bincount(number[:-1][ends], minlength=len(texts)).astype(float)
    out["signs"] += out["commas"] + out["stops"]
    # most pages have none of these, whatever their script
    if any(sign in whole for sign in _OTHERS):
        for i, text in enumerate(texts):
            if not text.isascii():
                out["signs"][i] += sum(map(text.count, _OTHER_SIGNS))
                out["commas"][i] += text.count("、") + text.count("，")
                out["sentences"][i] += text.count("。")
                out["bars"][i] += text.count("»") + text.count("›")
    return out
