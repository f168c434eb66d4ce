"""A clock that jumps under whole runs, by years, forwards and back: nothing is lost, doubled or published late.

Of a date that lies behind the first reading nothing is promised: it bounds what a page can say. So no jump goes before
the days of the made-up news.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import ModuleType

import duckdb
import pytest

from news_pipeline.settings import Settings
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import broken_rules, run
from news_pipeline_tests.same_news import differences

FILES = made_up_files(made_up_articles(events=4))
NAMES = sorted(FILES)
PORTIONS = [NAMES[first::4] for first in range(4)]
FAKETIME = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)
FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (2024, 2037))


class Clock:
    """Goes on by a little, or jumps, whenever somebody looks."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 no secret
        self.now = FIRST

    def __call__(self) -> float:
        if self.chance.random() < 0.5:
            self.now += 0.01
        elif self.chance.random() < 0.5:
            self.now = max(FIRST, min(LAST, self.now + self.chance.choice((-1, 1)) * 10 ** self.chance.uniform(0, 5)))
        else:
            self.now = self.chance.uniform(FIRST, LAST)
        return self.now


class _Meta(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


def looking_at(clock: Callable[[], float]) -> type:
    """A datetime whose `now` is that of the clock."""

    class Jumping(datetime, metaclass=_Meta):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.fromtimestamp(clock(), UTC).astimezone(tz)  # type: ignore[arg-type]

    return Jumping


def modules_that_look() -> Iterator[ModuleType]:
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if name.startswith("news_pipeline.") and path and path.endswith(".py"):
            yield module


def set_clock(clock: Callable[[], float], patch: pytest.MonkeyPatch) -> int:
    """Give the clock to all that asks for the time. Returns to how many."""
    jumping, count = looking_at(clock), 0
    for module in modules_that_look():
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        if "datetime.now(" in source:
            patch.setattr(module, "datetime", jumping)
            count += 1
        if vars(module).get("time_ns") is time.time_ns:
            patch.setattr(module, "time_ns", lambda: int(clock() * 1e9))
            count += 1
    return count


def articles(settings: Settings) -> int:
    with duckdb.connect(str(settings.published_path), read_only=True) as news:
        [(count,)] = news.execute("SELECT count(*) FROM articles").fetchall()
    return int(count)


def portions_of(folder: Path) -> tuple[Settings, list[int]]:
    """A run after each portion of the files, and how many articles each of them published."""
    settings, counts = make_settings(folder, tagger="gazetteer", chunk_documents=10), []
    for names in PORTIONS:
        write_files(settings.landing_dir, FILES, names)
        run(settings)
        counts.append(articles(settings))
    return settings, counts


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[int]]:
    return portions_of(tmp_path_factory.mktemp("steady"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_clock_that_jumps_at_every_look_changes_nothing(
    steady: tuple[Settings, list[int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    with monkeypatch.context() as patch:
        assert set_clock(Clock(seed), patch) > 8
        settings, counts = portions_of(tmp_path)
        assert counts == steady[1], "each run publishes what it read"
        assert broken_rules(settings) == []
    assert differences(steady[0].published_path, settings.published_path) == []


SLEEP = """
import select, time
time.sleep = lambda seconds: select.select([], [], [], seconds) and None
"""
"""libfaketime hands `clock_nanosleep` a wrong time when it leaves the monotonic clock alone: each sleep fails."""


@pytest.mark.slow
@pytest.mark.skipif(FAKETIME is None, reason="needs libfaketime")
def test_the_clock_of_the_machine_is_set_while_the_command_runs(
    steady: tuple[Settings, list[int]], tmp_path: Path
) -> None:
    """Of the whole command with Dagster, its history and workers; six times in each of its runs."""
    settings, chance, offset = make_settings(tmp_path), Random(5), tmp_path / "offset"  # noqa: S311 no secret
    own_sleep = tmp_path / "own_sleep"
    own_sleep.mkdir()
    (own_sleep / "sitecustomize.py").write_text(SLEEP)
    clock = {
        "PYTHONPATH": str(own_sleep),
        "LD_PRELOAD": str(FAKETIME),
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    own = {"NEWS_TAGGER": "gazetteer", "NEWS_WORKERS": "2", "NEWS_CHUNK_DOCUMENTS": "10"}
    command = [sys.executable, "-c", "from news_pipeline.cli.main import main; main()", "run"]
    folders = ["--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
    counts = []
    for names in PORTIONS:
        write_files(settings.landing_dir, FILES, names)
        offset.write_text("+0")
        with (tmp_path / "output").open("w+") as output:
            process = subprocess.Popen(
                [*command, *folders], env={**os.environ, **clock, **own}, stdout=output, stderr=output
            )
            while process.poll() is None:
                set_offset(offset, chance.choice((-1, 1)) * int(10 ** chance.uniform(1, 7.5)))
                time.sleep(chance.uniform(0.5, 2))
            output.seek(0)
            assert process.returncode == 0, output.read()[-3000:]
        counts.append(articles(settings))
    assert counts == steady[1]
    assert differences(steady[0].published_path, settings.published_path) == []


def set_offset(file: Path, seconds: int) -> None:
    """So that no process reads half of it."""
    new = file.with_suffix(".new")
    new.write_text(f"{seconds:+}")
    new.replace(file)
