"""Thresholds that SQL and Python both need stand in both; here they are held together."""

import pytest

from news_pipeline.cleaning.repetition import FEWEST_DOCUMENTS
from news_pipeline.duplicates.candidates import (
    COMMON_HOLDERS,
    CROWD,
    ENOUGH_SHARED,
    FIRST,
    HOT_SHARE,
    MIN_COLD_SHARE,
    MIN_SHARE,
    MIN_SHARED,
    SPAN_DAYS,
)
from news_pipeline.duplicates.fingerprints import COLD_LIMIT
from news_pipeline.duplicates.groups import MIN_CANONICAL_COVERAGE
from news_pipeline.sql import read_sql
from news_pipeline.stories.assignment import LINK_FLOOR, UNDATED_BAR


@pytest.mark.parametrize(
    ("file", "condition"),
    [
        ("cleaning/repeated_lines.sql", f"count(DISTINCT placed.document) >= {FEWEST_DOCUMENTS}"),
        ("duplicates/link_portion.sql", f"shared_count >= {MIN_SHARED}\n"),
        ("duplicates/link_portion.sql", f"shared_count >= {ENOUGH_SHARED} OR shared.shared_count >= {MIN_SHARE} *"),
        ("duplicates/link_portion.sql", f"cold_count >= {MIN_COLD_SHARE} *"),
        ("duplicates/link_portion.sql", f"fingerprint < {COLD_LIMIT})"),
        ("duplicates/link_portion.sql", f"range(-{SPAN_DAYS}, {SPAN_DAYS + 1})"),
        ("duplicates/link_portion.sql", f"coalesce(abs(own.day - other.day), 0) <= {SPAN_DAYS}"),
        ("duplicates/link_portion.sql", f"HAVING count(*) > {CROWD}\n"),
        ("duplicates/link_portion.sql", f"ORDER BY keys.place) <= {FIRST};"),
        ("duplicates/link_portion.sql", f"FILTER (holder_count >= {COMMON_HOLDERS}) < {HOT_SHARE} *"),
        ("duplicates/group_links.sql", f"greatest(coverage_a, coverage_b) >= {MIN_CANONICAL_COVERAGE}"),
        ("stories/link_reads.sql", f"dot_product >= {LINK_FLOOR:_}"),
        ("stories/undated_reach.sql", f"dot_product >= {UNDATED_BAR.least:_}"),
    ],
)
def test_sql_uses_the_threshold_of_its_module(file: str, condition: str) -> None:
    assert condition in read_sql(file)
