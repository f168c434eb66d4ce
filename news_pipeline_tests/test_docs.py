"""Pages of docs/ and README.md that must not fall behind the code."""

import re
from pathlib import Path

from news_pipeline.publishing.data_dictionary import data_dictionary
from news_pipeline.settings import Settings

ROOT = Path(__file__).parent.parent


def test_the_data_dictionary_is_in_step_with_the_tables() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == data_dictionary(), (
        "run: python -m news_pipeline.publishing.data_dictionary > docs/data-dictionary.md"
    )


def test_the_readme_names_every_setting_with_its_default() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for setting in Settings.__dataclass_fields__.values():
        variable, default = setting.metadata["variable"], setting.metadata["default"]
        assert re.search(rf"^\| `{variable}` \| `?{re.escape(default)}`? \|", readme, re.MULTILINE), variable


def test_the_architecture_page_names_every_module() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (ROOT / "news_pipeline").glob("*.py")} - {"__init__"}
    assert {name for name in modules if f"`{name}`" not in page and f"{name}.py" not in page} == set()
