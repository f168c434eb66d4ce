"""From texts to pairs and groups, through the real steps: texts that everybody prints, stock phrases, old news."""

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from news_pipeline.duplicates.candidate_rules import FIRST
from news_pipeline.publishing.catalog import CATALOG
from news_pipeline.shared.results import Row
from news_pipeline.steps.duplicates.checks import unequal_passages
from news_pipeline.steps.duplicates.step import COPY_LINKS, FINGERPRINTS, GROUPS
from news_pipeline.storage.warehouse import Warehouse, open_warehouse
from news_pipeline_tests.conftest import make_settings, run_loop
from news_pipeline_tests.duplicates.texts import article, paragraphs
from news_pipeline_tests.upstream import put_articles

WIRE = paragraphs(8, seed=1)
DAY = date(2022, 1, 8)


def compare(warehouse: Warehouse, bodies: Mapping[str, str], metadata: Mapping[str, Row] | None = None) -> None:
    put_articles(warehouse, bodies, metadata)
    for stage in (FINGERPRINTS, COPY_LINKS):
        run_loop(stage, warehouse)
    run_loop(GROUPS, warehouse)


def reprints(count: int) -> dict[str, str]:
    """Near copies of one wire text: each leaves one paragraph out and adds one of its own."""
    made = {}
    for number in range(count):
        kept = [line for place, line in enumerate(WIRE) if place != number % 8]
        made[f"r{number:04d}"] = article(kept, paragraphs(1, seed=1000 + number))
    return made


def dates(keys: Mapping[str, str], seed: int = 0) -> dict[str, Row]:
    chance = random.Random(seed)  # noqa: S311 no secret
    return {key: {"published_date": DAY + timedelta(days=chance.randrange(20))} for key in keys}


def partition(warehouse: Warehouse) -> list[list[str]]:
    rows = warehouse.rows(
        "SELECT list(article_id ORDER BY article_id) AS members FROM group_members GROUP BY duplicate_group_id"
    )
    return sorted(row["members"] for row in rows)


@pytest.fixture(scope="module")
def viral() -> tuple[dict[str, str], dict[str, Row]]:
    bodies = reprints(300)
    return bodies, dates(bodies)


def test_three_hundred_reprints_are_one_group_of_299_pairs(viral, warehouse: Warehouse) -> None:
    bodies, metadata = viral
    compare(warehouse, bodies, metadata)
    assert partition(warehouse) == [sorted(bodies)]
    assert warehouse.value("SELECT count(*) FROM duplicate_pairs") == 299
    assert warehouse.value("SELECT count(*) FROM copy_links") <= 300 * 2 * FIRST, "all pairs would be 44,850"
    assert warehouse.value("SELECT count(*) FROM hot_fingerprints") == 0, "a wire text is no boilerplate"


def test_reprints_that_come_in_any_order_are_one_group(viral, warehouse: Warehouse) -> None:
    bodies, metadata = viral
    names = random.Random(1).sample(sorted(bodies), 150)  # noqa: S311 no secret
    for start in range(0, 150, 50):
        portion = names[start : start + 50]
        compare(warehouse, {name: bodies[name] for name in portion}, metadata)
    assert partition(warehouse) == [sorted(names)]
    assert warehouse.value("SELECT count(*) FROM duplicate_pairs") == 149


def test_identical_pages_are_pairs_with_their_canonical_article_only(warehouse: Warehouse) -> None:
    bodies = {f"t{number:03d}": article(WIRE) for number in range(100)}
    compare(warehouse, bodies)
    assert partition(warehouse) == [sorted(bodies)]
    assert warehouse.rows("SELECT relation, count(*) AS n FROM duplicate_pairs GROUP BY ALL") == [
        {"relation": "exact", "n": 99}
    ]
    assert warehouse.value("SELECT count(*) FROM copy_links") == 0


