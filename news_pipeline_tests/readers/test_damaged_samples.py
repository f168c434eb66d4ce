"""The sample of each kind of file, cut, flipped, doubled or mixed: documents or refusals that can be stored."""

from hypothesis import given, settings
from hypothesis import strategies as st

from news_pipeline.readers import Unreadable
from news_pipeline_tests.readers.kinds import kinds
from news_pipeline_tests.readers.reading import read
from news_pipeline_tests.readers.test_properties import assert_well_formed

SAMPLES = {kind.path: kind.data for kind in kinds()}
PLACES = st.floats(0, 1)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.sampled_from(["cut", "flip", "double", "drop"]), PLACES, PLACES), min_size=1, max_size=4),
    st.integers(0, 255),
)
def test_a_damaged_sample_gives_documents_or_refusals(name: str, damages: list[tuple[str, float, float]], byte: int):
    data = SAMPLES[name]
    for kind, first, second in damages:
        start, end = sorted((int(first * len(data)), int(second * len(data))))
        part = data[start : min(end, start + 200)]
        data = {
            "cut": data[:end],
            "flip": data[:start] + bytes([byte]) + data[start + 1 :],
            "double": data[:start] + part + data[start:],
            "drop": data[:start] + data[start + len(part) :],
        }[kind]
    assert_well_formed(name, data)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.sampled_from(sorted(SAMPLES)), PLACES)
def test_a_sample_under_the_name_of_another_kind_or_run_into_it(name: str, other: str, place: float):
    data = SAMPLES[name]
    assert_well_formed(other, data)
    assert_well_formed(name, data[: int(place * len(data))] + SAMPLES[other][:5000])
    for item in read(other, b""):
        assert isinstance(item, Unreadable)
