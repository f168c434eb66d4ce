"""The doctor names what is wrong, and how to mend it; a healthy place passes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from news_pipeline.cli import doctor
from news_pipeline.cli.doctor import Finding, findings
from news_pipeline.cli.main import main
from news_pipeline.entities.tagger import MODEL
from news_pipeline.settings import Settings
from news_pipeline.storage.raw_store import RawStore
from news_pipeline.storage.run_lock import run_lock
from news_pipeline.takedown.takedown import note_unfinished
from news_pipeline_tests.conftest import make_settings

Break = Callable[[Settings], None]


@pytest.fixture
def healthy(place: Settings) -> Settings:
    """A place where a run has been, which keeps the file that it read."""
    store = RawStore(place.raw_dir)
    store.note(store.store(place.landing_dir / "a.txt", "a.txt", 1))
    return place


def look(settings: Settings, environment: Mapping[str, str] | None = None) -> dict[str, Finding]:
    return {finding.what: finding for finding in findings(settings, environment or {})}


def test_a_healthy_place_passes(healthy: Settings) -> None:
    found = look(healthy)
    assert {finding.state for finding in found.values()} == {"ok"}, found
    assert "1 files" in found["raw store"].says
    assert "1 articles" in found["snapshot"].says


def test_a_fresh_clone_passes_too(settings: Settings, landing: Callable[..., Path]) -> None:
    landing("a.txt", "Text.")
    assert "bad" not in {finding.state for finding in look(settings).values()}
    assert not settings.data_dir.exists(), "looking makes nothing"


def test_an_empty_landing_folder_is_told(settings: Settings) -> None:
    settings.landing_dir.mkdir(parents=True)
    assert (look(settings)["landing"].state, "empty" in look(settings)["landing"].says) == ("look", True)


def garbage(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


@pytest.mark.parametrize(
    ("what", "break_it", "remedy"),
    [
        (
            "landing",
            lambda settings: (settings.landing_dir / "a.txt").unlink() or settings.landing_dir.rmdir(),
            "Make it",
        ),
        ("warehouse", lambda settings: garbage(settings.warehouse_path), "doctor --repair"),
        ("snapshot", lambda settings: garbage(settings.published_path), "next run writes a new one"),
        ("raw store", lambda settings: next(settings.raw_dir.rglob("*.zst")).unlink(), "backup"),
        ("takedown", lambda settings: note_unfinished(settings, "a.txt"), "forget 'a.txt' --yes"),
    ],
    ids=["landing", "warehouse", "snapshot", "raw store", "takedown"],
)
def test_what_is_broken_is_named_with_its_remedy(healthy: Settings, what: str, break_it: Break, remedy: str) -> None:
    break_it(healthy)
    found = look(healthy)
    assert found.pop(what).state == "bad"
    assert remedy in look(healthy)[what].says
    assert {finding.state for finding in found.values()} == {"ok"}, "and nothing else is"


@pytest.mark.parametrize(
    ("tagger", "says"),
    [("no_such_pipeline", "not installed"), ("deutsch=x", "cannot be read"), ("gazetteer", "installed")],
)
def test_a_model_that_is_not_there_is_told(tmp_path: Path, tagger: str, says: str) -> None:
    assert says in look(make_settings(tmp_path, tagger=tagger))["model"].says


def test_a_model_that_is_read_slowly_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = make_settings(tmp_path, tagger=MODEL)
    assert look(settings)["model"].state == "ok"
    monkeypatch.setattr(doctor, "load_tagger", lambda name: SimpleNamespace(slow_because=f"{name} is slow."))
    found = look(settings)["model"]
    assert (found.state, f"{MODEL} is slow." in found.says) == ("look", True)


def test_a_misspelt_variable_is_told(healthy: Settings) -> None:
    found = look(healthy, {"NEWS_LANDING": "/x", "NEWS_WORKERS": "1"})["settings"]
    assert "No setting is called NEWS_LANDING. " in found.says


def test_a_listed_folder_that_is_away_or_unfit_is_told(healthy: Settings, tmp_path: Path) -> None:
    away = look(replace(healthy, landing_roots=str(tmp_path / "away")))["landing"]
    assert (away.state, "Links that lead there are refused" in away.says) == ("look", True)
    unfit = look(replace(healthy, landing_roots=str(healthy.data_dir.parent)))["landing"]
    assert (unfit.state, "read what it writes" in unfit.says) == ("bad", True)
    (tmp_path / "press").mkdir()
    assert look(replace(healthy, landing_roots=str(tmp_path / "press")))["landing"].state == "ok"


def test_a_run_that_is_going_is_no_fault(healthy: Settings) -> None:
    with run_lock(healthy.data_dir, "a run", wait=0, say=print):
        found = look(healthy)
    assert found["lock"].state == "look"
    assert found["warehouse"].state == "ok"


def test_the_exit_code_tells_a_script(healthy: Settings) -> None:
    folders = ["--landing", str(healthy.landing_dir), "--data-dir", str(healthy.data_dir)]
    assert CliRunner().invoke(main, ["doctor", *folders]).exit_code == 0
    garbage(healthy.published_path)
    result = CliRunner().invoke(main, ["doctor", *folders])
    assert (result.exit_code, "bad  snapshot" in result.output) == (1, True)
