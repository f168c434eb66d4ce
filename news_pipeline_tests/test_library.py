"""The library for notebooks: the same answers as the pipeline, without Dagster or DuckDB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import news_pipeline
from news_pipeline.cli.main import main
from news_pipeline.library import Article, Refusal
from news_pipeline.shared.user_error import UserError

SENTENCE = "The harbour council voted on Monday to repair the old pier before the winter storms arrive. "
HEAD = "Council votes to repair the pier\n\nBy Ada Moor\n\nPublished: 8 January 2022"
TEXT = f"{HEAD}\n\n{SENTENCE * 4}\n\n{SENTENCE * 3}\n"
PAGE = f"""<html lang="en"><head><title>Council votes to repair the pier</title>
<meta property="article:published_time" content="2022-01-08T09:30:00+00:00"><meta name="author" content="Ada Moor">
</head><body><article><h1>Council votes to repair the pier</h1>
<p>{SENTENCE * 4}</p><p>{SENTENCE * 3}</p></article></body></html>"""


@pytest.mark.parametrize("source", [PAGE, PAGE.encode()], ids=["text", "bytes"])
def test_a_page_gives_its_article(source: str | bytes) -> None:
    article = news_pipeline.parse_article(source, url="https://harbour-made-up.com/news/pier?utm_source=x")
    assert article.title == "Council votes to repair the pier"
    assert str(article.published_date) == "2022-01-08"
    assert article.authors == ("Ada Moor",)
    assert article.url == "https://harbour-made-up.com/news/pier"
    assert article.body.startswith("The harbour council voted")
    assert any(row.is_chosen for row in article.evidence)


def test_a_text_keeps_what_it_lost_with_the_reason() -> None:
    article = news_pipeline.parse_article(TEXT)
    assert {line.role for line in article.removed_lines} >= {"byline"}
    assert all(line.reason for line in article.removed_lines)


def test_a_file_gives_what_the_pipeline_gives(tmp_path: Path) -> None:
    file = tmp_path / "crawl.jsonl"
    file.write_text(
        "\n".join([json.dumps({"text": TEXT, "url": "https://a-made-up.com/1"}), "no json", json.dumps({"text": TEXT})])
    )
    refused: list[Refusal] = []
    articles = list(news_pipeline.read_articles(file, on_refusal=refused.append))
    assert [article.source for article in articles] == [f"{file}#1", f"{file}#3"]
    assert [refusal.reason for refusal in refused] == ["bad_json"]
    with pytest.warns(UserWarning, match="bad_json"):
        assert len(list(news_pipeline.read_articles(tmp_path))) == 2


@pytest.mark.parametrize("length", [250, 300, 900, 999])
def test_a_text_of_one_line_is_no_name_of_a_file(length: int) -> None:
    article = news_pipeline.parse_article((SENTENCE * 12)[:length])
    assert article.body.startswith("The harbour council voted")


def test_what_is_no_article_says_why() -> None:
    with pytest.raises(UserError, match="too_short"):
        news_pipeline.parse_article("Three words only")


def test_a_container_is_not_one_article(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text("\n".join([json.dumps({"text": TEXT})] * 2))
    with pytest.raises(UserError, match="holds 2 articles"):
        news_pipeline.parse_article(file)


def test_an_article_is_json_a_line_and_harmless_html() -> None:
    article = news_pipeline.parse_article(
        PAGE.replace("repair the pier</h1>", "repair the pier</h1><p>&lt;script&gt;</p>")
    )
    assert json.loads(json.dumps(article.to_dict()))["published_date"] == "2022-01-08"
    assert repr(article).startswith("<Article 'Council votes")
    assert "<script>" not in article._repr_html_()


def test_it_needs_neither_dagster_nor_duckdb() -> None:
    program = (
        "import sys, news_pipeline\n"
        "news_pipeline.parse_article('A headline here\\n\\n' + 'Some plain words of news. ' * 9)\n"
        "print(*[name for name in ('dagster', 'duckdb', 'spacy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_command_prints_json_lines_or_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    answer = CliRunner().invoke(main, ["parse", str(file)])
    assert answer.exit_code == 0
    assert json.loads(answer.output)["authors"] == ["Ada Moor"]
    assert SENTENCE.strip() in CliRunner().invoke(main, ["parse", "-", "--text"], input=TEXT).output
    missing = CliRunner().invoke(main, ["parse", str(tmp_path / "none.txt")])
    assert missing.exit_code == 1
    assert "is not there" in missing.output


def test_articles_can_be_compared_and_put_in_sets() -> None:
    one, other = news_pipeline.parse_article(TEXT), news_pipeline.parse_article(TEXT)
    assert one == other
    assert {one, other} == {one}
    assert isinstance(one, Article)


def test_a_day_after_today_is_no_day_of_publication():
    page = "<html><head><title>Harbour fair</title><meta property='article:published_time' content='2199-05-03'></head>"
    article = news_pipeline.parse_article(
        f"{page}<body><h1>Harbour fair</h1>{'<p>The fair fills the quay once more. </p>' * 30}</body>"
    )
    assert article.published_date is None
    assert [row.refused for row in article.evidence if row.raw_text == "2199-05-03"] == ["after arrival"]
