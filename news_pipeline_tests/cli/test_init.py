"""A project folder of one's own, and the package as a wheel outside of any clone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from news_pipeline.cli.main import main
from news_pipeline.settings import Settings, load_settings, project_dir

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mine"
    result = CliRunner().invoke(main, ["init", str(folder)])
    assert result.exit_code == 0, result.output
    assert "is a project" in result.output
    monkeypatch.chdir(folder)
    return folder


def test_the_folder_is_the_project_wherever_the_package_lies(project: Path):
    assert project_dir() == project
    settings = load_settings(environment={})
    assert settings.landing_dir == project / "landing"
    assert settings.data_dir == project / "data"
    assert (project / "landing").is_dir()


def test_every_setting_is_there_with_its_meaning_and_only_the_landing_folder_is_set(project: Path):
    text = (project / ".env").read_text(encoding="utf-8")
    for setting in Settings.__dataclass_fields__.values():
        assert f"{setting.metadata['variable']}=" in text
        assert setting.metadata["meaning"] in text
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == ["NEWS_LANDING_DIR=landing"]


def test_the_files_for_decisions_are_empty_and_sound(project: Path):
    result = CliRunner().invoke(main, ["check-decisions"])
    assert result.exit_code == 0, result.output
    assert result.output.count("all 0 lines can be used") == 3


def test_nothing_is_written_over(project: Path):
    before = (project / ".env").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, ["init", str(project)])
    assert result.exit_code == 1
    assert "has workspace.yaml" in result.output
    assert "nothing was written" in result.output
    assert (project / ".env").read_text(encoding="utf-8") == before


def test_dagsters_settings_are_those_of_the_clone():
    packaged = ROOT / "news_pipeline" / "defs" / "dagster.yaml"
    assert packaged.read_text(encoding="utf-8") == (ROOT / "dagster.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(packaged.read_text(encoding="utf-8"))["telemetry"] == {"enabled": False}


@pytest.mark.slow
def test_a_wheel_outside_of_a_clone(tmp_path: Path):
    wheels, installed, folder = tmp_path / "wheels", tmp_path / "installed", tmp_path / "project"
    source = tmp_path / "source"  # building writes beside what it builds
    shutil.copytree(ROOT / "news_pipeline", source / "news_pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", wheels, source], check=True, cwd=tmp_path)
    [wheel] = wheels.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", installed, wheel], check=True, cwd=tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(installed), "NEWS_TAGGER": "gazetteer"}

    def call(*arguments: str, place: Path) -> str:
        code = "from news_pipeline.cli.main import main; main(prog_name='news-pipeline')"
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    call("init", str(folder), place=tmp_path)
    text = "The council of Quaytown voted on Tuesday to close the old bridge for repairs that will last two years. " * 5
    (folder / "landing" / "a.txt").write_text(
        f"Bridge closes for two years\n\nQuaytown, 4 March 2022\n\n{text}\n", encoding="utf-8"
    )
    assert "news.duckdb is new" in call("run", place=folder)
    assert "Bridge closes" in call("query", "SELECT title FROM articles", place=folder)
    definitions = "import news_pipeline.definitions as d; print(d.__file__, len(d.defs.resolve_all_asset_specs()))"
    said = subprocess.run(
        [sys.executable, "-c", definitions], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith(str(installed))
