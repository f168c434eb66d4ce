"""Rows of dataclasses."""

from dataclasses import asdict, dataclass

from news_pipeline.shared.results import row_of


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    marks: tuple[int, ...] = ()


def test_a_row_is_the_fields_in_their_order() -> None:
    record = Named("a", (1, 2))
    assert row_of(record) == asdict(record)
    assert list(row_of(record)) == ["name", "marks"]
