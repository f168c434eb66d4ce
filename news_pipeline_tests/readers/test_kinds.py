"""Every kind of file that people have, in one folder: each is read with its fields right, or refused with advice."""

from pathlib import Path

import pytest

from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.shared.results import Row
from news_pipeline.steps.cleaning.step import STEP as CLEANING
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.steps.metadata.step import STEP as METADATA
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.readers.kinds import Kind, kinds

KINDS = kinds()
READ = [kind for kind in KINDS if kind.stories]
REFUSED = [kind for kind in KINDS if kind.refused]
_ARTICLES = """
SELECT source_uri, body, title, published_date, outlet, authors
FROM raw_documents JOIN clean_articles USING (article_id) JOIN article_metadata USING (article_id)
"""
_QUOTES = str.maketrans("“”", '""')


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """Articles and refusals of one folder with all of them, by their address."""
    settings = make_settings(tmp_path_factory.mktemp("kinds"))
    settings.landing_dir.mkdir()
    for kind in KINDS:
        (settings.landing_dir / kind.path).write_bytes(kind.data)
    with open_warehouse(settings, CATALOG) as warehouse:
        pipeline = pipeline_of(warehouse)
        ingest_landing(list_landing(settings.landing_dir), set(), pipeline)
        for loop in (*CLEANING.loops, *METADATA.loops):
            loop.run(pipeline)
        articles = warehouse.rows(_ARTICLES)
        refusals = warehouse.rows("SELECT source_uri, reason, detail, advice FROM rejected_documents")
    return {row["source_uri"]: row for row in (*articles, *refusals)}


@pytest.mark.parametrize("kind", READ, ids=[kind.name for kind in READ])
def test_each_story_is_an_article_with_its_fields(found: dict[str, Row], kind: Kind) -> None:
    for story in kind.stories:
        row = found[story.uri]
        assert words(row["body"]) == words(story.story.text)
        assert row["published_date"] == story.day
        assert row["outlet"] == story.outlet
        assert row["authors"] == ([story.author] if story.author else [])
        assert story.title in (row["title"], None)


@pytest.mark.parametrize("kind", REFUSED, ids=[kind.name for kind in REFUSED])
def test_what_has_no_article_is_refused_with_advice(found: dict[str, Row], kind: Kind) -> None:
    row = found[kind.path]
    assert row["reason"] == kind.refused
    assert row["detail"]
    assert row["advice"]


def test_nothing_else_is_in_the_folder(found: dict[str, Row]) -> None:
    assert set(found) == {story.uri for kind in READ for story in kind.stories} | {kind.path for kind in REFUSED}


def words(text: str) -> list[str]:
    return text.translate(_QUOTES).split()


def test_the_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in (Path(__file__).parent / "samples").iterdir()) < 300_000
