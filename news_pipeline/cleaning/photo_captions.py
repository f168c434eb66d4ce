"""Captions: lines below a story's pictures that its text was mixed with.

Here: picture credits, agencies' formulas, and long lines without an end in a text whose sentences have theirs.
Elsewhere: captions that only their surroundings give away (model.py). A sentence that cannot be told from a caption
stays.
"""

import re

from news_pipeline.cleaning.characters import count_words
from news_pipeline.cleaning.phrases import ends_sentence, has_photo_credit
from news_pipeline.cleaning.roles import LabelledLine, Role, SourceLine

LONGEST = 60
"""Words of a caption at most."""
LONG = 12
"""Words of a line that is no heading."""
FEWEST_SENTENCES = 6
"""Long lines with an end that a text must have before one without an end says anything."""
SENTENCES = 0.7
"""Share of the long lines that end as sentences; else the text has lost its ends."""
FEWEST_OPEN = 3
"""Long lines without an end that make a pattern; a single one is an accident."""
_FORMULA = re.compile(
    r"^in (?:this|an?)(?: [\w,.]+){0,6}? (?:photo|photograph|image|picture|frame grab)\b[^.]{0,60}?"
    r"\b(?:released|provided|taken|made|shot|issued|supplied)\b"
    r"|\b(?:is|are|was|were) (?:seen|pictured|shown) (?:here|above|left|right)\b"
    r"|^(?:pictured|photographed)(?:[:,]| (?:above|left|right|here|from)\b)"
    r"|\b(?:photos?|photographs?|images?|pictures?|fotos?) © ?\S+(?: \S+){0,4}$"
    r"|^(?:file photo|file picture|photo|foto|bild|imagen|image|picture|caption) ?[:–—-] ",
    re.IGNORECASE,
)
_SCENE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:19|20)\d\d$"
    r"|, (?:left|right|cent(?:er|re)|second (?:left|right)),|\((?:left|right|cent(?:er|re)|[LRC])\)",
    re.IGNORECASE,
)


def label_captions(lines: list[SourceLine], out: dict[int, LabelledLine]) -> None:
    """Labels of captions for lines that have no label yet, put into `out`.

    Where a page has no long line besides its captions, they are its text and stay.
    """
    rest = [i for i in range(len(lines)) if i not in out]
    long = [i for i in rest if count_words(lines[i].text) >= LONG and not lines[i].marker]
    ended = sum(ends_sentence(lines[i].text) for i in long)
    scenes = [i for i in long if _is_open(lines[i].text)]
    has_ends = ended >= max(FEWEST_SENTENCES, SENTENCES * len(long)) and len(scenes) >= FEWEST_OPEN
    reasons = {i: _certain(lines[i]) for i in rest}
    reasons |= {i: "a dated scene without a full stop" for i in scenes if has_ends and not reasons[i]}
    if long and all(reasons[i] for i in long):
        return
    for i in rest:
        if reasons[i]:
            out[i] = LabelledLine(lines[i].number, lines[i].text, Role.CAPTION, reasons[i])


def _is_open(text: str) -> bool:
    """True for a line that tells a scene and its day, and then stops without an end."""
    return count_words(text) <= LONGEST and not ends_sentence(text) and text[-1].isalnum() and bool(_SCENE.search(text))


def _certain(line: SourceLine) -> str:
    if line.marker or count_words(line.text) > LONGEST:
        return ""
    if has_photo_credit(line.text):
        return "ends with a picture credit"
    return "worded as captions are" if _FORMULA.search(line.text) else ""
