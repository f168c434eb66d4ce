"""The five seeds through the whole lineage: what a careful reader expects of each, as SQL on the published snapshot."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from docs.make_cookbook import PAGE, cookbook, recipes
from news_pipeline.cli.run import run_everything
from news_pipeline.settings import load_settings


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The snapshot of a run on seeds/ by the command line's own function."""
    settings = load_settings({"data_dir": tmp_path_factory.mktemp("data"), "workers": 1}, environment={})
    assert run_everything(settings, Console(quiet=True)) == 0
    with duckdb.connect(str(settings.published_path), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        connection.execute("CREATE TEMP MACRO seed(uri) AS uri[1:3]").fetchall()
        yield connection


def test_every_seed_is_an_article_and_nothing_else(news: duckdb.DuckDBPyConnection) -> None:
    assert news.execute("SELECT list(seed(source_uri) ORDER BY source_uri) FROM articles").fetchall() == [
        (["000", "001", "002", "003", "004"],)
    ]
    assert news.execute("SELECT * FROM rejected_documents").fetchall() == []
    assert news.execute("SELECT DISTINCT state FROM source_files").fetchall() == [("ingested",)]


@pytest.mark.parametrize(
    ("seed", "absent"),
    [
        ("000", "read more"),
        ("001", "LEAVE A REPLY"),
        ("001", "Please enter"),
        ("002", "Russia reacts with fury"),
        ("002", "20220108"),
        ("002", "https://"),
        ("003", "Tags"),
        ("003", "Most Popular"),
        ("003", "Load more"),
        ("003", "See all Video"),
        ("004", "Doina Chiacu"),
        ("004", "Published:"),
        ("004", "Khaleda"),
        ("004", "Most Read"),
        ("004", "Saudi princess"),
    ],
)
def test_what_is_not_the_story_leaves_the_body(news: duckdb.DuckDBPyConnection, seed: str, absent: str) -> None:
    [(body,)] = news.execute("SELECT body FROM articles WHERE seed(source_uri) = ?", [seed]).fetchall()
    assert absent not in body
    [(removed,)] = news.execute(
        "SELECT string_agg(text, chr(10)) FROM removed_lines JOIN articles USING (article_id) "
        "WHERE seed(source_uri) = ?",
        [seed],
    ).fetchall()
    assert absent in removed, "what was cut is kept with its reason"


def test_no_line_of_the_story_is_lost(news: duckdb.DuckDBPyConnection) -> None:
    captions = 13  # of 002: dated scenes without a full stop, and one with an agency's formula
    lines_kept = {"000": 14, "001": 12, "002": 61 - captions, "003": 10, "004": 10}
    paragraphs = "len(string_split(body, chr(10) || chr(10)))"
    found = news.execute(f"SELECT seed(source_uri), {paragraphs} FROM articles").fetchall()  # noqa: S608
    assert dict(found) == lines_kept
    removed = "SELECT count(*) FROM removed_lines JOIN articles USING (article_id) WHERE seed(source_uri) = '002'"
    assert news.execute(f"{removed} AND role = 'caption'").fetchall() == [(captions,)]
    assert news.execute(f"{removed} AND role NOT IN ('caption', 'title', 'timestamp', 'url')").fetchall() == [(0,)]
    kept = "SELECT len(string_split(captions, chr(10) || chr(10))) FROM articles WHERE seed(source_uri) = '002'"
    assert news.execute(kept).fetchall() == [(captions,)]
    assert news.execute("SELECT count(captions) FROM articles").fetchall() == [(1,)]
    ends = dict(news.execute("SELECT seed(source_uri), right(body, 24) FROM articles").fetchall())
    assert ends["004"].endswith("states that includes Russia."[-24:])
    assert ends["000"].endswith("the Soviet Union collapsed."[-24:])


def test_values_have_evidence_or_are_null(news: duckdb.DuckDBPyConnection) -> None:
    rows = news.execute(
        "SELECT seed(source_uri), title, CAST(published_date AS VARCHAR), CAST(published_at AS VARCHAR), "
        "published_utc_offset_minutes, url, outlet, agencies, authors FROM articles ORDER BY source_uri"
    ).fetchall()
    assert rows == [
        ("000", None, None, None, None, None, None, [], []),
        ("001", None, None, None, None, None, None, [], []),
        (
            "002",
            "Russia reacts with fury to Blinkens jab at troops in Kazakhstan Kremlin slams Americans as robbers and "
            "rapists and tensions mount over deadly crackdown in former Soviet satellite",
            "2022-01-08",
            None,
            None,
            "https://www.dailymail.co.uk/news/article-10382159/Russia-reacts-fury-Blinkens-jab-troops-Kazakhstan.html",
            "Daily Mail",
            [],
            [],
        ),
        (
            "003",
            "Tensions between US, Russia rise over military involvement in Kazakhstan",
            None,
            None,
            None,
            None,
            "The Hill",
            [],
            [],
        ),
        (
            "004",
            "US seeks answers from Kazakhstan on need for Russian-led troops",
            "2022-01-10",
            "2022-01-10 06:05:00+00",
            360,
            None,
            None,
            ["Reuters"],
            ["Doina Chiacu", "Katharine Jackson"],
        ),
    ]


def test_the_wire_copy_is_one_group_and_all_pairs_are_related(news: duckdb.DuckDBPyConnection) -> None:
    groups = news.execute(
        "SELECT list(seed(source_uri) ORDER BY source_uri) FROM articles GROUP BY duplicate_group_id ORDER BY 1"
    ).fetchall()
    assert groups == [(["000", "001"],), (["002"],), (["003"],), (["004"],)]
    related = {
        tuple(sorted(pair)): relation
        for *pair, relation in news.execute(
            "SELECT seed(a.source_uri), seed(b.source_uri), relation FROM duplicate_pairs "
            "JOIN articles AS a ON a.article_id = article_id_a JOIN articles AS b ON b.article_id = article_id_b"
        ).fetchall()
    }
    assert len(related) == 10
    assert related["000", "001"] in ("exact", "near", "copy")
    assert related["001", "002"] in ("contained", "copy")


def test_all_seeds_tell_one_story(news: duckdb.DuckDBPyConnection) -> None:
    assert news.execute("SELECT article_count, group_count FROM stories").fetchall() == [(5, 4)]
    assert news.execute("SELECT count(DISTINCT story_id) FROM articles").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("name", "entity_type", "country_code"),
    [
        ("Antony Blinken", "PERSON", None),
        ("Vladimir Putin", "PERSON", None),
        ("Karim Massimov", "PERSON", None),
        ("Kazakhstan", "GPE", "KZ"),
        ("Russia", "GPE", "RU"),
        ("United States", "GPE", "US"),
        ("Collective Security Treaty Organisation", "ORG", None),
    ],
)
def test_a_name_is_one_entity_in_every_spelling(
    news: duckdb.DuckDBPyConnection, name: str, entity_type: str, country_code: str | None
) -> None:
    surname = name.rsplit(maxsplit=1)[-1]
    rows = news.execute(
        "SELECT name, entity_type, country_code FROM entities WHERE name = $name OR list_contains(aliases, $name) "
        "OR list_contains(aliases, $surname)",
        {"name": name, "surname": surname},
    ).fetchall()
    assert rows == [(name, entity_type, country_code)]


