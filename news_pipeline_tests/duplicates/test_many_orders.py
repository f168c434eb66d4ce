"""Ten random orders of some three hundred documents: templates, copies, versions, stubs, undated. All tables agree."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import duckdb
import pytest

from news_pipeline_tests.conftest import make_settings
from news_pipeline_tests.duplicates.pairs import edited_copies, frames_dev, frames_kept
from news_pipeline_tests.made_up_news import OUTLETS, Article, made_up_articles, made_up_forecasts, write_files
from news_pipeline_tests.plain_runs import broken_rules, run
from news_pipeline_tests.same_news import differences

ORDERS = [pytest.param(number, marks=pytest.mark.large if number else pytest.mark.slow) for number in range(10)]
"""The first in CI, the others by hand."""
FIRST_DAY = date(2023, 3, 1)


def _article(text: str, slug: str, place: int, chance: Random) -> Article:
    """A text of an outlet; one in four states no day."""
    day = None if chance.random() < 0.25 else FIRST_DAY + timedelta(days=chance.randrange(20))
    time = "06:30:00+00:00" if day and chance.random() < 0.3 else None
    return Article(OUTLETS[place % len(OUTLETS)], slug, text.partition(".")[0][:80], tuple(text.split("\n")), day, time)


def corpus() -> list[Article]:
    """Some three hundred articles."""
    chance = Random(16)  # noqa: S311 no secret
    made = [*made_up_articles(events=12), *made_up_forecasts()]
    for number, frame in enumerate((*frames_dev.FRAMES, *frames_kept.FRAMES)):
        texts = [frame.text.format(*filling) for filling in frame.fillings[:3]]
        made += [_article(text, f"frame-{number}-{place}", place, chance) for place, text in enumerate(texts)]
    for number, report in enumerate((*edited_copies.DEV, *edited_copies.KEPT)):
        texts = [report.text, *(copy for _, copy in report.copies())]
        made += [_article(text, f"copy-{number}-{place}", place, chance) for place, text in enumerate(texts)]
    stubs = [
        replace(one, slug=f"stub-{one.slug}", paragraphs=(one.paragraphs[0], "Subscribe to read on.")) for one in made
    ]
    return [*made, *chance.sample(stubs, 20)]


FILES = {f"{number:03}.json": json.dumps(article.record()) for number, article in enumerate(corpus())}


def arrive(folder: Path, portions: list[list[str]], chunk_documents: int) -> Path:
    settings = make_settings(folder, tagger="gazetteer", chunk_documents=chunk_documents)
    for names in portions:
        write_files(settings.landing_dir, FILES, names)
        run(settings)
    assert broken_rules(settings) == []
    return settings.published_path


@pytest.fixture(scope="module")
def all_at_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return arrive(tmp_path_factory.mktemp("at_once"), [sorted(FILES)], 500)


@pytest.mark.slow
def test_the_corpus_has_every_kind(all_at_once: Path) -> None:
    with duckdb.connect(str(all_at_once), read_only=True) as news:
        [(articles, undated)] = news.execute(
            "SELECT count(*), count(*) FILTER (published_date IS NULL) FROM articles"
        ).fetchall()
        relations = dict(news.execute("SELECT relation, count(*) FROM duplicate_pairs GROUP BY relation").fetchall())
        [(stories,)] = news.execute("SELECT count(*) FROM stories WHERE group_count > 1").fetchall()
    assert articles >= 250
    assert undated >= 50
    assert stories >= 5
    assert relations["template"] >= 20
    assert relations.keys() >= {"exact", "near", "copy", "contained", "partial"}


@pytest.mark.parametrize("seed", ORDERS)
def test_a_random_order_in_random_portions_gives_the_same_tables(seed: int, all_at_once: Path, tmp_path: Path) -> None:
    chance = Random(seed)  # noqa: S311 no secret
    names = sorted(FILES)
    chance.shuffle(names)
    cuts = sorted(chance.sample(range(1, len(names)), 2))
    portions = [names[start:end] for start, end in zip([0, *cuts], [*cuts, len(names)], strict=True)]
    snapshot = arrive(tmp_path, portions, chance.choice((13, 50, 500)))
    assert differences(all_at_once, snapshot) == []
