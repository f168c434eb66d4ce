"""The answers of `news-pipeline query`: readable at 80 columns, whole in every other form."""

import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from rich.console import Console

from news_pipeline.cli.result_formats import FORMATS, PRINTERS, WRITERS, fitting

NAMES = ["article_id", "title", "published_date", "outlet", "body"]
ROWS = [
    ("0a" * 16, "Council votes | twice", date(2022, 1, 8), None, "First line.\n\nSecond line " + "and more " * 30),
    ("0b" * 16, "Rain\x1b[31m", None, "The Paper", ""),
]


def printed(form: str, width: int = 80) -> str:
    console = Console(width=width, file=StringIO(), color_system=None)
    PRINTERS[form](NAMES, ROWS, console)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def written(form: str) -> str:
    stream = StringIO()
    WRITERS[form](NAMES, ROWS, stream)
    return stream.getvalue()


def test_a_table_fits_eighty_columns_with_one_line_a_row() -> None:
    lines = printed("table").splitlines()
    assert max(map(len, lines[:6])) <= 80
    assert sum("Council votes" in line for line in lines) == 1


def test_a_table_names_the_columns_that_it_leaves_out() -> None:
    said = printed("table", width=50)
    assert "more columns (--format line shows all)" in said
    assert "body" in said


@pytest.mark.parametrize(("width", "columns"), [(1, 1), (40, 2), (500, 5)])
def test_as_many_columns_as_fit(width: int, columns: int) -> None:
    cells = [["x" * 32, "y" * 20, "2022-01-08", "z", "w" * 300]]
    assert fitting(NAMES, cells, width) == columns


def test_lines_show_every_value_whole() -> None:
    said = " ".join(printed("line").split())
    assert said.count("and more") == 30
    assert "0a" * 16 in said


def test_csv_json_and_markdown_hold_all_values() -> None:
    assert written("csv").startswith("article_id,title,")
    first = json.loads(written("json").splitlines()[0])
    assert (first["published_date"], first["outlet"]) == ("2022-01-08", None)
    assert "Council votes \\| twice" in written("markdown")
    assert len(written("markdown").splitlines()) == 4


def test_no_value_steers_the_terminal() -> None:
    assert all("\x1b" not in printed(form) for form in PRINTERS)


def test_a_moment_is_shown_with_its_zone() -> None:
    stream = StringIO()
    WRITERS["json"](["at"], [(datetime(2022, 1, 8, 9, 30, tzinfo=UTC),)], stream)
    assert json.loads(stream.getvalue())["at"] == "2022-01-08 09:30:00+00:00"


def test_every_form_is_offered() -> None:
    assert set(FORMATS) == {"table", "line", "csv", "json", "markdown"}
