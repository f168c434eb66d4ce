"""The page about a corpus: what it shows, that text in it does nothing, that it needs nothing from outside."""

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner

from news_pipeline.cli.main import main
from news_pipeline.defs.publication import corpus_report
from news_pipeline.defs.resources import pipeline_resource
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.publishing.report.page import SHOWN_CHARACTERS, Piece, bars, dots, pieces, report_of
from news_pipeline.publishing.snapshot import publish
from news_pipeline.settings import Settings
from news_pipeline.steps.registry import STEPS
from news_pipeline.storage.warehouse import open_read_only, open_warehouse
from news_pipeline_tests.publishing.test_snapshot import finish_article

HOSTILE = "<script>alert(1)</script><img src=https://example.org/a onerror=alert(1)>"


def count(day: int, outlet: str | None, articles: int) -> dict[str, object]:
    return {"period": date(2022, 3, day), "outlet": outlet, "articles": articles}


@pytest.fixture
def page(settings: Settings, landing: Callable[..., Path]) -> str:
    """Of one article whose headline and outlet are hostile."""
    landing("a.txt", "Text.")
    with open_warehouse(settings, CATALOG) as warehouse:
        finish_article(warehouse, "a")
        warehouse.execute("UPDATE article_metadata SET title = $text, outlet = $text", {"text": HOSTILE})
        warehouse.execute("UPDATE article_metadata SET published_date = DATE '2022-03-04'")
        publish(warehouse, "run")
    with open_read_only(settings.published_path, settings) as published:
        return report_of(published)


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_text_does_nothing_and_nothing_comes_from_outside(page: str):
    tags = Tags()
    tags.feed(page)
    names = {name for name, _ in tags.found}
    assert not names & {"script", "img", "iframe", "link", "object", "embed"}
    assert not [value for _, attributes in tags.found for value in attributes.values() if value and "//" in value]
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_it_can_be_read_by_keyboard_and_screen_reader(page: str):
    tags = Tags()
    tags.feed(page)
    ids = {attributes.get("id") for _, attributes in tags.found}
    targets = [attributes["href"] for name, attributes in tags.found if name == "a"]
    assert all(target and target[1:] in ids for target in targets)
    assert [attributes["lang"] for name, attributes in tags.found if name == "html"] == ["en"]
    assert all(
        attributes.get("aria-label") or attributes.get("aria-hidden")
        for name, attributes in tags.found
        if name == "svg"
    )
    assert [name for name, _ in tags.found if name in ("h1", "h2")] == ["h1", "h2", "h2", "h2", "h2"]


def test_an_empty_corpus_has_a_page_too(settings: Settings):
    with open_warehouse(settings, CATALOG) as warehouse:
        publish(warehouse, "run")
    with open_read_only(settings.published_path, settings) as published:
        assert "No article has a date." in report_of(published)


def test_the_parts_of_a_bar_stand_upon_each_other():
    rows = [count(1, "A", 3), count(1, None, 1), count(3, "A", 2)]
    first, others, last = bars(rows, ["A", "other outlets"])
    assert (first.y + first.height, others.y + others.height) == (220.0, first.y)
    assert others.y == 0.0, "the highest bar fills the chart"
    assert (first.height, last.height) == (165.0, 110.0)
    assert (first.x, last.x) == (0.0, 480.0)
    assert others.says == "2022-03-01: other outlets, 1 of 4 articles"


def test_a_place_is_where_it_is():
    [dot] = dots([{"name": "Null Island", "latitude": 0.0, "longitude": 0.0, "article_count": 4}])
    assert (dot.x, dot.y, dot.radius) == (480.0, 240.0, 12.0)


@pytest.mark.parametrize(
    ("body", "spans", "found"),
    [
        ("abcdef", [], [("abcdef", False)]),
        ("abcdef", [(2, 4)], [("ab", False), ("cd", True), ("ef", False)]),
        ("abcdef", [(0, 3), (2, 6)], [("abc", True), ("def", True)]),
        ("", [], []),
    ],
)
def test_a_body_is_cut_at_its_shared_passages(body: str, spans: list[tuple[int, int]], found: list[tuple[str, bool]]):
    assert list(pieces(body, spans)) == [Piece(*piece) for piece in found]


def test_a_long_body_is_cut_short_and_says_so():
    found = list(pieces("a" * (SHOWN_CHARACTERS + 1), [(SHOWN_CHARACTERS - 1, SHOWN_CHARACTERS + 1)]))
    assert [len(piece.text) for piece in found] == [SHOWN_CHARACTERS - 1, 1, 2]


def test_the_command(settings: Settings, landing: Callable[..., Path], tmp_path: Path):
    folders = ["--landing", str(settings.landing_dir), "--data-dir", str(settings.data_dir)]
    nothing = CliRunner().invoke(main, ["report", *folders])
    assert nothing.exit_code == 1
    assert "news-pipeline run" in nothing.output
    landing("a.txt", "Text.")
    with open_warehouse(settings, CATALOG) as warehouse:
        publish(warehouse, "run")
    target = tmp_path / "mine.html"
    assert CliRunner().invoke(main, ["report", str(target), *folders]).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_asset(settings: Settings, landing: Callable[..., Path]):
    landing("a.txt", "Text.")
    with open_warehouse(settings, CATALOG) as warehouse:
        finish_article(warehouse, "a")
        publish(warehouse, "run")
    result = dg.materialize([corpus_report], resources={"pipeline": pipeline_resource(CATALOG, STEPS, settings)})
    assert result.success
    assert "1" in (settings.data_dir / "report.html").read_text(encoding="utf-8")