def test_stock_phrases_become_hot_and_tie_nothing_together(warehouse: Warehouse) -> None:
    stock = paragraphs(2, seed=7)
    bodies = {f"s{number:03d}": article(paragraphs(12, seed=100 + number), stock) for number in range(80)}
    compare(warehouse, bodies)
    hot = warehouse.value("SELECT count(*) FROM hot_fingerprints")
    assert hot > 2
    later = {"later1": article(paragraphs(12, seed=500), stock), "later2": article(paragraphs(12, seed=501), stock)}
    compare(warehouse, later)
    assert warehouse.value("SELECT count(*) FROM duplicate_pairs WHERE article_id_a LIKE 'later%'") == 0
    assert len(partition(warehouse)) == 82


def test_old_news_is_found_again_when_it_is_copied_not_when_it_is_quoted(warehouse: Warehouse) -> None:
    old = {"old": {"published_date": DAY}}
    late = {key: {"published_date": DAY + timedelta(days=days)} for key, days in (("copy", 400), ("quote", 800))}
    bodies = {
        "old": article(paragraphs(20, seed=1)),
        "copy": article(paragraphs(20, seed=1)[2:]),
        "quote": article(paragraphs(20, seed=1)[18:], paragraphs(30, seed=2)),
    }
    compare(warehouse, bodies, old | late)
    assert partition(warehouse) == [["copy", "old"], ["quote"]]
    assert warehouse.value("SELECT count(*) FROM duplicate_pairs") == 1


def test_the_quote_is_found_within_the_span(warehouse: Warehouse) -> None:
    bodies = {
        "old": article(paragraphs(20, seed=1)),
        "quote": article(paragraphs(20, seed=1)[18:], paragraphs(30, seed=2)),
    }
    compare(warehouse, bodies, {key: {"published_date": DAY} for key in bodies})
    assert warehouse.rows("SELECT relation FROM duplicate_pairs") == [{"relation": "partial"}]


def test_passages_lie_where_both_articles_have_them(warehouse: Warehouse) -> None:
    bodies = {"a": article(WIRE), "b": article("“An intro.” — Read this:", WIRE[2:4], paragraphs(1, seed=9), WIRE[6:])}
    compare(warehouse, bodies)
    rows = warehouse.rows("SELECT * FROM shared_passages ORDER BY passage_number")
    found = [bodies["a"][row["start_char_a"] : row["end_char_a"]] for row in rows]
    assert found == [article(WIRE[2:4])[:-1], article(WIRE[6:])[:-1]], "the last full stop is no part of a word"
    assert found == [bodies["b"][row["start_char_b"] : row["end_char_b"]] for row in rows]
    assert unequal_passages(warehouse) == (2, [])
    warehouse.execute("UPDATE copy_links SET passages = list_prepend(passages[1] + 40, passages[2:])")
    assert unequal_passages(warehouse) == (2, [{"article_id_a": "a", "article_id_b": "b", "passage_number": 1}])


def test_provenance_of_copies(warehouse: Warehouse) -> None:
    bodies = {
        "first": article(WIRE),
        "cut": article(WIRE[:6]),
        "longer": article(WIRE, paragraphs(1, seed=9)),
        "undated": article(WIRE),
    }
    at = {"published_date": DAY, "published_at": datetime(2022, 1, 8, 6, 5, tzinfo=UTC)}
    later = {"published_date": DAY, "published_at": datetime(2022, 1, 8, 7, 35, tzinfo=UTC)}
    compare(warehouse, bodies, {"first": at, "cut": later, "longer": {"published_date": DAY + timedelta(days=2)}})
    rows = warehouse.rows("SELECT * FROM copy_provenance ORDER BY article_id")
    columns = ("article_id", "relation", "lag_minutes", "lag_days", "words_cut", "words_added")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        ("cut", "near", 90, 0, 60, 0),
        ("longer", "near", None, 2, 0, 30),
        ("undated", "exact", None, None, 0, 0),
    ]
    assert {(row["original_article_id"], row["original_reason"]) for row in rows} == {("first", "earliest")}


