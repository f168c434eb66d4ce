"""`news-pipeline explain`: what it finds under a name, and what it says instead when nothing is there."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from news_pipeline.cli.explain import show_explanation
from news_pipeline.engine.pipeline import pipeline_of
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.settings import Settings
from news_pipeline.shared.user_error import UserError
from news_pipeline.steps.boilerplate.step import DOCUMENT_LINES, REPEATED_LINES
from news_pipeline.steps.cleaning.step import CLEANING
from news_pipeline.steps.ingestion.ingest import ingest_landing
from news_pipeline.storage.landing import list_landing
from news_pipeline.storage.run_lock import run_lock
from news_pipeline.storage.warehouse import open_warehouse
from news_pipeline_tests.conftest import run_loop
from news_pipeline_tests.upstream import made_up

PROMISE = "Our reporters have covered this coast for eighty years, and readers like you keep them afloat."
TWICE = made_up(900, 1)


@pytest.fixture
def cleaned(settings: Settings, landing: Callable[..., Path]) -> Settings:
    """Nine documents of one site with a line in common, one that repeats a paragraph, a login, JSON lines."""
    for number in range(9):
        landing(f"coast/{number}.txt", f"{made_up(number, 5)}\n{PROMISE}")
    landing("coast/twice.txt", f"{made_up(50, 3)}\n{TWICE}\n{made_up(51, 3)}\n{TWICE}")
    landing("hills/login.txt", "Welcome back\nLog in to your account\nForgot password?")
    landing("crawl.jsonl", f'{{"text": "{TWICE}"}}\n{{"text": \n{{"text": "{TWICE} Again."}}\n')
    with open_warehouse(settings, CATALOG) as warehouse:
        files = list_landing(settings.landing_dir)
        ingest_landing(files, set(), pipeline_of(warehouse))
        run_loop(DOCUMENT_LINES, warehouse)
        run_loop(REPEATED_LINES, warehouse)
        run_loop(CLEANING, warehouse)
    return settings


def shown(settings: Settings, wanted: str) -> str:
    console = Console(file=io.StringIO(), width=300)
    show_explanation(settings, wanted, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def refused(settings: Settings, wanted: str) -> str:
    with pytest.raises(UserError) as caught:
        shown(settings, wanted)
    return str(caught.value)


def test_a_line_that_the_corpus_took_out_says_in_how_many_documents_it_stands(cleaned: Settings) -> None:
    said = shown(cleaned, "coast/3.txt")
    assert "stands in 9 of 10 documents of coast" in said
    assert "boilerplate" in said
    assert "counted with those of coast (by its folder)" in said


def test_a_paragraph_that_stands_twice_says_where_it_stood_first(cleaned: Settings) -> None:
    assert "repeats line 4" in shown(cleaned, "coast/twice.txt")


def test_a_refused_document_is_shown_with_what_to_do(cleaned: Settings) -> None:
    said = shown(cleaned, "hills/login.txt")
    assert "Forgot password?" in said
    assert "login_page" in said
    assert "Crawl it again with an account" in said


def test_a_record_that_the_readers_refused_is_explained_too(cleaned: Settings) -> None:
    said = shown(cleaned, "crawl.jsonl#2")
    assert "bad_json" in said
    assert "export it again" in said


def test_article_ids_and_paths_of_files_are_understood(cleaned: Settings) -> None:
    by_name = shown(cleaned, "coast/3.txt")
    assert shown(cleaned, str(cleaned.landing_dir / "coast" / "3.txt")) == by_name
    article_id = by_name.split("article ")[1].split()[0]
    assert shown(cleaned, article_id) == by_name


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("coast/33.txt", "Did you mean one of these?\n  coast/3.txt"),
        ("3.txt", "Did you mean one of these?\n  coast/3.txt"),
        ("Coast/TWICE.txt", "Did you mean one of these?\n  coast/twice.txt"),
        ("crawl.jsonl", "crawl.jsonl holds 2 documents. Name one of them: crawl.jsonl#1, crawl.jsonl#3"),
    ],
)
def test_an_unknown_name_leads_to_a_known_one(wanted: str, said: str, cleaned: Settings) -> None:
    assert said in refused(cleaned, wanted)


def test_before_the_first_run_it_says_so(settings: Settings) -> None:
    assert "Run `news-pipeline run` first" in refused(settings, "x")
    with open_warehouse(settings, CATALOG):
        pass
    assert "none is read yet" in refused(settings, "x")


def test_while_a_run_goes_on_it_says_so(cleaned: Settings) -> None:
    with run_lock(cleaned.data_dir, "test", wait=0, say=lambda _: None):
        assert "A run is going" in refused(cleaned, "coast/3.txt")
