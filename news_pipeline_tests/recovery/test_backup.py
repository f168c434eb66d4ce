"""A backup restores to the same place, anywhere; what was taken down since stays gone; nothing is written over."""

import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from news_pipeline.cli.main import main
from news_pipeline.recovery.backup import LIST
from news_pipeline.settings import Settings
from news_pipeline.storage.data_format import DATA_FORMAT
from news_pipeline.storage.warehouse import open_read_only
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.same_news import differences

pytestmark = pytest.mark.slow
"""Each test is several runs."""

UNIQUE = "Quillfeather"
ENVIRONMENT = {"NEWS_TAGGER": "gazetteer", "NEWS_WORKERS": "1"}


def story(thing: str) -> str:
    return f"{thing} closes\n\n" + "\n\n".join(
        f"The {thing} was closed again on day {day}, and officials of the harbour described the levee as damaged."
        for day in range(9)
    )


def call(settings: Settings, *arguments: object) -> Result:
    folders = ["--landing", settings.landing_dir, "--data-dir", settings.data_dir]
    return CliRunner().invoke(main, [str(part) for part in (*arguments, *folders)], env=ENVIRONMENT)


def good(settings: Settings, *arguments: object) -> str:
    result = call(settings, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def refused(settings: Settings, *arguments: object) -> str:
    result = call(settings, *arguments)
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A place with two articles, one of which is taken down after the backups were made."""
    settings = make_settings(tmp_path_factory.mktemp("origin"), tagger="gazetteer")
    settings.landing_dir.mkdir()
    (settings.landing_dir / "bridge.txt").write_text(story("bridge"), encoding="utf-8")
    (settings.landing_dir / "secret.txt").write_text(story(UNIQUE), encoding="utf-8")
    good(settings, "run")
    shutil.copyfile(settings.published_path, settings.data_dir.parent / "before.duckdb")
    for name in ("backup.tar", "backup"):
        assert "files" in good(settings, "backup", settings.data_dir.parent / name)
    good(settings, "forget", "secret.txt", "--yes")
    return settings


def elsewhere(origin: Settings, tmp_path: Path) -> Settings:
    settings = make_settings(tmp_path / "elsewhere", tagger="gazetteer")
    shutil.copytree(origin.landing_dir, settings.landing_dir)
    return settings


@pytest.mark.parametrize("name", ["backup.tar", "backup"])
def test_it_goes_on_elsewhere_as_if_nothing_had_been(origin: Settings, tmp_path: Path, name: str) -> None:
    settings, root = elsewhere(origin, tmp_path), origin.data_dir.parent
    says = good(settings, "restore", root / name)
    assert "every checksum is right" in says
    assert "What was taken down after this backup is back" in says
    assert differences(root / "before.duckdb", settings.published_path, same_ids=True) == []
    assert "no run was started" in good(settings, "run")
    assert good(settings, "doctor", "--repair").startswith(
        "Everything in the data folder is read once.\nNothing had to"
    )
    assert not list(tmp_path.rglob("*.restoring"))


def test_what_was_taken_down_since_stays_gone(origin: Settings, tmp_path: Path) -> None:
    settings = elsewhere(origin, tmp_path)
    says = good(settings, "restore", origin.data_dir.parent / "backup.tar", "--taken-down", origin.data_dir)
    assert "what they forbid leaves now" in says
    assert "Taken down: 1 documents" in says
    with open_read_only(settings.published_path, settings) as news:
        assert [row["source_uri"] for row in news.rows("SELECT source_uri FROM articles")] == ["bridge.txt"]
    kept = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
    assert UNIQUE.encode() not in kept
    good(settings, "run")
    assert differences(origin.published_path, settings.published_path) == []


def test_nothing_is_written_over(origin: Settings, tmp_path: Path) -> None:
    root = origin.data_dir.parent
    before = (root / "backup.tar").read_bytes()
    assert "is there already" in refused(origin, "backup", root / "backup.tar")
    assert (root / "backup.tar").read_bytes() == before
    assert "is not empty" in refused(origin, "restore", root / "backup.tar")
    assert "lies in the data folder" in refused(origin, "backup", origin.data_dir / "inside.tar")
    assert not list(root.glob("*.partial"))


def without_a_file(folder: Path) -> None:
    next((folder / "raw").rglob("*.zst")).unlink()


def with_a_changed_byte(folder: Path) -> None:
    path = folder / "pipeline.duckdb"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def with_a_file_more(folder: Path) -> None:
    (folder / "more").write_text("more")


def unfinished(folder: Path) -> None:
    (folder / LIST).unlink()


def of_a_newer_program(folder: Path) -> None:
    listed = json.loads((folder / LIST).read_text())
    (folder / LIST).write_text(json.dumps({**listed, "format": DATA_FORMAT + 1}))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (without_a_file, "is damaged: 1 of"),
        (with_a_changed_byte, "such as pipeline.duckdb"),
        (with_a_file_more, "such as more"),
        (unfinished, "was not finished, or is no backup"),
        (of_a_newer_program, "made by a newer program"),
    ],
)
def test_a_backup_that_cannot_be_trusted_leaves_nothing_behind(
    origin: Settings, tmp_path: Path, spoil: Callable[[Path], None], says: str
) -> None:
    shutil.copytree(origin.data_dir.parent / "backup", tmp_path / "backup")
    spoil(tmp_path / "backup")
    settings = elsewhere(origin, tmp_path)
    assert says in refused(settings, "restore", tmp_path / "backup")
    assert not settings.data_dir.exists()


@pytest.mark.parametrize("name", ["../outside", "/outside"])
def test_a_tar_that_would_lead_out_is_refused(origin: Settings, tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        tar.add(origin.landing_dir / "bridge.txt", name)
        tar.getmembers()[0].name = name
    settings = elsewhere(origin, tmp_path)
    assert refused(settings, "restore", tmp_path / "evil.tar")
    assert not (tmp_path / "outside").exists()
    assert not Path("/outside").exists()
    assert not settings.data_dir.exists()


def test_no_backup_at_all_is_told(origin: Settings, tmp_path: Path) -> None:
    (tmp_path / "text.tar").write_text("no tar")
    assert "is damaged, or no backup" in refused(elsewhere(origin, tmp_path), "restore", tmp_path / "text.tar")
    assert "nothing to back up" in refused(make_settings(tmp_path / "new"), "backup", tmp_path / "b.tar")
