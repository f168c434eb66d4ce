"""What Dagster is given: every node explains itself, every check states its rule, and loading is cheap and quiet."""

import subprocess
import sys

import dagster as dg
import pytest

from news_pipeline.definitions import build_defs
from news_pipeline.defs.dead_runs import PROCESS_TAG
from news_pipeline.defs.jobs import EVERYTHING
from news_pipeline.defs.publication import REPORT
from news_pipeline.defs.redo import redo_form
from news_pipeline.defs.sensors import LANDING_TAG
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.steps.redo import stages
from news_pipeline.steps.registry import STEPS

DEFS = build_defs()
GRAPH = DEFS.resolve_asset_graph()
MADE = sorted(key.to_user_string() for key in GRAPH.materializable_asset_keys)
NODES = ["landing_files", *MADE]
TABLES = [name for name in MADE if name not in {"news_database", REPORT}]
FILLED_BY_STEPS = [table for table in CATALOG.published if table.name != "pipeline_runs"]
"""Each run writes its own row of the other, from its beginning on."""
FIRST_SENTENCE_CHARACTERS = 130
"""What the UI's lists show of a description on one line."""


def _node(name: str) -> dg.AssetSpec:
    return next(spec for spec in DEFS.resolve_all_asset_specs() if spec.key == dg.AssetKey(name))


@pytest.mark.parametrize("name", NODES)
def test_the_first_line_of_a_description_stands_alone(name: str) -> None:
    first, _, rest = (_node(name).description or "").partition("\n\n")
    assert first.endswith("."), "lists show it by itself"
    assert "\n" not in first
    assert len(first) <= FIRST_SENTENCE_CHARACTERS
    assert rest, "the asset's own page says more"


@pytest.mark.parametrize("name", [name for name in NODES if name != REPORT])
def test_a_description_says_which_table_to_look_at_first(name: str) -> None:
    says = _node(name).description or ""
    assert ("Look here first" if name == "articles" else "`articles` first: *Catalog*, `articles`") in says


@pytest.mark.parametrize("name", NODES)
def test_an_asset_has_owner_topic_and_kinds(name: str) -> None:
    node = _node(name)
    assert list(node.owners) == ["team:news-pipeline"]
    assert node.tags["topic"]
    assert node.kinds


@pytest.mark.parametrize("name", NODES)
def test_a_tag_says_whether_a_table_is_published(name: str) -> None:
    published = {table.name for table in CATALOG.published} | {"news_database", REPORT}
    assert ("published" in _node(name).tags) == (name in published)


@pytest.mark.parametrize("name", MADE)
def test_an_asset_has_a_code_version(name: str) -> None:
    assert _node(name).code_version


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(name: str) -> None:
    schema = _node(name).metadata["dagster/column_schema"]
    assert [column.name for column in schema.columns if not column.description] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_column_says_where_it_comes_from(name: str) -> None:
    """A new column of `articles` needs its own source; another table's has that table's, if any."""
    upstream = {key.to_user_string() for key in GRAPH.get_ancestor_asset_keys(dg.AssetKey(name))}
    beside = {spec.key.to_user_string() for spec in GRAPH.get(dg.AssetKey(name)).assets_def.specs}  # type: ignore[attr-defined]
    source_of = CATALOG[name].source_of
    for column in _node(name).metadata["dagster/column_schema"].columns:
        assert source_of(column.name) or name != "articles", f"{name}.{column.name}"
        for source in filter(None, source_of(column.name).split(", ")):
            table, _, of = source.partition(".")
            assert table in upstream | beside, f"{name}.{column.name}"
            assert not of or CATALOG[table].column(of), f"{name}.{column.name}"
            assert column.description.endswith(f"← {source_of(column.name)}")


def test_every_published_table_is_a_node_and_the_snapshot_waits_for_its_step() -> None:
    """Side tables hang on the main table of their step, which is filled by the same run of it."""
    upstream = {key.to_user_string() for key in GRAPH.get_ancestor_asset_keys(dg.AssetKey("news_database"))}
    for table in FILLED_BY_STEPS:
        step = GRAPH.get(dg.AssetKey(table.name)).assets_def  # type: ignore[attr-defined]
        assert upstream & {key.to_user_string() for key in step.keys}, table.name


def test_side_tables_hang_on_the_main_table_of_their_step_alone() -> None:
    for step in STEPS:
        main, *others = (table.name for table in step.assets)
        for name in others:
            assert {key.to_user_string() for key in GRAPH.get(dg.AssetKey(name)).parent_keys} == {main}


def test_the_lineage_has_no_boxes() -> None:
    """One group: with boxes around topics the main line does not fit into a window."""
    assert {_node(name).group_name for name in NODES} == {"news"}


def test_the_lineage_starts_at_the_landing_folder() -> None:
    assert [name for name in NODES if not GRAPH.get(dg.AssetKey(name)).parent_keys] == ["landing_files"]
    assert not GRAPH.get(dg.AssetKey("landing_files")).is_materializable


def test_every_check_states_its_rule_first() -> None:
    for check in DEFS.resolve_asset_graph().asset_check_keys:
        description = GRAPH.get(check).description
        assert description, check
        assert description.partition("\n")[0].endswith("."), check


def test_every_published_table_has_its_contract_checked() -> None:
    checked = {key.asset_key.to_user_string() for key in GRAPH.asset_check_keys if key.name == "contract"}
    assert {table.name for table in FILLED_BY_STEPS} == checked


def test_the_job_everything_contains_everything_but_the_report() -> None:
    job = DEFS.resolve_job_def(EVERYTHING)
    assert {key.to_user_string() for key in job.asset_layer.executable_asset_keys} == set(MADE) - {REPORT}
    assert job.asset_layer.asset_graph.asset_check_keys == GRAPH.asset_check_keys


def test_schedule_and_landing_sensor_wait_to_be_switched_on() -> None:
    assert DEFS.resolve_schedule_def("hourly").default_status == dg.DefaultScheduleStatus.STOPPED
    assert DEFS.resolve_sensor_def("landing_folder").default_status == dg.DefaultSensorStatus.STOPPED


def test_the_tags_of_sensor_and_process_are_hidden_in_the_list_of_runs() -> None:
    assert all(tag.startswith(".dagster/") for tag in (LANDING_TAG, PROCESS_TAG))


def test_records_of_dead_runs_are_closed_without_being_asked() -> None:
    assert DEFS.resolve_sensor_def("dead_runs").default_status == dg.DefaultSensorStatus.RUNNING


def test_every_job_schedule_and_sensor_says_what_it_does() -> None:
    repository = DEFS.get_repository_def()
    jobs = {job.name: job.description for job in repository.get_all_jobs() if not job.name.startswith("__")}
    schedules = {schedule.name: schedule.description for schedule in repository.schedule_defs}
    sensors = {sensor.name: sensor.description for sensor in repository.sensor_defs}
    assert [name for name, says in (jobs | schedules | sensors).items() if not says] == []


def test_every_field_of_the_redo_form_is_explained() -> None:
    for name, field in redo_form(stages()).items():
        assert field.description, name
        assert f"`{name}`" in (DEFS.resolve_job_def("redo").description or "")


def test_loading_is_quiet_and_loads_no_model() -> None:
    heavy = ("spacy", "trafilatura", "py3langid", "thinc", "resiliparse", "pyarrow", "pandas", "matplotlib")
    program = (
        f"import sys; import news_pipeline.definitions; print(*[name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-W", "default", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    assert "news_pipeline" not in done.stderr, "a warning that Dagster or Python gives about our code"
