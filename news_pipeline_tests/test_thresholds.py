"""Thresholds that SQL and Python both need stand in both; here they are held together."""

import pytest

from news_pipeline.duplicates.candidates import ENOUGH_SHARED, MIN_SHARE, MIN_SHARED
from news_pipeline.sql import read_sql
from news_pipeline.stories.assignment import LINK_FLOOR, UNDATED_BAR


@pytest.mark.parametrize(
    ("file", "condition"),
    [
        ("duplicates/link_reads.sql", f"shared_count >= {MIN_SHARED}"),
        ("duplicates/link_reads.sql", f"shared_count >= {ENOUGH_SHARED} OR shared.shared_count >= {MIN_SHARE} *"),
        ("stories/link_reads.sql", f"dot_product >= {LINK_FLOOR:_}"),
        ("stories/undated_reach.sql", f"dot_product >= {UNDATED_BAR.least:_}"),
    ],
)
def test_sql_uses_the_threshold_of_its_module(file: str, condition: str) -> None:
    assert condition in read_sql(file)
