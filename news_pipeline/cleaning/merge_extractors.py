"""Merging: paragraphs of the story that one extractor lost and another found.

Here: which runs of lines are missing for certain, and where they belong. Elsewhere: the extractors (html.py), the
chance that a line is of the story (model.py).
"""

import re

from news_pipeline.cleaning.characters import count_words, tidy
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.line_features import features
from news_pipeline.cleaning.line_model import story_probabilities
from news_pipeline.cleaning.phrases import ends_sentence

SURE = 0.8
"""Chance, by the line model, that each line of a missing run is of the story."""
FEWEST_WORDS = 200
"""Of a missing run: fewer are rather a teaser or an author's note than half of the story."""
SENTENCES = 0.7
"""Share of the run's lines that end a sentence."""
LIKELY = 0.5
"""Share of a text's words that should be of the story, by the line model, before the text is taken for one."""
NEW = 0.8
"""Share of a line's runs of four words that the first text does not have."""
RUN = 4
_WORD = re.compile(r"\w+")


def with_missed(first: str, second: str) -> str:
    """`first` with the runs of paragraphs that only `second` has, where they are long prose that the line model is
    sure of; each behind the paragraph that it follows in `second`.
    """
    lines = source_lines(second)
    if len(lines) < 2 or count_words(second) < count_words(first) + FEWEST_WORDS:
        return first
    paragraphs = [line for line in first.split("\n") if line.strip()]
    known = set().union(*map(_runs, paragraphs)) if paragraphs else set()
    place = {tidy(paragraph): i for i, paragraph in enumerate(paragraphs)}
    after: dict[int, list[str]] = {}
    run: list[str] = []
    at = -1
    for line, chance in zip(lines, story_probabilities(features(lines)), strict=True):
        if chance > SURE and _is_new(line.text, known):
            run.append(line.text)
            continue
        _keep(run, after, at)
        run = []
        at = place.get(line.text, at)
    _keep(run, after, at)
    merged = after.get(-1, [])[:]
    for i, paragraph in enumerate(paragraphs):
        merged += [paragraph, *after.get(i, [])]
    return "\n".join(merged)


def is_likely_story(text: str) -> bool:
    """Whether the line model takes most of the text's words for a story's, rather than for a page's furniture."""
    columns = features(source_lines(text))
    chances = story_probabilities(columns)
    expected = sum(chance * words for chance, words in zip(chances, columns.get("words", []), strict=True))
    return expected > LIKELY * sum(columns.get("words", []))


def _keep(run: list[str], after: dict[int, list[str]], at: int) -> None:
    if sum(map(count_words, run)) >= FEWEST_WORDS and sum(map(ends_sentence, run)) >= SENTENCES * len(run):
        after.setdefault(at, []).extend(run)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}


def _is_new(text: str, known: set[tuple[str, ...]]) -> bool:
    runs = _runs(text)
    return sum(run not in known for run in runs) > NEW * len(runs)
