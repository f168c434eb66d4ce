"""No regular expression outside metadata takes longer than in proportion to the text that its caller gives it."""

import pytest

from news_pipeline_tests.pattern_times import PATTERNS, slow_texts


@pytest.mark.parametrize("name", [name for name in PATTERNS if not name.startswith("metadata.")])
def test_a_regular_expression_takes_time_in_proportion_to_its_text(name: str) -> None:
    assert next(slow_texts(name, PATTERNS[name]), None) is None
