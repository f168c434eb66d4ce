"""Copies between the pipelines of a lake: what one pipeline would have found, but for what docs/scaling.md names."""

from dataclasses import replace
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from click.testing import CliRunner

from news_pipeline.cli.main import main
from news_pipeline.definitions import build_defs
from news_pipeline.defs.jobs import EVERYTHING
from news_pipeline.defs.lake import CROSS_SHARD_PAIRS
from news_pipeline.engine.progress import no_report
from news_pipeline.lake.across.find_pairs import CrossShardPairs, find_cross_shard_pairs
from news_pipeline.lake.publish import publish_to_lake
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.macros import contents_of
from news_pipeline.publishing.snapshot import read_snapshot
from news_pipeline.settings import Settings, as_environment
from news_pipeline.shared.user_error import UserError
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.lake.conftest import BOTH, Ask
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run
from news_pipeline_tests.steps.ingesting import Killed, kill_after

Pair = tuple[str, str, str, float, float]
"""Two ids, the relation and both coverages."""


def shard(tmp_path: Path, text: str, lake: str, python: str) -> Settings:
    name = "s" + text.replace("/", "_of_")
    settings = make_settings(tmp_path, shard=text, tagger="gazetteer", lake=f"{lake};name={name}", lake_python=python)
    return replace(settings, data_dir=tmp_path / name)


def into_lake(settings: Settings) -> None:
    run(settings)
    snapshot = read_snapshot(settings.published_path)
    assert snapshot
    assert publish_to_lake(settings, contents_of(CATALOG), "run", snapshot.data_version)


def find(settings: Settings) -> CrossShardPairs:
    found = find_cross_shard_pairs(settings, "test", no_report, lambda _: None)
    assert found
    assert found.problems == ()
    return found


def links_of(settings: Settings) -> tuple[set[Pair], dict[str, int]]:
    """Every pair that a pipeline verified, and the hash of each article's text; equal texts are equal by that."""
    with duckdb.connect(str(settings.warehouse_path), read_only=True) as connection:
        links = connection.execute(
            "SELECT article_id_a, article_id_b, relation, coverage_a, coverage_b FROM copy_links "
            "SEMI JOIN settled_articles AS a ON a.key = article_id_a "
            "SEMI JOIN settled_articles AS b ON b.key = article_id_b"
        ).fetchall()
        hashes = connection.execute(
            "SELECT article_id, exact_hash FROM article_keys SEMI JOIN settled_articles ON key = article_id"
        ).fetchall()
    return set(links), dict(hashes)


@pytest.mark.slow
@BOTH
def test_two_shards_and_the_job_find_what_one_pipeline_finds(
    tmp_path: Path, lake: str, lake_python: str, ask: Ask
) -> None:
    write_files(tmp_path / "landing", made_up_files(made_up_articles(events=6)))
    whole = replace(make_settings(tmp_path, tagger="gazetteer"), data_dir=tmp_path / "whole")
    run(whole)
    expected, hashes = links_of(whole)
    shards = [shard(tmp_path, text, lake, lake_python) for text in ("1/2", "2/2")]
    for settings in shards:
        into_lake(settings)
    own = [links_of(settings) for settings in shards]
    assert all(links for links, _ in own)
    names = ("s1_of_2", "s2_of_2")
    homes = {article: name for name, (_, keys) in zip(names, own, strict=True) for article in keys}
    assert homes.keys() == hashes.keys()

    found = find(shards[0])
    assert found.pipelines == names
    assert (found.articles, found.compared) == (len(hashes), len(hashes))
    [rows, comments] = ask(
        "SELECT article_id_a, article_id_b, relation, coverage_a, coverage_b, pipeline_a, pipeline_b "
        "FROM lake.cross_shard_pairs",
        "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'cross_shard_pairs' AND comment IS NULL",
    )
    assert comments == [[0]]
    assert all(homes[row[0]] == row[5] and homes[row[1]] == row[6] and row[5] != row[6] for row in rows)
    across = {tuple(row[:5]) for row in rows}
    twins = {pair for pair in across if hashes[pair[0]] == hashes[pair[1]] and hashes[pair[0]] is not None}
    assert twins
    assert len(rows) == found.pairs == len(across)
    assert across - twins == {pair for pair in expected if homes[pair[0]] != homes[pair[1]]}
    assert own[0][0] | own[1][0] | across - twins == expected
    assert_twins_hang_together(twins, hashes, homes)

    assert not find(shards[1]).is_new, "another pipeline's job finds the same, from nothing"
    again = find(shards[0])
    assert (again.compared, again.is_new) == (0, False)


def assert_twins_hang_together(twins: set[Pair], hashes: dict[str, int], homes: dict[str, str]) -> None:
    """Equal texts of two pipelines are joined by the pairs, and by being equal inside of one pipeline."""
    for number in {hashed for hashed in hashes.values() if hashed is not None}:
        members = {article for article, hashed in hashes.items() if hashed == number}
        joined = {homes[article] for pair in twins for article in pair[:2] if article in members}
        assert joined == ({homes[article] for article in members} if len({homes[m] for m in members}) > 1 else set())


