"""A place where a run has been, for commands to look at; made once, copied for each test."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.publishing.test_snapshot import finish_article


@pytest.fixture(scope="session")
def data_of_one_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder where article `a` is published."""
    settings = make_settings(tmp_path_factory.mktemp("one_article"))
    with open_warehouse(settings, CATALOG) as warehouse:
        finish_article(warehouse, "a")
        publish(warehouse, "run")
    return settings.data_dir


@pytest.fixture
def place(settings: Settings, landing: Callable[..., Path], data_of_one_article: Path) -> Settings:
    """Where `a.txt` lies in the landing folder, and is published as article `a`."""
    landing("a.txt", "Text.")
    copytree(data_of_one_article, settings.data_dir)
    return settings
