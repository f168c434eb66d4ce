"""What a run on the seeds leaves in Dagster: numbers, columns, samples, versions; and what is marked as stale."""

import html
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from news_pipeline.definitions import build_defs
from news_pipeline.defs.freshness import FRESHNESS
from news_pipeline.defs.jobs import EVERYTHING, hourly
from news_pipeline.defs.publication import NEXT_DUE, REPORT
from news_pipeline.defs.table_metadata import escaped
from news_pipeline.engine.step import Step
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.idle import work_waits
from news_pipeline.settings import Settings, as_environment, load_settings, project_dir
from news_pipeline.steps.registry import STEPS
from news_pipeline_tests.defs.staleness import stale_assets

DEFS = build_defs()
GRAPH = DEFS.resolve_asset_graph()
MADE = sorted(key.to_user_string() for key in GRAPH.materializable_asset_keys - {dg.AssetKey(REPORT)})
"""By a run; the report only a person asks for."""
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class Seeds:
    """A pipeline on a copy of the seeds, with its own history."""

    settings: Settings
    history: dg.DagsterInstance

    def run(self, selection: list[str] | None = None, tags: dict[str, str] | None = None) -> dg.ExecuteInProcessResult:
        """Everything, or the steps of some assets: a step makes all its tables."""
        steps = dg.AssetSelection.assets(*selection or []).required_multi_asset_neighbors()
        keys = list(steps.resolve(GRAPH)) if selection else None
        job = build_defs(self.settings, lambda *_: None).resolve_job_def(EVERYTHING)
        return job.execute_in_process(instance=self.history, asset_selection=keys, run_config=QUIET, tags=tags)

    def stale(self, defs: dg.Definitions | None = None) -> set[str]:
        """The assets that the UI marks."""
        return stale_assets(defs or build_defs(self.settings), self.history) - {REPORT}


def _new(folder: Path, history: dg.DagsterInstance, files: int = 5) -> Seeds:
    (folder / "landing").mkdir()
    for seed in sorted((project_dir() / "seeds").iterdir())[:files]:
        shutil.copy(seed, folder / "landing")
    folders: dict[str, str | int | Path | None] = {"landing_dir": folder / "landing", "data_dir": folder / "data"}
    return Seeds(load_settings({**folders, "workers": 1, "tagger": "gazetteer"}, environment={}), history)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeds]:
    with dg.DagsterInstance.local_temp(str(tmp_path_factory.mktemp("history"))) as history:
        yield _new(tmp_path_factory.mktemp("seeds"), history)


@pytest.fixture(scope="module")
def first(seeds: Seeds) -> dg.ExecuteInProcessResult:
    return seeds.run()


@pytest.fixture(scope="module")
def stale_after_first(seeds: Seeds, first: dg.ExecuteInProcessResult) -> set[str]:
    return seeds.stale()


@pytest.fixture(scope="module")
def second(seeds: Seeds, stale_after_first: set[str]) -> dg.ExecuteInProcessResult:
    return seeds.run()


@cache
def events(result: dg.ExecuteInProcessResult) -> dict[str, dg.AssetMaterialization]:
    """What each asset told, by its name; Dagster looks through the whole run at every question."""
    found = [event.materialization for event in result.get_asset_materialization_events()]
    assert len({told.asset_key for told in found}) == len(found)
    return {told.asset_key.to_user_string(): told for told in found}


def event(result: dg.ExecuteInProcessResult, name: str) -> dg.AssetMaterialization:
    return events(result)[name]


@pytest.mark.parametrize("name", MADE)
def test_an_asset_shows_its_rows_and_a_few_steady_numbers(
    first: dg.ExecuteInProcessResult, second: dg.ExecuteInProcessResult, name: str
) -> None:
    shown = [
        {key for key, value in event(result, name).metadata.items() if isinstance(value.value, int | float)}
        for result in (first, second)
    ]
    assert shown[0] == shown[1], "a plot needs the number in every run"
    assert "dagster/row_count" in shown[0]
    assert 3 <= len(shown[0]) <= 6


@pytest.mark.parametrize("name", [name for name in MADE if name in CATALOG])
def test_an_asset_shows_its_columns_and_a_sample(first: dg.ExecuteInProcessResult, name: str) -> None:
    metadata = event(first, name).metadata
    schema = metadata["dagster/column_schema"].value
    assert isinstance(schema, dg.TableSchema)
    assert [column.name for column in schema.columns] == [column.name for column in CATALOG[name].columns]
    assert str(metadata["sample"].value).startswith(("| ", "No rows."))


