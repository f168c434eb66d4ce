"""Quality floors for canonical entities, on the seeds' part of the gold; the rest needs texts that are not here."""

from pathlib import Path

from news_pipeline.entities.tagger import Tagger
from news_pipeline_tests.entities.canonical_gold import read_gold, score

SEEDS = Path(__file__).parents[2] / "seeds"


def test_mentions_of_the_seeds_are_joined_into_the_right_entities_and_places(tagger: Tagger) -> None:
    scores = score([SEEDS], tagger)
    assert (scores.documents, scores.gold) == (5, 391)
    assert scores.matched_f1 >= 0.98
    assert scores.strict_f1 >= 0.96
    assert scores.right_places >= 0.94, scores.wrong


def test_gold_offsets_are_mentions_of_the_seeds_without_overlap() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text, end = path.read_text(encoding="utf-8"), 0
        for row in (row for row in read_gold() if row.source == path.name):
            assert row.start >= end
            assert text[row.start].isalpha()
            end = row.end
