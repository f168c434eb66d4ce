"""What a run's log says of how far it is: nothing of what is done at once, something of all that takes long."""

import pytest

from news_pipeline.engine.progress import LineProgress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which the test moves on."""
    now = [1000.0]
    monkeypatch.setattr("news_pipeline.engine.progress.time.monotonic", lambda: now[0])
    return now


def test_a_stage_that_is_done_at_once_says_nothing(clock: list[float]) -> None:
    said: list[str] = []
    report = LineProgress(said.append)
    for done in (0, 5):
        report("clean_articles", done, 5)
    assert said == []


def test_a_stage_that_takes_long_is_heard_every_five_seconds_and_at_its_end(clock: list[float]) -> None:
    said: list[str] = []
    report = LineProgress(said.append)
    for done in range(6):
        report("entity_mentions", done, 5)
        clock[0] += 3
    assert said == ["entity mentions: 2 of 5", "entity mentions: 4 of 5", "entity mentions: 5 of 5"]


def test_a_stage_with_much_to_do_says_so_before_it_begins(clock: list[float]) -> None:
    said: list[str] = []
    report = LineProgress(said.append)
    report("clean_articles", 0, 37_000)
    report("clean_articles", 37_000, 37_000)
    assert said == ["clean articles: 0 of 37,000", "clean articles: 37,000 of 37,000"]
