"""The command `news-pipeline forget`, with a whole run before it: nothing of what was taken down lies anywhere."""

from datetime import date

import pytest
from click.testing import CliRunner

from news_pipeline.cli.main import main
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.days import write_days
from news_pipeline.publishing.report.page import PAGE, write_report
from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import open_read_only, open_warehouse
from news_pipeline.takedown.takedown import unfinished
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.takedown.test_takedown import UNIQUE, kept_bytes, uris

DAY = date(2023, 3, 2)
pytestmark = pytest.mark.slow
"""Whole runs by the command; test_takedown.py, in the default suite, looks at the tables and files."""


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[bytes], list[str]]:
    """A whole run, then a takedown by the command; what lay on the disk before and after, and what it said."""
    settings = make_settings(tmp_path_factory.mktemp("news"), tagger="gazetteer")
    files = made_up_files(made_up_articles(events=2))
    files["named.txt"] = f"{UNIQUE} visits Nairobi\n\nPublished: 2 Mar 2023\n\n" + "\n\n".join(
        f"The {UNIQUE} party crossed the old harbour bridge on day {day} of its long visit to Nairobi."
        for day in range(9)
    )
    write_files(settings.landing_dir, files)
    folders = ["--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
    environment = {"NEWS_TAGGER": "gazetteer", "NEWS_WORKERS": "1"}
    said, kept = [], []
    for arguments in (["run"], ["forget", "named.txt"], ["forget", "named.txt", "--yes"], ["run"]):
        result = CliRunner().invoke(main, [*arguments, *folders], env=environment)
        assert result.exit_code == 0, result.output
        said.append(result.output)
        kept.append(kept_bytes(settings.data_dir))
        if len(kept) == 1:  # what people may have asked for in between
            write_days(settings, CATALOG, DAY, DAY)
            write_report(settings, settings.data_dir / PAGE)
    return settings, kept, said


def test_not_a_byte_of_it_is_left_in_any_file(taken: tuple[Settings, list[bytes], list[str]]) -> None:
    _, kept, _ = taken
    word = UNIQUE.encode()
    assert [word in data for data in kept] == [True, True, False, False]
    assert kept[0].count(word) > 30, "raw store, both databases and Dagster's history had it"


def test_the_command_says_what_it_would_do_and_what_it_did(taken: tuple[Settings, list[bytes], list[str]]) -> None:
    settings, _, (_, asked, done, later) = taken
    assert "Nothing was changed" in asked
    assert f"named.txt    {UNIQUE} visits Nairobi" in asked
    assert "Taken down: 1 documents" in done
    assert "Raw store: 1 files deleted" in done
    assert "Nothing is new" in later
    assert unfinished(settings) is None


def test_the_files_of_days_and_the_report_lose_it_too(taken: tuple[Settings, list[bytes], list[str]]) -> None:
    settings, _, (_, _, done, _) = taken
    assert "1 files of" in done, "the day had no other article"
    assert not list(settings.days_dir.glob(f"*{DAY}*"))
    page = (settings.data_dir / PAGE).read_text()
    assert "taken_down" in page, "written after the takedown, from the snapshot without it"
    assert UNIQUE not in page


def test_the_sums_hold_and_the_snapshot_says_that_it_was_taken_down(
    taken: tuple[Settings, list[bytes], list[str]],
) -> None:
    settings, _, _ = taken
    with open_read_only(settings.published_path, settings) as snapshot:
        assert snapshot.rows("SELECT source_uri, reason, content_hash FROM rejected_documents") == [
            {"source_uri": "named.txt", "reason": "taken_down", "content_hash": ""}
        ]
        assert snapshot.rows("SELECT state FROM source_files WHERE source_path = 'named.txt'") == [
            {"state": "rejected"}
        ]
    with open_warehouse(settings, CATALOG) as warehouse:
        assert warehouse.value("SELECT count(*) FROM articles") == len(uris(warehouse)) > 10
