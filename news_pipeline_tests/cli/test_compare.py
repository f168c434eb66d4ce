"""Two articles side by side."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from news_pipeline.cli.compare import Side, compared
from news_pipeline.cli.main import main
from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.made_up_news import made_up_articles, made_up_files, write_files
from news_pipeline_tests.plain_runs import run

LEFT = "The harbour was closed on Saturday after a storm. Nobody was hurt, the port said."
RIGHT = "Ships waited. The harbor was closed on Saturday after a storm."


def side(article_id: str, body: str) -> Side:
    return Side(
        article_id, f"{article_id}.txt", f"Title {article_id}", body, "Outlet", None, article_id, is_canonical=True
    )


def printed(width: int = 120) -> str:
    console = Console(width=width, record=True, color_system="truecolor", force_terminal=True, file=None, quiet=False)
    with console.capture() as captured:
        console.print(compared(side("a", LEFT), side("b", RIGHT), "not same"))
    return captured.get()


def test_the_shared_passage_is_coloured_on_both_sides_and_the_figures_are_told() -> None:
    shown = printed(200)
    green = "\x1b[32m"
    assert f"{green}The harbour was closed on Saturday after a storm" in shown
    assert f"{green}The harbor was closed on Saturday after a storm" in shown
    assert f"{green}Nobody" not in shown
    assert "9, 9 of them outside quotation marks" in shown
    assert "not same" in shown
    assert "unrelated" in shown, "nine words make no relation"


PAGE = (
    "The harbour of {place} was closed on {day} after a storm that broke {count} masts, and nobody was hurt, it said.\n"
    "Ships wait outside until the wind drops, and their crews are asked to listen to the radio at every full hour."
)


def told(left: str, right: str) -> str:
    console = Console(width=200, record=True)
    with console.capture() as captured:
        console.print(compared(side("a", left), side("b", right)))
    return captured.get()


def test_swapped_facts_are_listed() -> None:
    left = PAGE.format(place="Ostley", day="Friday", count=7)
    shown = told(left, PAGE.format(place="Wexholt", day="Monday", count=4))
    assert "template" in shown
    assert "Ostley -> Wexholt, Friday -> Monday, 7 -> 4" in shown


def test_edits_of_a_copy_are_listed() -> None:
    left = PAGE.format(place="Ostley", day="Friday", count=7)
    shown = " ".join(told(left, left + "\nThe ferry to Skerrow does not sail.").split())
    assert "added -0 +7 The ferry to Skerrow does not sail" in shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("compare")
    settings = make_settings(made, tagger="gazetteer")
    files = made_up_files(made_up_articles())
    write_files(settings.landing_dir, files, sorted(files)[:4])
    run(settings)
    return made


def compare(folder: Path, *names: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["compare", *names, "--data-dir", str(folder / "data")])
    return result.exit_code, result.output


def test_articles_are_named_by_id_source_or_their_beginning(folder: Path) -> None:
    code, output = compare(folder, "no-such", "x")
    assert code == 1
    assert "No article has an id or source_uri that is or begins with 'no-such'" in output
    assert "rejected_documents" in output
    code, output = compare(folder, "", "x")
    assert code == 1


def test_the_same_article_twice_and_a_missing_snapshot_are_told(folder: Path, tmp_path: Path) -> None:
    import duckdb  # noqa: PLC0415

    with duckdb.connect(str(folder / "data" / "news.duckdb"), read_only=True) as news:
        [(article_id, source_uri), (_, other), *_] = news.execute(
            "SELECT article_id, source_uri FROM articles WHERE is_current ORDER BY source_uri"
        ).fetchall()
    code, output = compare(folder, article_id, source_uri)
    assert code == 1
    assert "are the same article" in output
    code, output = compare(folder, article_id[:12], other)
    assert code == 0, output
    assert "coverage" in output
    code, output = compare(tmp_path, "a", "b")
    assert (code, "Run `news-pipeline run` first" in output) == (1, True)
