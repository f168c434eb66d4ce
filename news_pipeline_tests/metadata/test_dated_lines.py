"""Days of plain texts that no line states plainly: all are weighed, the likeliest counts if it is sure enough."""

from datetime import date

import pytest

from news_pipeline.metadata.dates.dated_lines import THRESHOLD, dated_lines, day_features
from news_pipeline.metadata.extract import extract_metadata
from news_pipeline.metadata.interface import HeaderLine, MetadataInput
from news_pipeline_tests.metadata.documents import BODY, TITLE, text_of


def read(*above, below=(), end=()):
    """A text with lines above and below its title and after the story; cleaning calls none of them a date."""
    lines = (*above, TITLE, *below, *BODY.split("\n\n"), *end)
    text = "\n\n".join(lines)
    header = tuple(
        HeaderLine(1 + 2 * i, line, "title" if line == TITLE else "related")
        for i, line in enumerate(lines)
        if line == TITLE or line in (*above, *below, *end)
    )
    return extract_metadata(MetadataInput("a.txt", None, header, BODY, (), text=text))


@pytest.mark.parametrize(
    "found",
    [
        read(below=("On March 3, 2021 By Olive Tredwell In Harbours , Trade , Work",)),
        read(below=("3 March 2021 - 11 minutes",)),
        read(below=("03 | 03 | 2021",)),
    ],
)
def test_a_day_beside_other_words_counts(found):
    assert found.published_date == date(2021, 3, 3)


@pytest.mark.parametrize(
    "found",
    [
        read(),
        read(below=("Last updated: March 3, 2021",)),
        read("Friday, March 5, 2021"),
        read(end=("The harbour opened on March 3, 1954, and closed on May 4, 1999.",)),
        read(end=("https://short.example/x — Harbour Board (@harbour) March 3, 2021",)),
        read(end=("© 2021 Coast Post. Terms of 3 March 2020 apply.",)),
    ],
)
def test_another_day_does_not_count(found):
    assert found.published_date is None


def test_likely_days_are_evidence_with_their_probabilities():
    found = read(below=("On March 3, 2021 By Olive Tredwell In Harbours , Trade , Work",), end=("Tide of 1 May 2020",))
    rows = [row for row in found.evidence if row.source == "dated_line"]
    assert [(row.value, row.is_chosen) for row in rows if row.confidence >= THRESHOLD] in ([], [("2021-03-03", True)])
    assert all(0 <= row.confidence <= 1 for row in rows)


def test_days_are_few_and_each_has_all_features():
    lines = [(number, f"Notice of {number % 28 + 1} March 2021") for number in range(1, 500)]
    usable, features = day_features(dated_lines(lines, "en"), lines, {}, 3)
    assert 0 < len(usable) <= 60
    assert {len(values) for values in features.values()} == {len(usable)}
    assert day_features([], [], {}, None) == ([], {})


@pytest.mark.parametrize(
    "line",
    ["May 21, 2025April 24, 2025", "April 24, 2025May 21, 2025", "May 21, 2025April 24, 2025 by Olive Tredwell"],
)
def test_of_two_dates_that_nothing_separates_the_later_is_the_update(line):
    found = text_of(line)
    assert str(found.published_date) == "2025-04-24"
    assert [row.value for row in found.evidence if row.field == "updated"] == ["2025-05-21"]
