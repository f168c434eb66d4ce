"""Canonical order as text: SQL sorts as Python does."""

from hypothesis import given
from hypothesis import strategies as st

from news_pipeline.duplicates.canonical_order import rank_of

A_RANK = st.builds(
    rank_of,
    st.text("0123456789abcdef", min_size=4, max_size=4),
    st.none()
    | st.sampled_from(
        ["soon", "", "2022-01-08", "0001-01-01", "9999-12-31", "2022-01-08 06:05:00+00", "1990-01-01T00:00Z"]
    )
    | st.datetimes().map(str)
    | st.dates().map(str),
    st.integers(0, 10**8),
    is_agency_site=st.booleans(),
)


@given(A_RANK, A_RANK)
def test_the_text_of_a_rank_sorts_as_the_rank(one, other):
    assert (one < other) == (one.sort_key < other.sort_key)
    assert (one == other) == (one.sort_key == other.sort_key)
