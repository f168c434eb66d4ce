"""Paragraphs of the story that one extractor lost and another found: which are missing, and where they belong."""

import re

from news_pipeline.cleaning.characters import count_words, tidy
from news_pipeline.cleaning.layout import source_lines
from news_pipeline.cleaning.line_features import line_features
from news_pipeline.cleaning.line_model import story_probabilities
from news_pipeline.cleaning.phrases import ends_sentence

SURE = 0.8
"""The chance, by the line model, that each line of a missing run is of the story must be higher."""
MIN_WORDS_OF_RUN = 200
"""Words of a missing run; fewer are rather a teaser or an author's note than half of the story."""
SENTENCES_OF_RUN = 0.7
"""Share of the run's lines that end as sentences."""
LIKELY = 0.5
"""Share of a text's words that the line model must take for a story's, before the text is taken for one."""
NEW = 0.8
"""A line is new if more than this share of its shingles is missing from the first text."""
WORDS_OF_SHINGLE = 4
_WORD = re.compile(r"\w+")


def add_missed(first: str, second: str) -> str:
    """`first` with the runs of paragraphs that only `second` has, each behind the paragraph that it follows there.

    Only long prose is added, and only where the line model is sure.
    """
    lines = source_lines(second)
    if len(lines) < 2 or count_words(second) < count_words(first) + MIN_WORDS_OF_RUN:
        return first
    paragraphs = [line for line in first.split("\n") if line.strip()]
    known = set().union(*map(_shingles, paragraphs)) if paragraphs else set()
    place = {tidy(paragraph): i for i, paragraph in enumerate(paragraphs)}
    after: dict[int, list[str]] = {}
    run: list[str] = []
    at = -1
    for line, chance in zip(lines, story_probabilities(line_features(lines)), strict=True):
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
    features = line_features(source_lines(text))
    words = features.get("words", [])
    expected = sum(chance * size for chance, size in zip(story_probabilities(features), words, strict=True))
    return expected > LIKELY * sum(words)


def _keep(run: list[str], after: dict[int, list[str]], at: int) -> None:
    is_prose = sum(map(ends_sentence, run)) >= SENTENCES_OF_RUN * len(run)
    if is_prose and sum(map(count_words, run)) >= MIN_WORDS_OF_RUN:
        after.setdefault(at, []).extend(run)


def _shingles(text: str) -> set[tuple[str, ...]]:
    """Runs of four words; a shorter text is one shingle."""
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + WORDS_OF_SHINGLE]) for i in range(max(1, len(words) - WORDS_OF_SHINGLE + 1))}


def _is_new(text: str, known: set[tuple[str, ...]]) -> bool:
    shingles = _shingles(text)
    return sum(shingle not in known for shingle in shingles) > NEW * len(shingles)