@pytest.mark.slow
def test_what_changes_is_compared_and_what_goes_is_forgotten(
    tmp_path: Path, lake: str, lake_python: str, ask: Ask
) -> None:
    story = " ".join(
        f"The council of the town met on day {n} and spoke about the bridge number {n * 7}." for n in range(9)
    )
    other = " ".join(f"Rain fell on village {n} while the harvest of {n * 3} fields was brought in." for n in range(9))
    shards = [shard(tmp_path, text, lake, lake_python) for text in ("1/2", "2/2")]
    homes: dict[int, str] = {}
    for number in range(40):
        for settings in shards:
            assert settings.own_shard
            if settings.own_shard.takes(f"folder{number}"):
                homes.setdefault(settings.own_shard.number, f"folder{number}")
    write_files(tmp_path / "landing", {f"{homes[1]}/a.txt": story, f"{homes[2]}/b.txt": other})
    for settings in shards:
        into_lake(settings)
    assert find(shards[0]).pairs == 0
    folder = shards[0].lake_dir / "across"
    assert {path.name for path in folder.iterdir() if "duckdb" in path.name} == {"pipeline.duckdb"}, "no texts stay"
    assert story[:40].encode() not in (folder / "pipeline.duckdb").read_bytes()

    write_files(tmp_path / "landing", {f"{homes[2]}/c.txt": story + " One more sentence here."})
    into_lake(shards[1])
    found = find(shards[0])
    assert (found.compared, found.pairs, found.is_new) == (1, 1, True)
    [rows] = ask("SELECT relation, pipeline_a <> pipeline_b FROM lake.cross_shard_pairs")
    assert rows == [["near", True]]
    (tmp_path / "landing" / homes[2] / "c.txt").write_text(other)
    into_lake(shards[1])
    [rows] = ask("SELECT count(*) FROM s2_of_2.articles WHERE is_current")
    assert rows == [[2]]
    assert find(shards[0]).pairs == 1, "the version before is still an article"


@pytest.mark.slow
def test_a_job_that_is_killed_goes_on_and_leaves_no_texts(
    tmp_path: Path, lake: str, lake_python: str, ask: Ask
) -> None:
    write_files(tmp_path / "landing", made_up_files(made_up_articles(events=3)))
    shards = [replace(shard(tmp_path, text, lake, lake_python), chunk_documents=10) for text in ("1/2", "2/2")]
    for settings in shards:
        into_lake(settings)
    deaths = 0
    while True:
        try:
            found = find_cross_shard_pairs(shards[0], "test", kill_after(1), lambda _: None)
        except Killed:
            deaths += 1
            assert not (shards[0].lake_dir / "across" / "handover").exists()
            assert ask("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'cross_shard_pairs'") == [[[0]]]
        else:
            break
    assert found
    assert deaths > 2
    assert found.pairs > 0
    assert not find(shards[1]).is_new, "one that was not stopped finds the same"


def test_without_a_lake_there_is_nothing_to_do(settings: Settings) -> None:
    assert find_cross_shard_pairs(settings, "test", no_report, lambda _: None) is None


@pytest.mark.slow
def test_an_empty_lake_is_told(tmp_path: Path, lake: str, lake_python: str) -> None:
    settings = make_settings(tmp_path, lake=lake, lake_python=lake_python)
    with pytest.raises(UserError, match="lake"):
        find_cross_shard_pairs(settings, "test", no_report, lambda _: None)


@pytest.mark.slow
def test_the_asset_and_the_command_do_the_same(tmp_path: Path, lake: str, lake_python: str) -> None:
    write_files(tmp_path / "landing", made_up_files(made_up_articles(events=2)))
    settings = shard(tmp_path, "1/1", lake, lake_python)
    into_lake(settings)
    done = (
        build_defs(settings)
        .resolve_implicit_global_asset_job_def()
        .execute_in_process(asset_selection=[dg.AssetKey(CROSS_SHARD_PAIRS)])
    )
    [made] = done.asset_materializations_for_node(CROSS_SHARD_PAIRS)
    numbers = {name: made.metadata[name].value for name in ("articles", "compared", "pairs")}
    articles = numbers["articles"]
    assert articles
    assert numbers == {"articles": articles, "compared": articles, "pairs": 0}, "there is one pipeline"
    told = CliRunner().invoke(main, ["lake-pairs"], env=as_environment(settings))
    assert told.exit_code == 0, told.output
    assert f"{articles} articles of s1_of_1, 0 of them compared" in told.output
    assert "cross_shard_pairs is up to date, 0 pairs" in told.output


def test_a_command_without_a_lake_says_where_to_read(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["lake-pairs"], env=as_environment(make_settings(tmp_path)))
    assert (told.exit_code, "docs/scaling.md" in told.output) == (1, True)


def test_with_a_lake_there_are_assets_by_hand_and_schedules_that_stand_still(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, lake=f"sqlite:{tmp_path}/c.sqlite;data={tmp_path}/files")
    repository = build_defs(settings).get_repository_def()
    schedules = {schedule.name: schedule.default_status for schedule in repository.schedule_defs}
    for name in ("nightly_cross_shard_pairs", "nightly_lake_maintenance"):
        assert schedules[name] is dg.DefaultScheduleStatus.STOPPED
    keys = {key.to_user_string() for key in repository.get_job(EVERYTHING).asset_layer.executable_asset_keys}
    assert "news_lake" in keys
    assert not keys & {"cross_shard_pairs", "lake_maintenance"}