def test_the_run_log_has_the_metadata_once(first: dg.ExecuteInProcessResult) -> None:
    """Given with the result, they would stand with the output, too."""
    outputs = [event.step_output_data for event in first.all_events if event.is_successful_output]
    assert outputs
    assert [output.metadata for output in outputs if output.metadata] == []


@pytest.mark.parametrize("name", [name for name in MADE if name in CATALOG])
def test_a_sample_begins_with_something_that_a_person_can_read(first: dg.ExecuteInProcessResult, name: str) -> None:
    first_rows = str(event(first, name).metadata["sample"].value).splitlines()[2:3]
    assert not any(re.match(r"\| [0-9a-f]{16,} \|", row) for row in first_rows)


def test_the_history_holds_no_text_of_an_article(seeds: Seeds, second: dg.ExecuteInProcessResult) -> None:
    assert second.success
    folder = Path(seeds.history.root_directory)
    kept = b" ".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    plain = words_of(html.unescape(kept.decode("utf-8", "replace")))
    with duckdb.connect(str(seeds.settings.published_path), read_only=True) as news:
        texts = news.execute(
            "SELECT body FROM articles UNION ALL SELECT text FROM removed_lines WHERE role <> 'url' UNION ALL "
            "SELECT raw_text FROM metadata_evidence WHERE field NOT IN ('title', 'url', 'image_url')"
        ).fetchall()
        titles = " ".join(
            words_of(title) for (title,) in news.execute("SELECT title FROM articles").fetchall() if title
        )
    assert "source uri" in plain, "the history was looked through"
    for (text,) in texts:
        words = words_of(re.sub(r"https?://\S+", " ", text or "")).split()  # addresses are shown
        for start in range(len(words) - 7):
            stretch = " ".join(words[start : start + 8])
            assert stretch not in plain or stretch in titles


def words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))


def test_the_row_counts_are_those_of_the_seeds(first: dg.ExecuteInProcessResult) -> None:
    counted = {name: event(first, name).metadata["dagster/row_count"].value for name in ("articles", "source_files")}
    assert counted == {"articles": 5, "source_files": 5}


def test_all_checks_pass_and_say_so(first: dg.ExecuteInProcessResult) -> None:
    evaluations = first.get_asset_check_evaluations()
    assert {(check.asset_key, check.check_name) for check in evaluations} == {
        (key.asset_key, key.name) for key in GRAPH.asset_check_keys
    }
    assert [check.check_name for check in evaluations if not check.passed] == []
    says = {check.description for check in evaluations if check.check_name != FRESHNESS}
    assert says == {"No row breaks the rule."}


@pytest.mark.parametrize("name", MADE)
def test_a_run_with_nothing_new_keeps_the_data_version(
    first: dg.ExecuteInProcessResult, second: dg.ExecuteInProcessResult, name: str
) -> None:
    versions = [(event(result, name).tags or {})["dagster/data_version"] for result in (first, second)]
    assert versions[0] == versions[1]


@cache
def versions(settings: Settings) -> dict[dg.AssetKey, str | None]:
    """Code versions of the assets, with these settings: that of the tagger is among them."""
    graph = build_defs(settings).resolve_asset_graph()
    return {key: graph.get(key).code_version for key in graph.materializable_asset_keys}


@pytest.mark.parametrize("name", MADE)
def test_the_code_version_of_the_step_is_on_the_event(
    seeds: Seeds, first: dg.ExecuteInProcessResult, name: str
) -> None:
    tags = event(first, name).tags or {}
    assert tags["dagster/code_version"] == versions(seeds.settings)[dg.AssetKey(name)]


@pytest.mark.parametrize("step", STEPS[1:], ids=lambda step: step.name)
def test_the_asset_has_the_code_version_of_its_loops(step: Step) -> None:
    assert GRAPH.get(dg.AssetKey(step.main_table)).code_version == step.version(load_settings())


