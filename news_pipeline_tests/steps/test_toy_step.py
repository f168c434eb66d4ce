"""A toy step in a package of its own: everything that should know of a step does, with no other line of code."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import dagster as dg
import pytest

from news_pipeline.definitions import build_defs
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.engine.step import Step
from news_pipeline.publishing.catalog import catalog_of
from news_pipeline.publishing.idle import work_waits
from news_pipeline.settings import Settings
from news_pipeline.steps.redo import Redo, mark, stages
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.upstream import put_articles

FILES = {
    "inputs.sql": """
SELECT cleaned.key, raw_documents.byte_size, cleaned.output_hash AS body_hash
FROM clean_articles_done AS cleaned
JOIN raw_documents ON raw_documents.article_id = cleaned.key
""",
    "reads.sql": """
SELECT article_id, body, $least AS least
FROM chunk
JOIN clean_articles ON clean_articles.article_id = chunk.key
""",
    "short_shouts.sql": "SELECT * FROM shouts WHERE shouts = 0",
    "tables.py": """
from news_pipeline.storage.columns import OF_ARTICLE
from news_pipeline.storage.schema import Table, required

TABLES = (
    Table(
        "shouts",
        "How often an article shouts.",
        (OF_ARTICLE, required("shouts", "INTEGER", "Words in capitals.")),
        key=("article_id",),
        published=True,
        asset="Loud articles are rarely good ones.",
        source="clean_articles.body",
        numbers={"loudest": "coalesce(max(shouts), 0)"},
    ),
)
""",
    "rows.py": """
def shout_rows(rows):
    counts = [sum(word.isupper() for word in row["body"].split()) for row in rows]
    return [{"shouts": [{"shouts": max(row["least"], count)}]} for row, count in zip(rows, counts, strict=True)]
""",
    "step.py": """
from news_pipeline.engine.document_loop import DocumentLoop
from news_pipeline.engine.rules import Rule
from news_pipeline.engine.step import Step
from news_pipeline.storage.sql_files import read_sql

from .rows import shout_rows
from .tables import TABLES

STEP = Step(
    name="shouting",
    topic="toys",
    tables=TABLES,
    after=("clean_articles",),
    loops=(
        DocumentLoop(
            name="shouts",
            code_version="3",
            inputs=read_sql(__package__, "inputs.sql"),
            reads=read_sql(__package__, "reads.sql"),
            function=shout_rows,
            parameters={"least": 1},
            writes=("shouts",),
            holds_back_articles=True,
        ),
    ),
    rules=(
        Rule("shouts", "every_shout_counts", "No article is silent.", read_sql(__package__, "short_shouts.sql")),
    ),
)
""",
}


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Step, ...]]:
    """All steps and the toy, which lies in a temporary package."""
    folder = tmp_path / "toys" / "shouting"
    folder.mkdir(parents=True)
    for name, text in {**FILES, "__init__.py": ""}.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "toys"))
    yield (*STEPS, import_module("shouting.step").STEP)
    for name in [name for name in sys.modules if name.partition(".")[0] == "shouting"]:
        del sys.modules[name]


def test_it_runs_and_its_table_is_made_with_thresholds_bound(settings: Settings, steps: tuple[Step, ...]) -> None:
    with open_warehouse(settings, catalog_of(steps)) as warehouse:
        put_articles(warehouse, {"a": "LOUD and CLEAR", "b": "quiet"})
        assert steps[-1].run(pipeline_of(warehouse)).processed == 2
        rows = warehouse.rows("SELECT article_id, shouts FROM shouts ORDER BY ALL")
        assert [tuple(row.values()) for row in rows] == [("a", 2), ("b", 1)]
        assert steps[-1].run(pipeline_of(warehouse)).processed == 0


def test_redo_knows_it_and_does_it_again(settings: Settings, steps: tuple[Step, ...]) -> None:
    assert stages(steps)[-1] == "shouts"
    with open_warehouse(settings, catalog_of(steps)) as warehouse:
        put_articles(warehouse, {"a": "LOUD", "b": "quiet"})
        steps[-1].run(pipeline_of(warehouse))
        assert mark(Redo("shouts", source="a.txt"), warehouse, steps) == 1
        assert steps[-1].run(pipeline_of(warehouse)).processed == 1


def test_articles_and_the_check_of_all_documents_wait_for_it(settings: Settings, steps: tuple[Step, ...]) -> None:
    with open_warehouse(settings, catalog_of(steps)) as warehouse:
        put_articles(warehouse, {"a": "LOUD"})
        waiting = "SELECT count(*) FROM pending_documents WHERE stage = 'shouts'"
        assert warehouse.value(waiting) == 1
        steps[-1].run(pipeline_of(warehouse))
        assert warehouse.value(waiting) == 0
        catalog = catalog_of(steps)
        assert "shouts_settled" in str(catalog["settled_articles"].view)


def test_another_version_of_its_code_does_everything_again(settings: Settings, steps: tuple[Step, ...]) -> None:
    toy = steps[-1]
    with open_warehouse(settings, catalog_of(steps)) as warehouse:
        put_articles(warehouse, {"a": "LOUD"})
        toy.run(pipeline_of(warehouse))
        newer = replace(toy, loops=(replace(toy.loops[0], code_version="4"),))
        assert newer.run(pipeline_of(warehouse)).processed == 1


def test_the_lineage_has_it_with_its_checks_and_the_snapshot_waits_for_it(steps: tuple[Step, ...]) -> None:
    definitions = build_defs(steps=steps)
    graph = definitions.resolve_asset_graph()
    key = dg.AssetKey("shouts")
    assert graph.get(key).parent_keys == {dg.AssetKey("clean_articles")}
    assert graph.get(key).tags["topic"] == "toys"
    assert graph.get(key).code_version == "3"
    assert {check.name for check in graph.asset_check_keys if check.asset_key == key} == {
        "contract",
        "every_shout_counts",
    }
    assert key in graph.get_ancestor_asset_keys(dg.AssetKey("news_database"))
    assert key in graph.get_ancestor_asset_keys(dg.AssetKey("articles")), "they are not published before it is done"


def test_a_run_publishes_its_table(settings: Settings, steps: tuple[Step, ...]) -> None:
    settings = replace(settings, tagger="gazetteer")
    settings.landing_dir.mkdir(parents=True)
    (settings.landing_dir / "a.txt").write_text("A HEADLINE IN CAPITALS\n\n" + "The council met on Monday in Ely. " * 9)
    catalog = catalog_of(steps)
    with dg.DagsterInstance.ephemeral() as instance:
        job = build_defs(settings, steps=steps).resolve_job_def("everything")
        assert job.execute_in_process(instance=instance).success
    assert work_waits(settings, steps, catalog) is None
    with open_warehouse(settings, catalog) as warehouse:
        assert catalog["shouts"] in catalog.published
        warehouse.execute("ATTACH $path AS published (READ_ONLY)".replace("$path", f"'{settings.published_path}'"))
        assert warehouse.value("SELECT count(*) FROM published.shouts") == 1
