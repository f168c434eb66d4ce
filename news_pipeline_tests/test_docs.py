"""Pages of docs/ and README.md that must not fall behind the code."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from news_pipeline.engine.ledger import answer_views, input_views
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.data_dictionary import data_dictionary
from news_pipeline.publishing.schema_picture import schema_picture
from news_pipeline.settings import Settings

ROOT = Path(__file__).parent.parent


def test_the_data_dictionary_is_in_step_with_the_tables() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == data_dictionary(), (
        "run: python -m news_pipeline.publishing.data_dictionary > docs/data-dictionary.md"
    )


def test_the_data_dictionary_has_every_column_of_every_view() -> None:
    page = data_dictionary()
    for name in CATALOG.snapshot_views:
        assert f"### {name}\n" in page
    assert "| `first_among` | " in page


def test_the_picture_of_the_schema_is_in_step_with_the_catalogue() -> None:
    picture = (ROOT / "docs" / "schema.svg").read_text(encoding="utf-8")
    assert picture == schema_picture(CATALOG), (
        "run: python -m news_pipeline.publishing.schema_picture > docs/schema.svg"
    )


def test_the_picture_of_the_schema_has_every_table_and_every_link() -> None:
    root = ET.fromstring(schema_picture(CATALOG))
    words = {element.text for element in root.iter("{http://www.w3.org/2000/svg}title")}
    for table in CATALOG.published:
        assert table.says in words
        for column in table.columns:
            if column.references:
                other, _, key = column.references.partition(".")
                assert f"{table.name}.{column.name} names {other}.{key or column.name}" in words


def test_the_readme_names_every_setting_with_its_default() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for setting in Settings.__dataclass_fields__.values():
        variable, default = setting.metadata["variable"], setting.metadata["default"]
        assert re.search(rf"^\| `{variable}` \| `?{re.escape(default)}`? \|", readme, re.MULTILINE), variable


def test_the_architecture_page_names_every_folder_and_module_of_the_root() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    root = [path for path in (ROOT / "news_pipeline").iterdir() if not path.name.startswith("__")]
    names = {f"{path.name}/" if path.is_dir() else path.name for path in root}
    assert {name for name in names if f"| `{name}` |" not in page} == set()


def test_the_views_of_the_ledger_are_those_of_the_architecture_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    views = [*answer_views("clean_articles"), *input_views("clean_articles", "")]
    named = re.findall(r"`(clean_articles)?(_[a-z]+)`", page)
    assert {view.name.removeprefix("clean_articles") for view in views} == {ending for _, ending in named}
