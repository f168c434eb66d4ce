"""Captions of a story's pictures that stand among its lines.

A picture credit, an agency's formula, or a dated scene without a full stop gives a caption away. A sentence that cannot
be told from a caption stays.
"""

import re

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.phrases import ends_sentence, has_photo_credit
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine

LONGEST_CAPTION = 60
"""Words."""
LONG = 12
"""Words of a line that is no heading."""
FEWEST_SENTENCES = 6
"""Long lines that end as sentences which a text must have, before a line without a full stop says anything."""
MIN_SHARE_OF_SENTENCES = 0.7
"""Share of the long lines that end as sentences. With less, the text has lost its full stops."""
FEWEST_SCENES = 3
"""Scenes without a full stop that make a pattern; a single one is an accident."""
_FORMULA = re.compile(
    r"^in (?:this|an?)(?: [\w,.]+){0,6}? (?:photo|photograph|image|picture|frame grab)\b[^.]{0,60}?"
    r"\b(?:released|provided|taken|made|shot|issued|supplied)\b"
    r"|\b(?:is|are|was|were) (?:seen|pictured|shown) (?:here|above|left|right)\b"
    r"|^(?:pictured|photographed)(?:[:,]| (?:above|left|right|here|from)\b)"
    r"|\b(?:photos?|photographs?|images?|pictures?|fotos?) © ?\S+(?: \S+){0,4}$"
    r"|^(?:file photo|file picture|photo|foto|bild|imagen|image|picture|caption) ?[:–—-] ",
    re.IGNORECASE,
)
_WORDS_OF_FORMULA = (
    "photo", "image", "pictur", "frame grab", "seen", "shown", "foto", "bild", "imagen", "caption",
)  # fmt: skip
"""One of these is in each wording above. It is looked for first: most lines have none."""
_SCENE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:19|20)\d\d$"
    r"|, (?:left|right|cent(?:er|re)|second (?:left|right)),|\((?:left|right|cent(?:er|re)|[LRC])\)",
    re.IGNORECASE,
)


def label_captions(lines: list[SourceLine], out: dict[int, LabelledLine]) -> None:
    """Labels the captions among the lines that have no label yet; `out` are all labels, by position.

    If a page has no long line besides its captions, they are its text and stay.
    """
    rest = [i for i in range(len(lines)) if i not in out]
    long = [i for i in rest if count_words(lines[i].text) >= LONG and not lines[i].marker]
    ended = sum(ends_sentence(lines[i].text) for i in long)
    scenes = [i for i in long if _is_open_scene(lines[i].text)]
    has_ends = ended >= max(FEWEST_SENTENCES, MIN_SHARE_OF_SENTENCES * len(long)) and len(scenes) >= FEWEST_SCENES
    reasons = {i: _wording(lines[i]) for i in rest}
    reasons |= {i: "a dated scene without a full stop" for i in scenes if has_ends and not reasons[i]}
    if long and all(reasons[i] for i in long):
        return
    out |= {i: lines[i].labelled(Role.CAPTION, reason) for i, reason in reasons.items() if reason}


def _is_open_scene(text: str) -> bool:
    """True for a line that tells a scene and its day, and stops without a full stop."""
    is_open = count_words(text) <= LONGEST_CAPTION and not ends_sentence(text) and text[-1].isalnum()
    return is_open and bool(_SCENE.search(text))


def _wording(line: SourceLine) -> str:
    """The reason why the line's own wording makes it a caption; empty if it does not."""
    if line.marker or count_words(line.text) > LONGEST_CAPTION:
        return ""
    if has_photo_credit(line.text):
        return "ends with a picture credit"
    folded = line.text.lower()
    may_be = any(word in folded for word in _WORDS_OF_FORMULA)
    return "worded as captions are" if may_be and _FORMULA.search(line.text) else ""