FORECAST = (
    "{place} will see a mix of sun and cloud on {day}, with a high of {high} degrees and a low of {low} overnight.",
    "People with fair skin should wear a hat between eleven in the morning and three in the afternoon, and drivers are "
    "asked to check road conditions before they set out, and to keep a safe distance in wet weather.",
    "The service in {place} issues its next forecast in the evening.",
)


def forecast(place: str, day: str, high: int, low: int) -> str:
    return str(article(*(line.format(place=place, day=day, high=high, low=low) for line in FORECAST)))


FORECASTS = {
    "a": forecast("Ostley", "Tuesday", 21, 12),
    "b": forecast("Penhaven", "Tuesday", 17, 8),
    "c": forecast("Ostley", "Friday", 12, 3),
}


def test_reports_of_one_template_are_related_and_each_stands_for_itself(warehouse: Warehouse) -> None:
    compare(warehouse, FORECASTS)
    assert partition(warehouse) == [["a"], ["b"], ["c"]]
    rows = warehouse.rows("SELECT article_id_a, article_id_b, relation, conflicts FROM duplicate_pairs ORDER BY ALL")
    assert [(row["article_id_a"], row["article_id_b"], row["relation"]) for row in rows] == [
        ("a", "b", "template"),
        ("a", "c", "template"),
        ("b", "c", "template"),
    ]
    assert rows[0]["conflicts"] == ["Ostley -> Penhaven", "21 -> 17", "12 -> 8"]


def test_a_persons_same_unites_two_reports_of_one_template(warehouse: Warehouse) -> None:
    put_articles(warehouse, FORECASTS)
    warehouse.execute("INSERT INTO judgements BY NAME SELECT 2 AS line, 'a' AS name_a, 'c' AS name_b, true AS is_same")
    compare(warehouse, {})
    assert partition(warehouse) == [["a", "c"], ["b"]]


def test_stated_days_decide_where_two_facts_are_swapped(warehouse: Warehouse) -> None:
    bodies = {"a": article(forecast("Ostley", "Tuesday", 21, 12)), "b": article(forecast("Ostley", "Tuesday", 30, 4))}
    compare(warehouse, bodies, {key: {"published_date": DAY} for key in bodies})
    assert partition(warehouse) == [["a", "b"]]
    put_articles(warehouse, {"b": bodies["b"]}, {"b": {"published_date": DAY + timedelta(days=7)}})
    compare(warehouse, {})
    assert partition(warehouse) == [["a"], ["b"]]


def test_edits_of_a_copy_stand_where_its_original_and_it_differ(warehouse: Warehouse) -> None:
    added = paragraphs(1, seed=9)[0]
    bodies = {"a": article(WIRE[0], added, WIRE[1:3], WIRE[4:]), "b": article(WIRE)}
    compare(warehouse, bodies, {"b": {"published_date": DAY}})
    rows = warehouse.rows("SELECT * FROM copy_edits ORDER BY edit_number")
    assert [(row["kind"], row["original_article_id"], row["words_cut"], row["words_added"]) for row in rows] == [
        ("added", "b", 0, 30),
        ("cut", "b", 30, 0),
    ]
    assert [(row["original_passage"], row["passage"]) for row in rows] == [(None, added[:-1]), (WIRE[3][:-1], None)]
    places = [row["original_start_char"] for row in rows]
    assert places == [len(WIRE[0]) - 1, bodies["b"].index(WIRE[3])]
    assert bodies["a"][rows[0]["start_char"] : rows[0]["end_char"]] == added[:-1]


STUB_DAYS = [
    ("the stub a day before", DAY, DAY + timedelta(days=1)),
    ("the stub a month later", DAY + timedelta(days=30), DAY),
    ("no days", None, None),
]