def test_the_schedule_starts_no_run_when_nothing_is_new(
    seeds: Seeds, second: dg.ExecuteInProcessResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert second.success
    assert work_waits(seeds.settings, STEPS, CATALOG) is None
    for variable, value in as_environment(seeds.settings).items():
        monkeypatch.setenv(variable, value)
    with dg.build_schedule_context(instance=seeds.history) as context:
        answer = hourly(context)
    assert isinstance(answer, dg.SkipReason)
    assert str(answer.skip_message).startswith("Nothing is new")


def test_the_landing_folder_is_observed_with_its_version(seeds: Seeds, first: dg.ExecuteInProcessResult) -> None:
    [record] = seeds.history.fetch_observations(dg.AssetKey("landing_files"), limit=1).records
    assert record.asset_observation
    assert record.asset_observation.metadata["files"].value == 5
    assert record.asset_observation.tags["dagster/data_version"]


def test_nothing_is_stale_after_the_first_run_or_the_second(
    seeds: Seeds, stale_after_first: set[str], second: dg.ExecuteInProcessResult
) -> None:
    assert second.success
    assert stale_after_first == set()
    assert seeds.stale() == set()


@pytest.mark.parametrize("name", ["raw_documents", "clean_articles", "duplicate_groups", "entity_mentions", "articles"])
def test_an_asset_that_is_materialised_alone_passes_its_checks(
    seeds: Seeds, second: dg.ExecuteInProcessResult, name: str
) -> None:
    result = seeds.run([name])
    assert result.success
    assert [check.check_name for check in result.get_asset_check_evaluations() if not check.passed] == []


def test_a_raised_code_version_marks_the_step_until_it_has_run(seeds: Seeds, second: dg.ExecuteInProcessResult) -> None:
    raised = build_defs(seeds.settings).map_asset_specs(
        func=lambda spec: (
            spec.replace_attributes(code_version="raised") if spec.key.path[-1] == "inferred_dates" else spec
        )
    )
    assert "inferred_dates" in seeds.stale(raised)
    assert "clean_articles" not in seeds.stale(raised)


def test_a_changed_file_marks_what_reads_the_folder_once_it_is_seen(tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral() as history:
        seeds = _new(tmp_path, history, files=1)
        seeds.run(["raw_documents", "source_files"])
        marked = {"raw_documents"}
        assert not seeds.stale() & marked
        file = next(seeds.settings.landing_dir.iterdir())
        file.write_text(file.read_text(encoding="utf-8") + "\n\nOne more paragraph.", encoding="utf-8")
        observed = _observe(seeds)
        assert observed.success
        assert seeds.stale() >= marked
        seeds.run(["raw_documents", "source_files"])
        assert not seeds.stale() & marked


def test_a_scheduled_run_holds_a_new_snapshot_back_and_says_until_when(tmp_path: Path) -> None:
    with dg.DagsterInstance.ephemeral() as history:
        made = _new(tmp_path, history, files=1)
        seeds = Seeds(replace(made.settings, publish_interval=60), history)
        by_clock = {"dagster/schedule_name": "hourly"}
        assert published(seeds.run(tags=by_clock)), "the first one"
        shutil.copy(next(seeds.settings.landing_dir.iterdir()), seeds.settings.landing_dir / "one more.txt")
        waiting = seeds.run(tags=by_clock)
        assert waiting.success
        assert not published(waiting)
        assert "news_database" in seeds.stale(), "the UI goes on to say that it is behind"
        [record] = history.fetch_observations(dg.AssetKey("news_database"), limit=1).records
        assert record.asset_observation
        due = float(str(record.asset_observation.metadata[NEXT_DUE].value))
        assert 3500 < due - time.time() <= 3600
        assert published(seeds.run()), "who starts a run by hand has not to wait"
        assert not seeds.stale()


def published(result: dg.ExecuteInProcessResult) -> bool:
    return any(event.asset_key == dg.AssetKey("news_database") for event in result.get_asset_materialization_events())


def _observe(seeds: Seeds) -> dg.ExecuteInProcessResult:
    """What the button *Observe* does."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NEWS_LANDING_DIR", str(seeds.settings.landing_dir))
        keys = [dg.AssetKey("landing_files")]
        job = build_defs(seeds.settings).get_implicit_global_asset_job_def()
        return job.execute_in_process(instance=seeds.history, asset_selection=keys, run_config=QUIET)


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("<img src=x onerror=alert(1)>", "<>="),
        ("[x](javascript:alert(1))", "[]():"),
        ("a | b", "|"),
        ("**bold** _it_ `code` # head\n---", "*_`#\n"),
        ("&lt;script&gt;", "<>"),
    ],
)
def test_news_text_has_no_sign_that_markdown_could_read(text: str, forbidden: str) -> None:
    shown = escaped(text)
    plain = shown.replace("&#", "").replace(";", "")
    assert not set(plain) & set(forbidden)


def test_a_long_text_is_cut_and_a_list_is_read_out() -> None:
    assert escaped("word " * 100).endswith("…") or escaped("word " * 100).endswith("&#8230;")
    assert escaped(["Reuters", "AFP"]) == "Reuters&#44; AFP"
    assert escaped(None) == ""
