"""Made-up pairs by kind: none that one frame made is taken for copies, no edited copy is missed."""

import pytest

from news_pipeline.duplicates.facts import read_facts
from news_pipeline.duplicates.overlap import MUCH_SHARED, Relation, index_texts, verify
from news_pipeline.duplicates.relations import relate
from news_pipeline_tests.duplicates.pairs import (
    copies_fresh,
    edited_copies,
    frames_dev,
    frames_fresh,
    frames_kept,
    frames_other_kinds,
    frames_second,
    frames_third,
)

FRAMES = [
    *frames_dev.FRAMES,
    *frames_kept.FRAMES,
    *frames_other_kinds.FRAMES,
    *frames_fresh.FRAMES,
    *frames_second.FRAMES,
    *frames_third.FRAMES,
]
COPIES = [
    (kind, report.text, copy)
    for report in (*edited_copies.DEV, *edited_copies.KEPT, *edited_copies.OTHER_KINDS)
    for kind, copy in report.copies()
] + [(kind, report, copy) for kind, (report, copy) in (copies_fresh.PAIRS | copies_fresh.SECOND).items()]
TAKEN_FOR_COPIES = {"exact", "near", "copy", "contained"}


def relation(a: str, b: str, days_apart: int | None) -> Relation | None:
    one, other = index_texts([a, b])
    return relate(one, other, lambda: (read_facts(a), read_facts(b)), days_apart).relation


@pytest.mark.parametrize(
    "frame",
    FRAMES,
    ids=lambda frame: frame.kind,
)
def test_reports_of_one_frame_are_no_copies(frame):
    found = {relation(a, b, days_apart) for a, b in frame.pairs() for days_apart in {frame.days_apart, None}}
    assert not found & TAKEN_FOR_COPIES


@pytest.mark.parametrize(("kind", "report", "copy"), COPIES)
def test_an_edited_copy_is_a_copy(kind, report, copy):
    assert {relation(report, copy, days_apart) for days_apart in (None, 0, 1)} <= TAKEN_FOR_COPIES, kind


def test_most_of_the_frames_share_enough_to_be_asked_about():
    pairs = [pair for frame in FRAMES for pair in frame.pairs()]
    asked = [pair for pair in pairs if verify(*index_texts(list(pair))).relation in MUCH_SHARED]
    assert len(pairs) >= 120
    assert len(asked) >= 0.85 * len(pairs)