@pytest.mark.parametrize(("about", "day_of_stub", "day_of_whole"), STUB_DAYS)
@pytest.mark.parametrize("ends", ["Subscribe to read on.", "Read more on our website ...", ""])
def test_a_stub_on_another_site_is_contained_and_the_whole_text_speaks_for_it(
    about: str, day_of_stub: date | None, day_of_whole: date | None, ends: str, warehouse: Warehouse
) -> None:
    bodies = {"stub": article(WIRE[:2], *[ends] * bool(ends)), "whole": article(WIRE)}
    about_them = {
        "stub": {"published_date": day_of_stub, "outlet_domain": "harbourpost.test"},
        "whole": {"published_date": day_of_whole, "outlet_domain": "valleypost.test"},
    }
    compare(warehouse, bodies, about_them)
    assert partition(warehouse) == [["stub", "whole"]], about
    assert warehouse.rows("SELECT article_id FROM group_members WHERE is_canonical") == [{"article_id": "whole"}]
    [pair] = warehouse.rows("SELECT relation FROM duplicate_pairs")
    assert pair == {"relation": "contained"}


def test_versions_that_several_outlets_print_are_pairs_of_their_own(warehouse: Warehouse) -> None:
    added = paragraphs(10, seed=60)
    first, second = article(WIRE), article(WIRE[:2], added)
    bodies = {"a": first, "b": article(first, "One line more of ours."), "c": second, "d": article(second, "And more.")}
    compare(warehouse, bodies, {key: {"published_date": DAY + timedelta(days=n)} for n, key in enumerate(bodies)})
    assert partition(warehouse) == [["a", "b"], ["c", "d"]]
    rows = warehouse.rows("SELECT article_id_a, article_id_b FROM duplicate_pairs ORDER BY ALL")
    assert len(rows) == 6, "the two outlets that are canonical in neither group too"


PLACES = ("Ostley", "Penhaven", "Wexholt", "Dunmere", "Skerrow", "Lowmarsh")
MIXED = {
    **{f"f{n:02d}": forecast(PLACES[n % 6], ("Monday", "Thursday")[n // 6], 12 + n, 3 * n) for n in range(12)},
    **{f"g{n:02d}": article(forecast(PLACES[n], "Monday", 12 + n, 3 * n), "Pollen is low.") for n in range(6)},
    **reprints(8),
}
MIXED_DAYS = {key: {"published_date": DAY + timedelta(days=n // 6)} for n, key in enumerate(MIXED) if n % 5}


def related(warehouse: Warehouse) -> list[Row]:
    pairs = "SELECT article_id_a, article_id_b, relation, conflicts FROM duplicate_pairs ORDER BY ALL"
    return [*warehouse.rows(pairs), {"partition": partition(warehouse)}]


@pytest.fixture(scope="module")
def related_at_once(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """What a run says that compares all of them in one portion."""
    with open_warehouse(make_settings(tmp_path_factory.mktemp("at_once")), CATALOG) as warehouse:
        compare(warehouse, MIXED, MIXED_DAYS)
        return related(warehouse)


def test_the_mixed_texts_are_what_they_are_for(related_at_once) -> None:
    assert {row["relation"] for row in related_at_once[:-1]} >= {"template", "near"}
    sizes = sorted(len(group) for group in related_at_once[-1]["partition"])
    assert sizes == [1] * 6 + [2] * 6 + [8], "forecasts alone, forecasts with a reprint, and one wire text"


@pytest.mark.parametrize("seed", range(10))
def test_templates_are_the_same_in_any_order_of_arrival(seed: int, related_at_once, warehouse: Warehouse) -> None:
    chance = random.Random(seed)  # noqa: S311 no secret
    names = chance.sample(sorted(MIXED), len(MIXED))
    cuts = sorted(chance.sample(range(1, len(names)), 2))
    for start, end in zip([0, *cuts], [*cuts, len(names)], strict=True):
        compare(warehouse, {name: MIXED[name] for name in names[start:end]}, MIXED_DAYS)
    assert related(warehouse) == related_at_once
