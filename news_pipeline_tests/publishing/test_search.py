"""Full-text search in the snapshot: words, phrases, titles, scripts, and the same ranks as DuckDB's own extension."""

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings
from news_pipeline.storage.warehouse import Warehouse, open_read_only, open_warehouse
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import TOPICS, made_up_articles
from news_pipeline_tests.publishing.test_snapshot import finish_article

ARTICLES: dict[str, tuple[str | None, str]] = {
    "order": ("Shoot to kill", "The president of Kazakhstan gave the order on live television.\n\nHe will not talk."),
    "film": ("A film festival", "They shoot films here, and kill time. To the critics, all is well."),
    "quote": ("What he said", "An order to shoot to kill, without warning, is what he called it.\n\nNobody agreed."),
    "accents": ("Café Ünïcode", "El Niño visits São Paulo, naïve as ever. Don't ask O'Brien in 2022."),
    "russian": (None, "Президент Казахстана отдал приказ стрелять без предупреждения."),
    "japanese": ("日本の首相", "岸田首相は東京で演説した。"),
    "greek": ("ΑΘΗΝΑ", "Η κυβέρνηση μίλησε στην Αθήνα."),
}


def publish_articles(warehouse: Warehouse) -> None:
    for key, (title, body) in ARTICLES.items():
        finish_article(warehouse, key, title=title)
        warehouse.execute("UPDATE clean_articles SET body = $body WHERE article_id = $key", {"body": body, "key": key})
    publish(warehouse, "run")


def answers(settings: Settings, text: str, column: str = "article_id") -> list[str]:
    """What a question finds, the best first."""
    with open_read_only(settings.published_path, settings) as snapshot:
        rows = snapshot.rows(f"SELECT {column} AS answer FROM search_articles($text)", {"text": text})  # noqa: S608
        return [row["answer"] for row in rows]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Where the articles are published; nobody changes them."""
    settings = make_settings(tmp_path_factory.mktemp("published"))
    with open_warehouse(settings, CATALOG) as warehouse:
        publish_articles(warehouse)
    return settings


@pytest.fixture
def ask(published: Settings) -> Callable[..., list[str]]:
    return partial(answers, published)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("shoot to kill", ["order", "quote", "film"]),
        ('"shoot to kill"', ["order", "quote"]),
        ('"order to shoot"', ["quote"]),
        ('"shoot to kill" without', ["quote", "order"]),
        ('"kill the president"', []),
        ('"without warning" "nobody agreed"', ["quote"]),
        ('"absent" order', []),
        ("SHOOTING", []),
        ("films", ["film"]),
        ("cafe nino", ["accents"]),
        ("CAFÉ", ["accents"]),
        ("o'brien", ["accents"]),
        ("2022", ["accents"]),
        ("казахстана", ["russian"]),
        ("首相", ["japanese"]),
        ('"東京"', ["japanese"]),
        ('"京東"', []),
        ("αθηνα", ["greek"]),
        ("", []),
        ('"" !? "', []),
        ("'; DROP TABLE sentences; --", []),
    ],
)
def test_a_question_finds_articles_by_their_words(ask: Callable[..., list[str]], text: str, found: list[str]) -> None:
    assert ask(text) == found


def test_a_passage_shows_where_the_rarest_word_stands(ask: Callable[..., list[str]]) -> None:
    assert ask("kazakhstan", "passage") == [" ".join(ARTICLES["order"][1].split())]


def test_a_passage_shows_the_word_and_not_one_that_begins_like_it(warehouse: Warehouse, settings: Settings) -> None:
    publish_articles(warehouse)
    body = "Killing is a sin. " + "Nothing else was said for a long while. " * 9 + "They shoot to kill, he said."
    finish_article(warehouse, "long")
    warehouse.execute("UPDATE clean_articles SET body = $body WHERE article_id = 'long'", {"body": body})
    publish(warehouse, "run-2")
    [passage] = [text for text in answers(settings, "kill", "passage") if "Nothing else" in text]
    assert "shoot to kill" in passage
    assert "Killing" not in passage


def test_the_index_is_described_and_every_word_of_an_article_is_in_it(
    published: Settings,
) -> None:
    with open_read_only(published.published_path, published) as snapshot:
        assert snapshot.value("SELECT count(*) FROM search.documents") == len(ARTICLES)
        sums = "SELECT (SELECT sum(frequency) FROM search.postings) = (SELECT sum(word_count) FROM search.documents)"
        assert snapshot.value(sums)
        says = "SELECT comment FROM duckdb_functions() WHERE function_name = 'search_articles'"
        assert "full-text" in snapshot.value(says)


OWN_EXTENSION = r"""
import duckdb, json, sys
from duckdb_extensions import import_extension
import_extension("fts")
news = duckdb.connect()
news.execute("LOAD fts")
news.execute(f"ATTACH '{sys.argv[1]}' AS published (READ_ONLY)")
news.execute(
    "CREATE TABLE texts AS SELECT article_id, concat_ws(' ', title, title, title, body) AS text FROM published.articles"
)
news.execute(
    "PRAGMA create_fts_index('texts', 'article_id', 'text', "
    r"stemmer='none', stopwords='none', ignore='[^\p{L}\p{N}]+')"
)
rank = (
    "SELECT article_id, score FROM (SELECT article_id, fts_main_texts.match_bm25(article_id, ?) AS score FROM texts) "
    "WHERE score IS NOT NULL"
)
theirs = {text: dict(news.execute(rank, [text]).fetchall()) for text in json.load(sys.stdin)}
print(json.dumps(theirs))
"""


@pytest.mark.slow
def test_scores_are_those_of_duckdbs_own_extension(
    warehouse: Warehouse, settings: Settings, small_python: Callable[..., Path]
) -> None:
    for number, article in enumerate(made_up_articles(events=4)):
        finish_article(warehouse, f"a{number:03}", title=article.title)
        body = {"body": "\n\n".join(article.paragraphs), "key": f"a{number:03}"}
        warehouse.execute("UPDATE clean_articles SET body = $body WHERE article_id = $key", body)
    publish(warehouse, "run")
    texts = [
        *(word for words in TOPICS.values() for word in words),
        "Officials in Kazakhstan said",
        "the the river",
        "absent",
    ]
    python = small_python("duckdb==1.5.5", "duckdb-extensions==1.5.5", "duckdb-extension-fts==1.5.5", "pytz")
    answer = subprocess.run(
        [python, "-c", OWN_EXTENSION, settings.published_path],
        input=json.dumps(texts),
        check=True,
        capture_output=True,
        text=True,
    )
    theirs = json.loads(answer.stdout)
    compared = 0
    with open_read_only(settings.published_path, settings) as snapshot:
        for text in texts:
            rows = snapshot.rows(
                "SELECT article_id, score FROM search_articles($text, at_most := 1000)", {"text": text}
            )
            assert {row["article_id"]: row["score"] for row in rows} == pytest.approx(theirs[text], abs=1e-4), text
            assert [row["article_id"] for row in rows] == sorted(
                theirs[text],
                key=lambda key: (-round(theirs[text][key], 9), key),
            ), text
            compared += len(rows)
    assert compared > 100
