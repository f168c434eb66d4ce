"""Thresholds that SQL and Python both need stand in both; here they are held together."""

import pytest

from news_pipeline.cleaning.boilerplate import FEWEST_DOCUMENTS
from news_pipeline.duplicates.candidate_rules import (
    COMMON_HOLDERS,
    CROWD,
    ENOUGH_SHARED,
    FIRST,
    HOT_SHARE,
    MIN_COLD_CONTAINMENT,
    MIN_CONTAINMENT,
    MIN_SHARED,
    SPAN_DAYS,
)
from news_pipeline.duplicates.fingerprints import COLD_LIMIT
from news_pipeline.duplicates.groups import MIN_CANONICAL_COVERAGE
from news_pipeline.storage.sql_files import read_sql
from news_pipeline.stories.assignment import LINK_FLOOR, UNDATED_BAR


@pytest.mark.parametrize(
    ("file", "condition"),
    [
        ("steps/boilerplate/site_reads.sql", f"count(DISTINCT placed.document) >= {FEWEST_DOCUMENTS}"),
        ("steps/duplicates/link_portion.sql", f"shared_count >= {MIN_SHARED}\n"),
        (
            "steps/duplicates/link_portion.sql",
            f"shared_count >= {ENOUGH_SHARED} OR shared.shared_count >= {MIN_CONTAINMENT} *",
        ),
        ("steps/duplicates/link_portion.sql", f"cold_count >= {MIN_COLD_CONTAINMENT} *"),
        ("steps/duplicates/link_portion.sql", f"fingerprint < {COLD_LIMIT})"),
        ("steps/duplicates/link_portion.sql", f"range(-{SPAN_DAYS}, {SPAN_DAYS + 1})"),
        ("steps/duplicates/link_portion.sql", f"coalesce(abs(own.day - other.day), 0) <= {SPAN_DAYS}"),
        ("steps/duplicates/link_portion.sql", f"HAVING count(*) > {CROWD}\n"),
        ("steps/duplicates/link_portion.sql", f"ORDER BY keys.place) <= {FIRST};"),
        ("steps/duplicates/link_portion.sql", f"FILTER (holder_count >= {COMMON_HOLDERS}) < {HOT_SHARE} *"),
        ("steps/duplicates/group_links.sql", f"greatest(coverage_a, coverage_b) >= {MIN_CANONICAL_COVERAGE}"),
        ("steps/stories/link_reads.sql", f"dot_product >= {LINK_FLOOR:_}"),
        ("steps/stories/undated_reach.sql", f"dot_product >= {UNDATED_BAR.least:_}"),
    ],
)
def test_sql_uses_the_threshold_of_its_module(file: str, condition: str) -> None:
    assert condition in read_sql(file)