def test_the_security_alliance_has_both_spellings_and_its_acronym(news: duckdb.DuckDBPyConnection) -> None:
    [(aliases,)] = news.execute("SELECT aliases FROM entities WHERE list_contains(aliases, 'CSTO')").fetchall()
    spellings = {"Collective Security Treaty Organisation", "Collective Security Treaty Organization"}
    assert spellings | {"CSTO"} <= set(aliases)


def test_offsets_are_true_in_every_client(news: duckdb.DuckDBPyConnection) -> None:
    [(mentions, in_captions, wrong)] = news.execute(
        "SELECT count(*), count(*) FILTER (part = 'caption'), count(*) FILTER ("
        "CASE part WHEN 'body' THEN body WHEN 'caption' THEN captions ELSE title END[start_char+1:end_char] "
        "IS DISTINCT FROM surface) FROM entity_mentions JOIN articles USING (article_id)"
    ).fetchall()
    assert mentions > 300
    assert in_captions > 10
    assert wrong == 0


def test_the_seeds_are_as_they_were_scraped() -> None:
    sizes = {path.name[:3]: path.stat().st_size for path in Path("seeds").glob("*.txt")}
    assert sizes == {"000": 2894, "001": 2312, "002": 11910, "003": 2679, "004": 3545}


def test_the_cookbook_is_in_step_with_the_views_and_what_they_answer(news: duckdb.DuckDBPyConnection) -> None:
    assert len(list(recipes())) >= 15
    assert cookbook(news) == PAGE.read_text(encoding="utf-8"), "run: python docs/make_cookbook.py"
